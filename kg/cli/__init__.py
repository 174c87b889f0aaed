"""Command line: one module for each group of commands, over the functions of the packages below."""
