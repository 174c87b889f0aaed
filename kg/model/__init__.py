"""Every value that crosses a stage. Imports nothing of kg but itself."""
