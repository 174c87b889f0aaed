// Which answers are pairs of things, and so can be drawn: statements, two columns of things, or just two columns.

// columns: names; rows: terms {type, value, label?, address?} or null by column. Null where there is nothing to draw.
export function pairsOf(columns, rows) {
  if (!rows.length || columns.length < 2) return null;
  const all = columns.map((_, at) => at);
  const things = all.filter((at) => isOf(rows, at, (term) => term.type === "uri"));
  const texts = all.filter((at) => !things.includes(at) && !isOf(rows, at, isNumber));
  const [left, right] = things.length > 1 ? things : !things.length && texts.length === 2 ? texts : columns.length === 2 ? all : [];
  if (right === undefined) return null;
  const weight = columns.findIndex((_, at) => at > right && isOf(rows, at, isNumber));
  const name = (row, at) => labelOf(row, at, things);
  return rows
    .filter((row) => row[left] && row[right])
    .map((row) => ({ left: name(row, left), right: name(row, right), weight: Number(row[weight]?.value ?? 1) }));
}

const isNumber = (term) => term.type !== "uri" && /^-?[\d.]+$/.test(term.value);
const isOf = (rows, at, holds) => rows.some((row) => row[at]) && rows.every((row) => !row[at] || holds(row[at]));

// The text after a thing is its name, where there is one.
function labelOf(row, at, things) {
  const next = row[at + 1];
  const named = row[at].type === "uri" && next && !things.includes(at + 1) && next.type !== "uri" && !isNumber(next);
  return { id: row[at].value, label: named ? next.value : (row[at].label ?? row[at].value), address: row[at].address };
}

export function ofStatements(statements, shortened, addressOf) {
  const node = (term) => ({
    id: term.value,
    label: term.termType === "NamedNode" ? shortened(term.value) : term.value,
    address: term.termType === "NamedNode" ? addressOf(term.value) : null,
  });
  return statements.map((each) => ({ left: node(each.subject), right: node(each.object), weight: 1, said: shortened(each.predicate.value) }));
}
