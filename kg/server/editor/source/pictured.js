// The picture among the views of the editor.

import { drawPicture } from "./drawing.js";
import { ofStatements, pairsOf } from "./pairs.js";
import { bindingsOf } from "./tabled.js";
import { addressOf, shortened } from "./words.js";

export class PictureView {
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
    const statements = results.getAsJson() && results.getStatements();
    if (statements) return ofStatements(statements, shortened, addressOf);
    const columns = results.getVariables();
    const dressed = (term) => (term?.type === "uri" ? { ...term, label: shortened(term.value), address: addressOf(term.value) } : (term ?? null));
    return pairsOf(columns, bindingsOf(results).map((row) => columns.map((name) => dressed(row[name]))));
  }

  draw() {
    this.picture = drawPicture(this.yasr.resultsEl, this.pairs(), { named: namesOf });
  }

  destroy() {
    this.picture?.remove();
  }

  getIcon() {
    return undefined;
  }
}

// What things are called, asked of the server; where it does not answer they keep their IRIs.
async function namesOf(things) {
  const iris = things.filter((each) => /^https?:\/\/[^<>"{}|^`\\\s]+$/.test(each));
  const query = `SELECT ?thing (MIN(?said) AS ?name) WHERE {
    VALUES ?thing { ${iris.map((iri) => `<${iri}>`).join(" ")} }
    ?thing rdfs:label|foaf:name|skos:prefLabel ?said } GROUP BY ?thing`;
  const answer = await fetch("/sparql", { method: "POST", body: new URLSearchParams({ query }) });
  if (!iris.length || !answer.ok) return new Map();
  const rows = (await answer.json()).results.bindings;
  return new Map(rows.map((row) => [row.thing.value, row.name.value.slice(0, 80)]));
}
