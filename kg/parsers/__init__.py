"""Listings → records and a ledger of every line."""

from kg.parsers.finding import find_listings
from kg.parsers.format import Format
from kg.parsers.formats import FORMATS
from kg.parsers.listing import read_listing

__all__ = ["FORMATS", "Format", "find_listings", "read_listing"]
