"""The graph of a build in a browser and as a SPARQL endpoint, for reading: `kg.server.running.serve`."""
