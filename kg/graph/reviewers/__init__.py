"""Reviewers for papers: candidates by related papers, conflicts of interest, and assignment with a maximum load."""
