// Panel with details of the selected node, link, path or paper.

import { show } from "./colour.js";
import { counted, kindLabel, make, measureLabel, sentenceCase, webLink, whole } from "./dom.js";
import { marked, mentionsOf, sentencesWith } from "./sentences.js";
import { incidence, otherEnd, papersOfNode, sharedPapers } from "./values.js";

const INITIAL_ROWS = 12;

export function detailsOf(app, pick) {
  if (pick.kind === "node") return nodeDetails(app, pick.nodes[0]);
  if (pick.kind === "edge") return edgeDetails(app, ...pick.nodes);
  if (pick.kind === "paper") return [paperItem(app, pick.nodes[0], { open: true, level: "h2" })];
  return pathDetails(app, pick);
}

function nodeDetails(app, node) {
  const { network } = app;
  const start = () => app.beginPath(node);
  return [
    make("h2", {}, network.labels[node] || "(no name)"),
    make("p", { class: "soft" }, `${sentenceCase(kindLabel(network.kindOf(node)))}; community: ${app.communityName(node)}`),
    make("p", {}, make("button", { type: "button", onclick: start }, "Find a path from here…")),
    measuresTable(app, node),
    ...neighbourList(app, node),
    ...paperList(app, papersOfNode(network, node), network.name === "concepts" ? [node] : [], roleIn(app, node)),
  ];
}

function measuresTable(app, node) {
  const { network, values } = app;
  const rows = Object.entries(network.measures).filter(([name]) => name !== "community");
  return make(
    "table",
    { class: "measures" },
    make("caption", { class: "hidden" }, "Measures"),
    make("tbody", {}, rows.map(([name, column]) => measureRow(name, column[node], values.formulas[name]))),
  );
}

const measureRow = (name, value, formula) =>
  make("tr", { title: formula }, make("th", { scope: "row" }, sentenceCase(measureLabel(name))), make("td", { class: "n" }, show(name, value)));

export function neighboursOf(app, node) {
  const { network, shown } = app;
  const { start, edges } = incidence(network);
  const found = Array.from(edges.subarray(start[node], start[node + 1])).filter((edge) => shown.edges[edge]);
  return found.sort((a, b) => shown.weight[b] - shown.weight[a] || otherEnd(network, a, node) - otherEnd(network, b, node));
}

function neighbourList(app, node) {
  const { network, shown } = app;
  const found = neighboursOf(app, node);
  const row = (edge) => {
    const other = otherEnd(network, edge, node);
    return make(
      "li",
      {},
      make("button", { type: "button", class: "link", onclick: () => app.pick("node", [other]) }, network.labels[other]),
      " ",
      make(
        "button",
        { type: "button", class: "why", onclick: () => app.pick("edge", [node, other]) },
        counted(shown.weight[edge], "paper"),
        make("span", { class: "hidden" }, ` with ${network.labels[other]}`),
      ),
    );
  };
  return [make("h3", {}, counted(found.length, network.name === "authors" ? "co-author" : "neighbour")), ...listed("neighbours", found, row)];
}

function edgeDetails(app, one, other) {
  const { network } = app;
  const shared = sharedPapers(network, one, other);
  const words = network.name === "authors" ? ["by both", "by both"] : ["that names both", "that name both"];
  const name = (node) => make("button", { type: "button", class: "link", onclick: () => app.pick("node", [node]) }, network.labels[node]);
  return [
    make("h2", { class: "pair" }, name(one), " – ", name(other)),
    ...paperList(app, shared, network.name === "concepts" ? [one, other] : [], null, words),
  ];
}

function pathDetails(app, { nodes: [from, to], path }) {
  const { network, shown } = app;
  const ends = `${network.labels[from]} – ${network.labels[to]}`;
  if (!path) {
    return [make("h2", {}, ends), make("p", {}, "With the current filters, no path connects these two. Clear the filters, or choose another node.")];
  }
  const steps = path.edges.map((edge, at) => [
    make("li", {}, make("button", { type: "button", class: "link", onclick: () => app.pick("node", [path.nodes[at]]) }, network.labels[path.nodes[at]])),
    make("li", { class: "step" }, make("button", { type: "button", class: "why", onclick: () => app.pick("edge", [network.left[edge], network.right[edge]]) }, counted(shown.weight[edge], "paper"))),
  ]);
  const last = make("li", {}, make("button", { type: "button", class: "link", onclick: () => app.pick("node", [to]) }, network.labels[to]));
  return [make("h2", {}, ends), make("p", {}, `Shortest path: ${counted(path.edges.length, "step")}.`), make("ol", { class: "path" }, steps, last)];
}

export function paperList(app, papers, wanted, role, words = null) {
  const row = (paper) => make("li", {}, paperItem(app, paper, { wanted, role: role?.(paper), sentences: wanted.length > 0 }));
  const recent = [...papers].sort((a, b) => app.values.papers.years[b] - app.values.papers.years[a] || a - b);
  const title = counted(papers.length, "paper") + (words ? ` ${words[papers.length === 1 ? 0 : 1]}` : "");
  return [make("h3", {}, title), ...listed("papers", recent, row)];
}

function roleIn(app, node) {
  const { network, values } = app;
  if (network.name === "authors") return null;
  return (paper) => {
    for (let at = network.paperStart[node]; at < network.paperStart[node + 1]; at++) {
      if (network.paperOf[at] === paper) return values.papers.roles[network.roleOf[at]];
    }
    return "";
  };
}

export function paperItem(app, paper, { wanted = [], role = "", sentences = false, open = false, level = "h4" } = {}) {
  const { papers } = app.values;
  const venue = papers.venues.table[papers.venues.places[paper]];
  const outcome = papers.outcomes.table[papers.outcomes.places[paper]];
  const facts = [venue, papers.years[paper] || "", outcome, role].filter(Boolean).join(" · ");
  const text = papers.abstracts[paper];
  return make(
    "article",
    {},
    make(level, {}, papers.titles[paper]),
    make("p", { class: "soft" }, facts, facts && papers.pages[paper] ? " · " : "", webLink(papers.pages[paper], "web page")),
    sentences && sentencesWith(papers, paper, wanted),
    make(
      "details",
      { open },
      make("summary", {}, "Authors, abstract, methods and datasets"),
      chips(app, "authors", papers.authors[paper]),
      text && make("p", { class: "abstract" }, marked(text, mentionsOf(papers, paper, wanted))),
      chips(app, "concepts", papers.concepts[paper].filter((_, at) => at % 2 === 0)),
    ),
  );
}

function chips(app, view, nodes) {
  const network = app.values.networks[view];
  const chip = (node) => make("li", {}, make("button", { type: "button", class: "chip", onclick: () => app.open(view, node) }, network.labels[node]));
  return nodes.length > 0 && make("ul", { class: "chips" }, nodes.map(chip));
}

// Returns the first rows of a list and a button that adds more, because ten thousand rows would block the page.
function listed(name, items, row, first = INITIAL_ROWS) {
  const list = make("ul", { class: name }, items.slice(0, first).map(row));
  if (items.length <= first) return [list];
  let shown = first;
  const more = make("button", { type: "button", class: "more" });
  const label = () => {
    const left = items.length - shown;
    more.textContent = left > 100 ? `Show 100 more of ${whole(left)}` : `Show ${whole(left)} more`;
  };
  more.addEventListener("click", () => {
    list.append(...items.slice(shown, shown + 100).map(row));
    shown = Math.min(items.length, shown + 100);
    if (shown === items.length) more.remove();
    else label();
  });
  label();
  return [list, more];
}
