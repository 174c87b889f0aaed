"""Command line: one module for each command, on top of the Python interface."""
