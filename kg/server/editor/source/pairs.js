// Extraction of pairs for drawing, from triples, from two columns of IRIs, or from results with exactly two columns.

// Each row has a term {type, value, label?, address?} or null for each column. Returns null if the result has no pairs.
export function pairsOf(columns, rows) {
  if (!rows.length || columns.length < 2) return null;
  const all = columns.map((_, at) => at);
  const resources = all.filter((at) => isOf(rows, at, (term) => term.type === "uri"));
  const texts = all.filter((at) => !resources.includes(at) && !isOf(rows, at, isNumber));
  const [left, right] = resources.length > 1 ? resources : !resources.length && texts.length === 2 ? texts : columns.length === 2 ? all : [];
  if (right === undefined) return null;
  const weight = columns.findIndex((_, at) => at > right && isOf(rows, at, isNumber));
  const name = (row, at) => labelOf(row, at, resources);
  return rows
    .filter((row) => row[left] && row[right])
    .map((row) => ({ left: name(row, left), right: name(row, right), weight: Number(row[weight]?.value ?? 1) }));
}

const isNumber = (term) => term.type !== "uri" && /^-?[\d.]+$/.test(term.value);
const isOf = (rows, at, holds) => rows.some((row) => row[at]) && rows.every((row) => !row[at] || holds(row[at]));

// Returns the term of a column as a node. The text in the column after an IRI is its label.
function labelOf(row, at, resources) {
  const next = row[at + 1];
  const named = row[at].type === "uri" && next && !resources.includes(at + 1) && next.type !== "uri" && !isNumber(next);
  return { id: row[at].value, label: named ? next.value : (row[at].label ?? row[at].value), address: row[at].address };
}

export function pairsOfTriples(triples, shortened, addressOf) {
  const node = (term) => ({
    id: term.value,
    label: term.termType === "NamedNode" ? shortened(term.value) : term.value,
    address: term.termType === "NamedNode" ? addressOf(term.value) : null,
  });
  return triples.map((each) => ({ left: node(each.subject), right: node(each.object), weight: 1, property: shortened(each.predicate.value) }));
}
