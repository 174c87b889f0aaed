// Explorer: state of the page and the updates that follow from it.

import * as address from "./address.js";
import { colours, sizes } from "./colour.js";
import { fillControls, showControls, showLegend } from "./controls.js";
import { detailsOf, neighboursOf } from "./details.js";
import { byId, counted, make, whole } from "./dom.js";
import { WRITERS } from "./export.js";
import { applyFilters, isActive } from "./filter.js";
import { shortestPath } from "./path.js";
import { MAX_LINKS, createMap } from "./map.js";
import { createIndex, searchBox } from "./search.js";
import { edgeBetween, otherEnd, unpack } from "./values.js";

const dark = matchMedia("(prefers-color-scheme: dark)");
const theme = () => (dark.matches ? "dark" : "light");
const PAPER = { light: { paper: "#ffffff", link: "#8d97a5", label: "#1d2430" }, dark: { paper: "#14171c", link: "#5b6472", label: "#e7e9ee" } };

function createApp(values) {
  const app = { values, state: address.read(values), index: createIndex(values), pathFrom: null, pending: 0 };
  Object.defineProperty(app, "network", { get: () => values.networks[app.state.view] });
  app.search = (text) => app.index.find(text, app.pathFrom === null ? views(app) : [app.state.view]);
  app.found = ({ view, place }) => (view === "papers" ? app.pick("paper", [place]) : app.open(view, place));
  app.pick = (kind, nodes) => choose(app, kind && { kind, nodes });
  app.open = (view, node) => open(app, view, node);
  app.filter = (filters) => change(app, { filters: { ...app.state.filters, ...filters } });
  app.paint = (changes) => change(app, changes);
  app.beginPath = (node) => beginPath(app, node);
  app.communityName = (node) => app.network.communityNames.get(app.network.community[node])?.label ?? "";
  app.map = createMap(byId("stage"), (pick) => (pick?.kind === "node" ? app.open(app.state.view, pick.nodes[0]) : choose(app, pick)));
  return app;
}

const views = (app) => [app.state.view, app.state.view === "authors" ? "concepts" : "authors", "papers"];

function open(app, view, node) {
  if (app.pathFrom !== null && node !== null && view === app.state.view) {
    const from = app.pathFrom;
    endPath(app);
    return choose(app, { kind: "path", nodes: [from, node] });
  }
  endPath(app);
  if (view !== app.state.view) {
    const { venue, from, to, roles } = app.state.filters;
    change(app, { view, pick: null, filters: { kind: "", community: 0, weight: 1, venue, from, to, roles } });
  }
  return node === null ? undefined : choose(app, { kind: "node", nodes: [node] });
}

function beginPath(app, node) {
  app.pathFrom = node;
  byId("path-from").textContent = `Path from ${app.network.labels[node]}: search for the other end, or click it. Press Escape to cancel.`;
  byId("path-from").hidden = false;
  byId("search").value = "";
  byId("search").focus();
}

function endPath(app) {
  app.pathFrom = null;
  byId("path-from").hidden = true;
}

// Applies a change of state: controls and counts are updated immediately, the map in the next animation frame.
function change(app, changes) {
  performance.mark("filter-begin");
  Object.assign(app.state, changes);
  app.shown = applyFilters(app.network, app.values.papers, app.state.filters);
  if (app.state.pick?.nodes.some((node) => app.state.pick.kind !== "paper" && !app.shown.nodes[node])) app.state.pick = null;
  showControls(app);
  showCounts(app);
  performance.measure("filter", "filter-begin");
  address.write(app.network, app.state, false);
  app.pending ||= requestAnimationFrame(() => redraw(app));
}

function redraw(app) {
  app.pending = 0;
  performance.mark("draw-begin");
  const painted = colours(app.network, app.state.colour, theme());
  app.brush = { colour: painted.of, size: sizes(app.network, app.state.size) };
  showLegend(app, painted.legend);
  byId("details").hidden = !app.state.pick; // the panel narrows the map, which changes the size of dots
  app.map.draw(app.network, app.shown, app.brush, theme());
  performance.measure("draw", "draw-begin");
  showPick(app);
}

function choose(app, pick) {
  if (app.pending) {
    cancelAnimationFrame(app.pending);
    redraw(app);
  }
  app.state.pick = pick || null;
  showPick(app);
  address.write(app.network, app.state, true);
  if (pick) {
    app.map.show([...app.focused.nodes]);
    byId("details").focus({ preventScroll: !matchMedia("(max-width: 50rem)").matches });
  }
}

function showPick(app) {
  const { pick } = app.state;
  if (pick?.kind === "path") pick.path = shortestPath(app.network, app.shown, ...pick.nodes);
  app.focused = pick ? focusOf(app, pick) : null;
  app.map.focus(app.focused);
  const close = make("button", { type: "button", class: "close", "aria-label": "Close", onclick: () => choose(app, null) }, "×");
  byId("details").replaceChildren(...(pick ? [close, ...detailsOf(app, pick).filter(Boolean)] : []));
  byId("details").hidden = !pick;
  byId("details").scrollTop = 0;
  byId("selection").textContent = selectionText(app);
}

