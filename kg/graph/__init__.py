"""Finished graph, opened for questions, networks, views, exports and comparison."""
