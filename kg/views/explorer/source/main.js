// The explorer: what is chosen, and everything that follows from it.

import * as address from "./address.js";
import { colours, sizes } from "./colour.js";
import { fillControls, showControls, showLegend } from "./controls.js";
import { detailsOf, neighboursOf } from "./details.js";
import { byId, counted, make, whole } from "./dom.js";
import { WRITERS } from "./export.js";
import { applied, isActive } from "./filter.js";
import { shortestPath } from "./path.js";
import { MOST_LINKS, createPicture } from "./picture.js";
import { createIndex, searchBox } from "./search.js";
import { edgeBetween, otherEnd, unpack } from "./values.js";

const dark = matchMedia("(prefers-color-scheme: dark)");
const theme = () => (dark.matches ? "dark" : "light");
const PAPER = { light: { paper: "#ffffff", link: "#8d97a5", label: "#1d2430" }, dark: { paper: "#14171c", link: "#5b6472", label: "#e7e9ee" } };

function createApp(values) {
  const app = { values, state: address.read(values), index: createIndex(values), pathFrom: null, pending: 0 };
  Object.defineProperty(app, "plane", { get: () => values.planes[app.state.view] });
  app.search = (text) => app.index.find(text, app.pathFrom === null ? views(app) : [app.state.view]);
  app.found = ({ view, place }) => (view === "papers" ? app.pick("paper", [place]) : app.open(view, place));
  app.pick = (kind, nodes) => choose(app, kind && { kind, nodes });
  app.open = (view, node) => open(app, view, node);
  app.filter = (filters) => change(app, { filters: { ...app.state.filters, ...filters } });
  app.paint = (changes) => change(app, changes);
  app.beginPath = (node) => beginPath(app, node);
  app.communityName = (node) => app.plane.communityNames.get(app.plane.community[node])?.label ?? "";
  app.picture = createPicture(byId("stage"), (pick) => (pick?.kind === "node" ? app.open(app.state.view, pick.nodes[0]) : choose(app, pick)));
  return app;
}

const views = (app) => [app.state.view, app.state.view === "people" ? "concepts" : "people", "papers"];

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
  byId("path-from").textContent = `Path from ${app.plane.labels[node]}: now search for, or click, its other end. Escape leaves it.`;
  byId("path-from").hidden = false;
  byId("search").value = "";
  byId("search").focus();
}

function endPath(app) {
  app.pathFrom = null;
  byId("path-from").hidden = true;
}

// The filters are answered at once; the picture follows in the next frame.
function change(app, changes) {
  performance.mark("filter-begin");
  Object.assign(app.state, changes);
  app.shown = applied(app.plane, app.values.papers, app.state.filters);
  if (app.state.pick?.nodes.some((node) => app.state.pick.kind !== "paper" && !app.shown.nodes[node])) app.state.pick = null;
  showControls(app);
  showCounts(app);
  performance.measure("filter", "filter-begin");
  address.write(app.plane, app.state, false);
  app.pending ||= requestAnimationFrame(() => redraw(app));
}

function redraw(app) {
  app.pending = 0;
  performance.mark("draw-begin");
  const painted = colours(app.plane, app.state.colour, theme());
  app.brush = { colour: painted.of, size: sizes(app.plane, app.state.size) };
  showLegend(app, painted.legend);
  byId("details").hidden = !app.state.pick; // beside them the picture is narrower, and its dots smaller
  app.picture.draw(app.plane, app.shown, app.brush, theme());
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
  address.write(app.plane, app.state, true);
  if (pick) {
    app.picture.show([...app.focused.nodes]);
    byId("details").focus({ preventScroll: !matchMedia("(max-width: 50rem)").matches });
  }
}

function showPick(app) {
  const { pick } = app.state;
  if (pick?.kind === "path") pick.path = shortestPath(app.plane, app.shown, ...pick.nodes);
  app.focused = pick ? focusOf(app, pick) : null;
  app.picture.focus(app.focused);
  const close = make("button", { type: "button", class: "close", "aria-label": "Close", onclick: () => choose(app, null) }, "×");
  byId("details").replaceChildren(...(pick ? [close, ...detailsOf(app, pick).filter(Boolean)] : []));
  byId("details").hidden = !pick;
  byId("details").scrollTop = 0;
  byId("selection").textContent = selectionText(app);
}

