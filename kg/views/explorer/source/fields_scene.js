// Three fields of the papers side by side: the most frequent values of each, and the papers that have both.

import { paletteColour } from "./colour.js";
import { counted, sentenceCase } from "./dom.js";
import { accepted } from "./overlay.js";
import { sankeyScene } from "./sankey_scene.js";

const MOST = 14;

const FIELDS = {
  authors: { label: "Authors", keys: (values, paper) => values.papers.authors[paper], name: (values, key) => values.networks.authors.labels[key], id: (values, key) => values.networks.authors.ids[key] },
  methods: concepts("Methods", "method"),
  datasets: concepts("Datasets", "dataset"),
  venues: plain("Venues", ({ venues }, paper) => venues.table[venues.places[paper]]),
  years: plain("Years", ({ years }, paper) => years[paper]),
  decisions: plain("Decisions", ({ outcomes }, paper) => [null, "accepted", "not accepted"][1 + [true, false].indexOf(accepted(outcomes.table[outcomes.places[paper]]))]),
};

function concepts(label, kind) {
  const keys = ({ papers, networks }, paper) => [...new Set(papers.concepts[paper].filter((node, at) => at % 2 === 0 && networks.concepts.kindOf(node) === kind))];
  return { label, keys, name: ({ networks }, key) => networks.concepts.labels[key], id: ({ networks }, key) => networks.concepts.ids[key] };
}

function plain(label, of) {
  const keys = ({ papers }, paper) => [of(papers, paper)].filter(Boolean);
  return { label, keys, name: (_, key) => sentenceCase(String(key)), id: (_, key) => String(key) };
}

export const fieldLabel = (field) => FIELDS[field].label;

// Returns the frequent values of each field, and the papers that have values of neighbouring fields.
function crossed(app) {
  const { values, state } = app;
  const columns = state.fields.map((field) => ({ field, ...FIELDS[field], kept: frequent(app, FIELDS[field]) }));
  const flows = new Map();
  for (const paper of app.matchingPapers()) {
    const keys = columns.map((column) => column.keys(values, paper).filter((key) => column.kept.has(key)));
    for (let at = 0; at + 1 < keys.length; at++) {
      for (const one of keys[at]) for (const other of keys[at + 1]) append(flows, `${at} ${one} ${other}`, { at, one, other }, paper);
    }
  }
  return { columns, flows: [...flows.values()] };
}

function frequent(app, { keys }) {
  const counts = new Map();
  for (const paper of app.matchingPapers()) for (const key of keys(app.values, paper)) counts.set(key, (counts.get(key) ?? 0) + 1);
  return new Map([...counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)).slice(0, MOST));
}

function append(flows, key, made, paper) {
  if (!flows.has(key)) flows.set(key, { ...made, papers: [] });
  flows.get(key).papers.push(paper);
}

export const fieldsLegend = () => ({ title: "Band: papers that have both values", entries: [], note: "Colours distinguish the values of one field." });

const part = (field, id) => `${field}:${encodeURIComponent(id)}`;

export function fieldsScene(app, size, { theme }) {
  const { columns, flows } = crossed(app);
  const item = ({ field, id, name }, key) => ({ part: part(field, id(app.values, key)), name: name(app.values, key) });
  const target = (items, count) => ({ kind: "cell", key: items.map((each) => each.part).join("~"), hint: `${items.map((each) => each.name).join(" – ")}: ${counted(count, "paper")}` });
  const used = new Set(flows.flatMap(({ at, one, other }) => [`${at} ${one}`, `${at + 1} ${other}`]));
  const nodes = columns.flatMap((column, layer) =>
    [...column.kept].filter(([key]) => used.has(`${layer} ${key}`)).map(([key, count], place) => ({
      id: `${layer} ${key}`,
      layer,
      label: column.name(app.values, key),
      colour: paletteColour(app, place % 12, theme),
      target: target([item(column, key)], count),
    })),
  );
  const links = flows.map(({ at, one, other, papers }) => ({
    source: `${at} ${one}`,
    target: `${at + 1} ${other}`,
    value: papers.length,
    pick: target([item(columns[at], one), item(columns[at + 1], other)], papers.length),
  }));
  return sankeyScene({ titles: columns.map(({ label }) => label), nodes, links, empty: "No paper has values in two neighbouring fields. Clear the filters, or choose other fields." }, size, theme);
}

// Returns the names and the papers of a selection such as "authors:…~methods:…", or null.
export function cellOf(app, key) {
  const items = key.split("~").map((text) => {
    const [field, ...rest] = text.split(":");
    return Object.hasOwn(FIELDS, field) ? { ...FIELDS[field], wanted: decoded(rest.join(":")) } : null;
  });
  if (items.includes(null)) return null;
  const keyOf = ({ keys, id, wanted }, paper) => keys(app.values, paper).find((each) => id(app.values, each) === wanted);
  const papers = app.matchingPapers().filter((paper) => items.every((item) => keyOf(item, paper) !== undefined));
  if (!papers.length) return null;
  return { names: items.map((item) => item.name(app.values, keyOf(item, papers[0]))), papers };
}

function decoded(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
