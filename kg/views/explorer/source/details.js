// Panel with details of the selected node, link, path, paper or group.

import { counted, kindLabel, make, measureLabel, pageLink, sentenceCase } from "./dom.js";
import { evolutionOf } from "./evolution_scene.js";
import { cellOf } from "./fields_scene.js";
import { communityName, communityOf } from "./levels.js";
import { overlayLabel, valueText } from "./overlay.js";
import { pathDetails } from "./path_details.js";
import { neighboursOf } from "./picture.js";
import { countedRow, listed, nodeButton, paperItem, paperList } from "./rows.js";
import { otherEnd, sharedPapers } from "./values.js";

const DETAILS = {
  node: (app, { nodes: [node] }) => nodeDetails(app, node),
  edge: (app, { nodes }) => edgeDetails(app, ...nodes),
  path: pathDetails,
  paper: (app, { nodes: [paper] }) => [paperItem(app, paper, { open: true, level: "h2" })],
  group: (app, { key }) => groupDetails(app, Number(key)),
  theme: (app, { key }) => themeDetails(app, key),
  flow: (app, { key }) => flowDetails(app, key),
  cell: (app, { key }) => cellDetails(app, key),
};

// Returns the elements of the panel, or null if the selection does not exist.
export const detailsOf = (app, pick) => DETAILS[pick.kind](app, pick);

function nodeDetails(app, node) {
  const { network } = app;
  const community = communityOf(app, node);
  const papers = app.papersOf(node);
  const showCommunity = () => app.pickKey("group", String(community.number));
  return [
    make("h2", {}, network.labels[node] || "(no name)"),
    make("p", { class: "soft" }, `${sentenceCase(kindLabel(network.kindOf(node)))}, ${counted(papers.length, "paper")}`),
    community && make("p", {}, "Community: ", make("button", { type: "button", class: "link", onclick: showCommunity }, communityName(community))),
    pageLink(network.ids[node], `Page of this ${kindLabel(network.kindOf(node))}`),
    make("p", {}, make("button", { type: "button", onclick: () => app.beginPath(node) }, "Find a path from here…")),
    ...neighbourList(app, node),
    ...relatedList(app, papers, network.name === "authors" ? "concepts" : "authors"),
    ...paperList(app, papers, { wanted: network.name === "concepts" ? [node] : [], role: roleIn(app, node) }),
    measuresTable(app, node),
  ];
}

function neighbourList(app, node) {
  const { network, passing } = app;
  const found = neighboursOf(app, node);
  const row = (edge) => {
    const other = otherEnd(network, edge, node);
    return countedRow(app, other, passing.weightOf(edge), { why: () => app.pick("edge", [node, other]) });
  };
  return [make("h3", {}, counted(found.length, network.name === "authors" ? "co-author" : "neighbour")), ...listed("neighbours", found, row, 8)];
}

// Returns the authors, or the methods and datasets, that most of these papers have.
function relatedList(app, papers, view) {
  const { values } = app;
  const counts = new Map();
  for (const paper of papers) {
    const nodes = view === "authors" ? values.papers.authors[paper] : values.papers.concepts[paper].filter((_, at) => at % 2 === 0);
    for (const node of new Set(nodes)) counts.set(node, (counts.get(node) ?? 0) + 1);
  }
  const found = [...counts].sort((a, b) => b[1] - a[1] || a[0] - b[0]);
  if (!found.length) return [];
  return [make("h3", {}, counted(found.length, ...values.networks[view].noun)), ...listed("neighbours", found, ([node, count]) => countedRow(app, node, count, { view }), 6)];
}

function measuresTable(app, node) {
  const { network, values } = app;
  const rows = Object.entries(network.measures).filter(([name]) => name !== "community");
  const body = make("tbody", {}, rows.map(([name, column]) => measureRow(name, column[node], values.formulas[name])));
  return make("details", { class: "all-measures" }, make("summary", {}, "Measures"), make("table", { class: "measures" }, make("caption", { class: "hidden" }, "Measures"), body));
}

const measureRow = (name, value, formula) =>
  make("tr", { title: formula }, make("th", { scope: "row" }, sentenceCase(measureLabel(name))), make("td", { class: "n" }, valueText(name, value)));

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

function edgeDetails(app, one, other) {
  const { network } = app;
  const shared = sharedPapers(network, one, other).filter(app.matches);
  const words = network.name === "authors" ? ["by both", "by both"] : ["that names both", "that name both"];
  return [
    make("h2", { class: "pair" }, nodeButton(app, one), " – ", nodeButton(app, other)),
    ...paperList(app, shared, { wanted: network.name === "concepts" ? [one, other] : [], words }),
  ];
}

function groupDetails(app, number) {
  const { level, network, state } = app;
  const community = level.byNumber.get(number);
  if (!community) return null;
  const members = [];
  for (let node = 0; node < network.count; node++) if (level.of[node] === number && app.passing.nodes[node]) members.push(node);
  const papers = [...new Set(members.flatMap((node) => app.papersOf(node)))];
  const only = state.filters.community === number;
  const toggle = () => app.filter({ community: only ? 0 : number });
  return [
    make("h2", {}, communityName(community)),
    make("p", { class: "soft" }, `Community of ${counted(community.size, ...network.noun)}`),
    make("p", {}, make("button", { type: "button", onclick: toggle }, only ? "Show all communities" : "Show only this community")),
    make("h3", {}, sentenceCase(network.noun[1])),
    ...listed("neighbours", members, (node) => countedRow(app, node, app.passing.paperCounts[node])),
    ...paperList(app, papers),
  ];
}

function themeDetails(app, key) {
  const theme = evolutionOf(app).layers.flat().find((each) => each.key === key);
  if (!theme) return null;
  return [
    make("h2", {}, theme.name),
    make("p", { class: "soft" }, `Theme of ${theme.span}`),
    make("h3", {}, counted(theme.counts.size, ...app.network.noun)),
    ...listed("neighbours", [...theme.counts], ([node, count]) => countedRow(app, node, count), 40),
  ];
}

function flowDetails(app, key) {
  const flow = evolutionOf(app).flows.find((each) => each.key === key);
  if (!flow) return null;
  return [
    make("h2", {}, `${flow.one.name} → ${flow.other.name}`),
    make("p", { class: "soft" }, `${flow.one.span} to ${flow.other.span}`),
    make("h3", {}, `${counted(flow.shared.length, ...app.network.noun)} in both`),
    ...listed("neighbours", flow.shared, (node) => countedRow(app, node, flow.other.counts.get(node)), 40),
  ];
}

function cellDetails(app, key) {
  const cell = cellOf(app, key);
  return cell && [make("h2", {}, cell.names.join(" – ")), ...paperList(app, cell.papers)];
}

// Returns the text of the hint about a node or a link.
export function hintText(app, { node, edge }) {
  const { network, passing, state } = app;
  if (node === undefined) {
    const words = network.name === "authors" ? "" : " name both";
    return `${network.labels[network.left[edge]]} – ${network.labels[network.right[edge]]}: ${counted(passing.weightOf(edge), "paper")}${words}`;
  }
  const overlaid = ["community", "kind"].includes(state.colour) ? "" : `, ${overlayLabel(state.colour)} ${valueText(state.colour, app.valueOf(node))}`;
  return `${network.labels[node] || "(no name)"}: ${counted(passing.paperCounts[node], "paper")}${overlaid}`;
}
