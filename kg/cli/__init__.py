"""Command line: one module for each command, over the Python interface."""
