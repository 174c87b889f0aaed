"""`python -m kg`: the command line of the environment that this Python belongs to."""

from kg.cli import main

main()
