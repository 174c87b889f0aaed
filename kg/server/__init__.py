"""Read-only server for one graph: HTML pages and a SPARQL endpoint; `kg.server.running.serve` starts it."""
