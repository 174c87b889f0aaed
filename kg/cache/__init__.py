"""What earlier builds have found in abstracts, kept so that it is not looked for again."""

from kg.cache.fingerprint import fingerprint
from kg.cache.mentions import key_of, pack, unpack
from kg.cache.place import cache_folder
from kg.cache.shelf import Contents, Shelf, clear, contents

__all__ = ["Contents", "Shelf", "cache_folder", "clear", "contents", "fingerprint", "key_of", "pack", "unpack"]
