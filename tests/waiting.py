"""Limit of waits in tests."""

WAIT_LIMIT = 300.0
"""Seconds after which a test gives up waiting: long, so that no test depends on how busy the machine is."""
