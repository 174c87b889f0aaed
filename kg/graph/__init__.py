"""Access to the graph of a finished build: queries, networks, pages, exports and comparisons."""
