"""Values that cross stages. Imports nothing from other packages of kg."""