// Returns the nodes and links to highlight: the selected nodes, their neighbours and the links between them.
function focusOf(app, pick) {
  const { network } = app;
  if (pick.kind === "path") {
    const nodes = pick.path?.nodes ?? pick.nodes;
    return { chosen: new Set(nodes), nodes: new Set(nodes), edges: new Set(pick.path?.edges) };
  }
  if (pick.kind === "edge") {
    const edge = edgeBetween(network, ...pick.nodes);
    return { chosen: new Set(pick.nodes), nodes: new Set(pick.nodes), edges: new Set(edge === null ? [] : [edge]) };
  }
  if (pick.kind === "paper") {
    const { authors, concepts } = app.values.papers;
    const nodes = network.name === "authors" ? authors[pick.nodes[0]] : concepts[pick.nodes[0]].filter((_, at) => at % 2 === 0);
    const edges = nodes.flatMap((one, at) => nodes.slice(at + 1).map((other) => edgeBetween(network, one, other)));
    return { chosen: new Set(nodes), nodes: new Set(nodes), edges: new Set(edges.filter((edge) => edge !== null)) };
  }
  const [node] = pick.nodes;
  const edges = neighboursOf(app, node);
  return { chosen: new Set([node]), nodes: new Set([node, ...edges.map((edge) => otherEnd(network, edge, node))]), edges: new Set(edges) };
}

function showCounts(app) {
  const { network, shown } = app;
  const { nodeCount, edgeCount } = shown;
  const drawn = edgeCount > MAX_LINKS ? ` (the ${whole(MAX_LINKS)} strongest are drawn)` : "";
  const [nodes, edges] = network.all;
  const partOf = nodes > network.count || edges > network.left.length ? `; only the most central part of ${whole(nodes)} nodes and ${whole(edges)} links is included` : "";
  byId("counts").textContent = `${counted(nodeCount, ...network.noun)}, ${counted(edgeCount, "link")}${drawn}${partOf}`;
  byId("clear").hidden = !isActive(app.state.filters);
}

function part(app) {
  const { network, shown, focused } = app;
  const list = (given, of) => (given ? [...given].filter((place) => of[place]).sort((a, b) => a - b) : [...of.keys()].filter((place) => of[place]));
  return {
    name: network.name,
    network,
    nodes: list(focused?.nodes, shown.nodes),
    edges: list(focused?.edges, shown.edges),
    weight: shown.weight,
    papers: shown.paperCounts,
    paint: app.brush,
    ink: PAPER[theme()],
  };
}

function selectionText(app) {
  const { focused, shown, network } = app;
  const [nodes, edges] = focused ? [focused.nodes.size, focused.edges.size] : [shown.nodeCount, shown.edgeCount];
  return `${focused ? "Selection" : "Visible graph"}: ${counted(nodes, ...network.noun)}, ${counted(edges, "link")}`;
}

const STEPS = { ArrowLeft: [-0.1, 0], ArrowRight: [0.1, 0], ArrowUp: [0, 0.1], ArrowDown: [0, -0.1] };

function listen(app) {
  for (const form of Object.keys(WRITERS)) byId(`export-${form}`).addEventListener("click", () => WRITERS[form](part(app)));
  const zooms = { "zoom-in": () => app.map.zoom(0.6), "zoom-out": () => app.map.zoom(1.7), fit: () => app.map.fit() };
  for (const [name, act] of Object.entries(zooms)) byId(name).addEventListener("click", act);
  byId("stage").addEventListener("keydown", (event) => {
    if (STEPS[event.key]) app.map.move(...STEPS[event.key]);
    else if (event.key === "+" || event.key === "=") app.map.zoom(0.6);
    else if (event.key === "-") app.map.zoom(1.7);
    else if (event.key === "0") app.map.fit();
    else return;
    event.preventDefault();
  });
  addEventListener("keydown", (event) => {
    if (event.key === "Escape") return app.pathFrom === null ? choose(app, null) : endPath(app);
    if (event.key !== "/" || /^(INPUT|SELECT)$/.test(document.activeElement?.tagName)) return undefined;
    event.preventDefault();
    return byId("search").focus();
  });
  const again = () => change(app, address.read(app.values));
  addEventListener("popstate", again);
  dark.addEventListener("change", () => change(app, {}));
}

async function begin() {
  const values = await unpack(byId("values"));
  const app = createApp(values);
  if (app.map.problem) {
    byId("problem").textContent = "The map needs WebGL, which this browser does not provide. Search, filters, lists and exports work without it.";
    byId("problem").hidden = false;
  }
  fillControls(app);
  searchBox(app);
  listen(app);
  change(app, {});
  requestAnimationFrame(() =>
    setTimeout(() => {
      byId("loading").remove();
      performance.mark("first-picture");
      for (const view of views(app)) setTimeout(() => app.index.warm(view), 50);
      document.documentElement.dataset.ready = "yes";
    }, 0),
  );
}

begin().catch((error) => {
  byId("loading").textContent = `The explorer could not start (${error.message}). Use a browser version of 2023 or later.`;
});