// What stands out: the chosen nodes, all nodes around them, the links between.
function focusOf(app, pick) {
  const { plane } = app;
  if (pick.kind === "path") {
    const nodes = pick.path?.nodes ?? pick.nodes;
    return { chosen: new Set(nodes), nodes: new Set(nodes), edges: new Set(pick.path?.edges) };
  }
  if (pick.kind === "edge") {
    const edge = edgeBetween(plane, ...pick.nodes);
    return { chosen: new Set(pick.nodes), nodes: new Set(pick.nodes), edges: new Set(edge === null ? [] : [edge]) };
  }
  if (pick.kind === "paper") {
    const { people, concepts } = app.values.papers;
    const nodes = plane.name === "people" ? people[pick.nodes[0]] : concepts[pick.nodes[0]].filter((_, at) => at % 2 === 0);
    const edges = nodes.flatMap((one, at) => nodes.slice(at + 1).map((other) => edgeBetween(plane, one, other)));
    return { chosen: new Set(nodes), nodes: new Set(nodes), edges: new Set(edges.filter((edge) => edge !== null)) };
  }
  const [node] = pick.nodes;
  const edges = neighboursOf(app, node);
  return { chosen: new Set([node]), nodes: new Set([node, ...edges.map((edge) => otherEnd(plane, edge, node))]), edges: new Set(edges) };
}

function showCounts(app) {
  const { plane, shown } = app;
  const { nodeCount, edgeCount } = shown;
  const drawn = edgeCount > MOST_LINKS ? `, of which the ${whole(MOST_LINKS)} strongest are drawn` : "";
  const [nodes, edges] = plane.all;
  const partOf = nodes > plane.count || edges > plane.left.length ? ` (the most central part of ${whole(nodes)} and ${whole(edges)})` : "";
  byId("counts").textContent = `${counted(nodeCount, ...plane.noun)} and ${counted(edgeCount, "link")}${drawn}${partOf}`;
  byId("clear").hidden = !isActive(app.state.filters);
}

function part(app) {
  const { plane, shown, focused } = app;
  const list = (given, of) => (given ? [...given].filter((place) => of[place]).sort((a, b) => a - b) : [...of.keys()].filter((place) => of[place]));
  return {
    name: plane.name,
    plane,
    nodes: list(focused?.nodes, shown.nodes),
    edges: list(focused?.edges, shown.edges),
    weight: shown.weight,
    works: shown.works,
    paint: app.brush,
    ink: PAPER[theme()],
  };
}

function selectionText(app) {
  const { focused, shown, plane } = app;
  const [nodes, edges] = focused ? [focused.nodes.size, focused.edges.size] : [shown.nodeCount, shown.edgeCount];
  return `${focused ? "What is picked" : "All that is shown"}: ${counted(nodes, ...plane.noun)}, ${counted(edges, "link")}`;
}

const STEPS = { ArrowLeft: [-0.1, 0], ArrowRight: [0.1, 0], ArrowUp: [0, 0.1], ArrowDown: [0, -0.1] };

function listen(app) {
  for (const form of Object.keys(WRITERS)) byId(`export-${form}`).addEventListener("click", () => WRITERS[form](part(app)));
  const zooms = { "zoom-in": () => app.picture.zoom(0.6), "zoom-out": () => app.picture.zoom(1.7), fit: () => app.picture.fit() };
  for (const [name, act] of Object.entries(zooms)) byId(name).addEventListener("click", act);
  byId("stage").addEventListener("keydown", (event) => {
    if (STEPS[event.key]) app.picture.move(...STEPS[event.key]);
    else if (event.key === "+" || event.key === "=") app.picture.zoom(0.6);
    else if (event.key === "-") app.picture.zoom(1.7);
    else if (event.key === "0") app.picture.fit();
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
  if (app.picture.problem) {
    byId("problem").textContent = "This browser cannot draw the picture (it needs WebGL); search, filters, lists and exports work.";
    byId("problem").hidden = false;
  }
  fillControls(app);
  searchBox(app);
  listen(app);
  change(app, {});
  requestAnimationFrame(() =>
    setTimeout(() => {
      byId("waiting").remove();
      performance.mark("first-picture");
      for (const view of views(app)) setTimeout(() => app.index.warm(view), 50);
      document.documentElement.dataset.ready = "yes";
    }, 0),
  );
}

begin().catch((error) => {
  byId("waiting").textContent = `The explorer could not start: ${error.message}. A browser of 2023 or later is needed.`;
});
