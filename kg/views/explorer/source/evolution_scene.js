// Thematic evolution: themes of several periods, and the methods and datasets (or authors) that consecutive themes share.

import { UndirectedGraph } from "graphology";
import louvain from "graphology-communities-louvain";
import { communityColour, communityEntries } from "./colour.js";
import { counted } from "./dom.js";
import { eachPaper } from "./filter.js";
import { communityOf } from "./levels.js";
import { sankeyScene } from "./sankey_scene.js";

const MOST_NODES = 300; // most frequent nodes of a period
const MOST_THEMES = 10;
const MOST_YEARS = 40;
const LEAST_NODES = 3;

// Returns the periods [from, to] with about the same number of matching papers each.
export function periodsOf(app) {
  const years = app.matchingPapers().map((paper) => app.values.papers.years[paper]).filter(Boolean).sort((a, b) => a - b);
  if (!years.length) return [];
  const counts = new Map();
  for (const year of years) counts.set(year, (counts.get(year) ?? 0) + 1);
  return divided([...counts].slice(-MOST_YEARS), Math.min(app.state.periods, counts.size));
}

// Divides rows of [year, papers] into periods of consecutive years, so that the sum of their squared papers is least.
function divided(rows, periods) {
  const papers = (from, to) => rows.slice(from, to).reduce((sum, [, count]) => sum + count, 0);
  const best = (from, more) => {
    if (more === 1) return { cost: papers(from) ** 2, ends: [rows.length] };
    let found = null;
    for (let to = from + 1; to <= rows.length - more + 1; to++) {
      const rest = best(to, more - 1);
      const cost = papers(from, to) ** 2 + rest.cost;
      if (!found || cost < found.cost) found = { cost, ends: [to, ...rest.ends] };
    }
    return found;
  };
  const { ends } = best(0, periods);
  return ends.map((end, at) => [rows[ends[at - 1] ?? 0][0], rows[end - 1][0]]);
}

const spanText = ([from, to]) => (from === to ? String(from) : `${from}–${to}`);

// Returns the themes of each period: groups of nodes named together, found by Louvain's method (Blondel et al. 2008).
export function evolutionOf(app) {
  if (app.passing.evolution?.periods === app.state.periods) return app.passing.evolution;
  const spans = periodsOf(app);
  const layers = spans.map((span, layer) => themesIn(app, span).map((theme, at) => ({ ...theme, layer, key: `${layer}:${at}`, span: spanText(span) })));
  const flows = [];
  for (let at = 0; at + 1 < layers.length; at++) {
    for (const one of layers[at]) for (const other of layers[at + 1]) flows.push(flowBetween(one, other));
  }
  app.passing.evolution = { periods: app.state.periods, spans, layers, flows: flows.filter(({ value }) => value > 0) };
  return app.passing.evolution;
}

function flowBetween(one, other) {
  const shared = [...one.counts.keys()].filter((node) => other.counts.has(node));
  const value = shared.reduce((sum, node) => sum + Math.min(one.counts.get(node), other.counts.get(node)), 0);
  return { one, other, value, shared, key: `${one.key}>${other.key}` };
}

function themesIn(app, [from, to]) {
  const { network, passing, values: { papers } } = app;
  const inside = (paper) => papers.years[paper] >= from && papers.years[paper] <= to;
  const lists = new Map();
  for (let node = 0; node < network.count; node++) {
    if (!passing.nodes[node]) continue;
    const found = new Set();
    eachPaper(network, node, passing, (paper) => inside(paper) && found.add(paper));
    if (found.size > 1) lists.set(node, found);
  }
  const kept = new Map([...lists].sort((a, b) => b[1].size - a[1].size || a[0] - b[0]).slice(0, MOST_NODES));
  return grouped(app, kept).slice(0, MOST_THEMES);
}

function grouped(app, lists) {
  const found = louvain(associations(lists), { getEdgeWeight: "weight", randomWalk: false, rng: () => 0.5 });
  const groups = new Map();
  for (const [node, list] of lists) {
    const group = found[String(node)];
    if (!groups.has(group)) groups.set(group, { counts: new Map(), value: 0 });
    groups.get(group).counts.set(node, list.size);
    groups.get(group).value += list.size;
  }
  const themes = [...groups.values()].filter(({ counts }) => counts.size >= LEAST_NODES);
  const named = themes.map((theme) => ({ ...theme, name: [...theme.counts.keys()].slice(0, 2).map((node) => app.network.labels[node]).join(", ") }));
  return named.sort((a, b) => b.value - a.value || (a.name < b.name ? -1 : 1));
}

// Returns a graph whose links weigh the papers of both ends over the number expected if both were independent.
function associations(lists) {
  const graph = new UndirectedGraph();
  const byPaper = new Map();
  for (const [node, list] of lists) {
    graph.addNode(String(node));
    for (const paper of list) byPaper.has(paper) ? byPaper.get(paper).push(node) : byPaper.set(paper, [node]);
  }
  for (const nodes of byPaper.values()) {
    for (let at = 0; at < nodes.length; at++) {
      for (let next = at + 1; next < nodes.length; next++) {
        const weight = 1 / (lists.get(nodes[at]).size * lists.get(nodes[next]).size);
        graph.updateEdge(String(nodes[at]), String(nodes[next]), (given) => ({ weight: (given.weight ?? 0) + weight }));
      }
    }
  }
  return graph;
}

// Returns the community of the most frequent node of a theme, which gives the theme its colour.
const communityOfTheme = (app, { counts }) => communityOf(app, counts.keys().next().value);

export function evolutionLegend(app, theme) {
  const used = new Map();
  for (const each of evolutionOf(app).layers.flat()) {
    const community = communityOfTheme(app, each);
    const colour = communityColour(app, community, theme);
    used.set(colour, { colour, community });
  }
  const [one, many] = app.network.noun;
  return { title: "Communities", entries: communityEntries(app, [...used.values()]), note: `A theme has the colour of the community of its most frequent ${one}. Bars and bands: papers of the ${many} of a theme, and of those that two themes share.` };
}

export function evolutionScene(app, size, { theme }) {
  const { spans, layers, flows } = evolutionOf(app);
  const hint = (each) => `${each.name} (${each.span}): ${counted(each.counts.size, ...app.network.noun)}`;
  const nodes = layers.flat().map((each) => ({
    id: each.key,
    layer: each.layer,
    label: each.name,
    value: each.value,
    colour: communityColour(app, communityOfTheme(app, each), theme),
    target: { kind: "theme", key: each.key, hint: hint(each) },
  }));
  const links = flows.map((flow) => ({
    source: flow.one.key,
    target: flow.other.key,
    value: flow.value,
    pick: { kind: "flow", key: flow.key, hint: `${flow.one.name} → ${flow.other.name}: ${counted(flow.shared.length, ...app.network.noun)}` },
  }));
  const empty = "At least two periods must have papers. Clear the year filters.";
  return sankeyScene({ titles: spans.map(spanText), nodes, links, key: `Band: papers of shared ${app.network.noun[1]}`, empty }, size, theme);
}
