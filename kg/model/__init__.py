"""Values that are passed between stages. This package imports no other package of kg."""
