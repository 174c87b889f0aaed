"""Fragments of reference pages, which are generated from the code when the documentation is built."""
