// Graph view of the editor.

import { drawGraph } from "./graph_drawing.js";
import { pairsOf, pairsOfTriples } from "./pairs.js";
import { bindingsOf } from "./table_view.js";
import { addressOf, shortened } from "./completions.js";

export class GraphView {
  constructor(yasr) {
    this.yasr = yasr;
    this.label = "Graph";
    this.priority = 5;
  }

  canHandleResults() {
    return Boolean(this.pairs()?.length);
  }

  pairs() {
    const results = this.yasr.results;
    if (!results || results.hasError()) return null;
    const triples = results.getAsJson() && results.getStatements();
    if (triples) return pairsOfTriples(triples, shortened, addressOf);
    const columns = results.getVariables();
    const withLabel = (term) => (term?.type === "uri" ? { ...term, label: shortened(term.value), address: addressOf(term.value) } : (term ?? null));
    return pairsOf(columns, bindingsOf(results).map((row) => columns.map((name) => withLabel(row[name]))));
  }

  draw() {
    this.drawing = drawGraph(this.yasr.resultsEl, this.pairs(), { fetchLabels });
  }

  destroy() {
    this.drawing?.remove();
  }

  getIcon() {
    return undefined;
  }
}

// Fetches the labels of resources from the server; without a response, nodes keep their IRIs as labels.
async function fetchLabels(resources) {
  const iris = resources.filter((each) => /^https?:\/\/[^<>"{}|^`\\\s]+$/.test(each));
  const query = `SELECT ?resource (MIN(?label) AS ?name) WHERE {
    VALUES ?resource { ${iris.map((iri) => `<${iri}>`).join(" ")} }
    ?resource dcterms:title|rdfs:label|foaf:name|skos:prefLabel ?label } GROUP BY ?resource`;
  const response = await fetch("/sparql", { method: "POST", body: new URLSearchParams({ query }) });
  if (!iris.length || !response.ok) return new Map();
  const rows = (await response.json()).results.bindings;
  return new Map(rows.map((row) => [row.resource.value, row.name.value.slice(0, 80)]));
}
