"""Chain from listings to the output folder."""
