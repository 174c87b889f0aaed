"""How a function is mapped over shards: here and nowhere else is it chosen."""

from kg.engine.pool import map_shards

__all__ = ["map_shards"]
