"""Stages of a build, which reads listings and writes the output folder."""
