"""Fragments of reference pages, written from code when the documentation is built."""
