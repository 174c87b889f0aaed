"""Audit of the statements of a report: statements drawn at random, with the evidence to judge them."""
