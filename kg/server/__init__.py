"""Read-only web server for one graph, with HTML pages and a SPARQL endpoint; `kg.server.running.serve` starts it."""
