"""Answers, with evidence, to the questions that users of a graph of papers have most often."""
