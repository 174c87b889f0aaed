"""Builds: the stages from listings to the output folder."""
