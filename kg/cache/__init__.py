"""Cache of the mentions that earlier builds found in abstracts."""

from kg.cache.fingerprint import fingerprint
from kg.cache.location import cache_folder
from kg.cache.mention_codec import key_of, pack, unpack
from kg.cache.result_cache import CacheContents, ResultCache, clear, contents

__all__ = [
    "CacheContents",
    "ResultCache",
    "cache_folder",
    "clear",
    "contents",
    "fingerprint",
    "key_of",
    "pack",
    "unpack",
]
