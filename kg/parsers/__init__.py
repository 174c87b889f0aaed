"""Parsers of listings: they return records, and a ledger with the fate of every line."""

from kg.parsers.finding import FileChoice, FoundFiles, find_files, find_listings
from kg.parsers.format import Format
from kg.parsers.formats import FORMATS
from kg.parsers.listing import read_listing

__all__ = ["FORMATS", "FileChoice", "Format", "FoundFiles", "find_files", "find_listings", "read_listing"]
