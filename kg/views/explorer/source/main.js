// Explorer: state of the page and the updates that follow from it.

import * as address from "./address.js";
import { fitted, orient, projection } from "./camera.js";
import { colours } from "./colour.js";
import { fillControls, showControls, showLegend } from "./controls.js";
import { detailsOf, hintText } from "./details.js";
import { byId, make } from "./dom.js";
import { exportButtons } from "./export_form.js";
import { applyFilters, eachPaper, inOrder, NO_FILTERS } from "./filter.js";
import { focusOf } from "./focus.js";
import { onThemeChange, themeName } from "./ink.js";
import { createList } from "./node_list.js";
import { computedValues } from "./overlay.js";
import { choosePicture } from "./picture.js";
import { createIndex, searchBox } from "./search.js";
import { showCounts, showEmpty } from "./status.js";
import { createStage } from "./stage.js";
import { createTime } from "./time.js";
import { unpack, unpackTexts } from "./values.js";
import { VIEWS } from "./views.js";

function createApp(values) {
  const app = { values, state: address.read(values), index: createIndex(values), pathFrom: null, focused: null, before: null };
  Object.defineProperty(app, "network", { get: () => values.networks[app.state.view] });
  Object.defineProperty(app, "level", { get: () => app.network.levels[app.state.level] });
  app.search = (text) => app.index.find(text, app.pathFrom === null ? views(app) : [app.state.view]);
  app.found = ({ view, place }) => (view === "papers" ? app.pick("paper", [place]) : app.open(view, place));
  app.pick = (kind, nodes) => choose(app, { kind, nodes });
  app.pickKey = (kind, key) => choose(app, { kind, key });
  app.open = (view, node) => open(app, view, node);
  app.change = (changes, options) => change(app, changes, options);
  app.filter = (filters, options) => filter(app, filters, options);
  app.undo = () => change(app, { filters: app.before ?? { ...NO_FILTERS } }, { fit: true });
  app.beginPath = (node) => beginPath(app, node);
  app.matches = (paper) => !app.passing.paper || app.passing.paper[paper] === 1;
  app.matchingPapers = () => (app.passing.matching ??= Array.from({ length: values.papers.count }, (_, paper) => paper).filter(app.matches));
  app.papersOf = (node) => papersOf(app, node);
  app.valueOf = (node) => computedValues(app, app.state.colour)[node];
  app.sceneOf = (size, theme, moving = false) => sceneOf(app, size, theme, moving);
  app.stage = createStage(byId("stage"), { sceneOf: (size, moving) => app.picture && sceneOf(app, size, themeName(), moving), onPick: (hit) => picked(app, hit), onMoved: () => movedTo(app) });
  app.legendOf = (theme) => VIEWS[app.state.show].legend?.(app, theme) ?? paintedFor(app, theme).legend;
  app.fitNow = (fly) => fit(app, fly);
  return app;
}

const views = (app) => [app.state.view, app.state.view === "authors" ? "concepts" : "authors", "papers"];

function papersOf(app, node) {
  const found = new Set();
  eachPaper(app.network, node, app.passing, (paper) => found.add(paper));
  return [...found];
}

function open(app, view, node) {
  if (app.pathFrom !== null && node !== null && view === app.state.view) {
    const from = app.pathFrom;
    endPath(app);
    return choose(app, { kind: "path", nodes: [from, node] });
  }
  endPath(app);
  if (view !== app.state.view) {
    const { show, filters, fields, periods } = app.state;
    const kept = { ...NO_FILTERS, venue: filters.venue, from: filters.from, to: filters.to, roles: filters.roles };
    change(app, { ...address.initial(app.values.networks[view]), view, show, fields, periods, pick: null, filters: kept }, { fit: "now" });
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

function filter(app, filters, { fit: wanted = true } = {}) {
  app.before = app.state.filters;
  if (wanted) app.time.pause();
  change(app, { filters: inOrder({ ...app.state.filters, ...filters }, filters) }, { fit: wanted });
}

// Applies a change of state to the controls, the panel and the picture.
function change(app, changes, { fit: wanted = false } = {}) {
  performance.mark("filter-begin");
  Object.assign(app.state, changes);
  app.passing = applyFilters(app);
  app.picture = choosePicture(app);
  const { pick } = app.state;
  if (pick?.nodes && pick.kind !== "paper" && pick.nodes.some((node) => !app.passing.nodes[node])) app.state.pick = null;
  refit(app);
  showControls(app);
  showCounts(app);
  app.time.show();
  app.list.show();
  showPick(app);
  repaint(app);
  app.stage.movable = VIEWS[app.state.show].map;
  if (wanted) fit(app, wanted !== "now");
  performance.measure("filter", "filter-begin");
  address.write(app, false);
}

// Computes the camera that shows the complete picture at the present size.
function refit(app) {
  orient(app.network);
  const size = app.stage.size();
  app.fit = { ...fitted(app.network, app.picture.nodes, size), ...size };
}

function fit(app, fly) {
  app.state.camera = null;
  refit(app);
  if (fly) app.stage.fly(app.fit);
  else {
    app.stage.camera = app.fit;
    app.stage.draw();
  }
}

// Computes the colours of the current theme again, and draws.
function repaint(app) {
  app.painted = {};
  showLegend(app, app.legendOf(themeName()));
  app.stage.draw();
}

const paintedFor = (app, theme) => (app.painted[theme] ??= colours(app, theme));

function sceneOf(app, size, theme, moving) {
  if (app.fit.width !== size.width || app.fit.height !== size.height) {
    app.picture.sizes = null;
    refit(app);
    if (!app.state.camera) app.stage.camera = app.fit;
  }
  app.stage.camera ??= app.state.camera ?? app.fit;
  const { of: brush } = paintedFor(app, theme);
  const scene = VIEWS[app.state.show].scene(app, size, { camera: app.stage.camera, theme, brush });
  if (moving) Object.assign(scene, { links: [] });
  scene.hint = (hit) => (hit.target ? (scene.hintOf?.(hit.target) ?? "") : hintText(app, hit));
  showEmpty(app, scene);
  return scene;
}

function movedTo(app) {
  const { camera } = app.stage;
  const still = ["x", "y", "scale"].every((name) => Math.abs(camera[name] - app.fit[name]) <= 1e-9 * Math.abs(app.fit[name]));
  app.state.camera = still ? null : camera;
  address.write(app, false);
}

function picked(app, hit) {
  if (!hit) return choose(app, null);
  if (hit.target) return app.pickKey(hit.target.kind, hit.target.key);
  const { network } = app;
  return hit.node === undefined ? app.pick("edge", [network.left[hit.edge], network.right[hit.edge]]) : app.open(app.state.view, hit.node);
}

function choose(app, pick) {
  app.state.pick = pick;
  showPick(app);
  reveal(app);
  app.stage.draw();
  address.write(app, true);
  if (app.state.pick) byId("details").focus({ preventScroll: !matchMedia("(max-width: 50rem)").matches });
}

// Moves the picture to the selection if a selected node is outside.
function reveal(app) {
  const { network, stage, focused, state } = app;
  if (!focused || !stage.movable) return;
  if (!state.camera) {
    refit(app); // the panel has made the picture narrower
    app.picture.sizes = null;
    stage.camera = app.fit;
  }
  const size = stage.size();
  const place = projection(stage.camera, size);
  const outside = [...focused.chosen].some((node) => {
    const [x, y] = place(network.x[node], network.y[node]);
    return x < 0 || y < 0 || x > size.width || y > size.height;
  });
  if (outside) stage.fly(fitted(network, [...new Set([...app.picture.nodes, ...focused.chosen])], size));
}

function showPick(app) {
  const { state } = app;
  const parts = state.pick && (Object.assign(state.pick, focusOf(app, state.pick)), detailsOf(app, state.pick));
  if (!parts) state.pick = null;
  app.focused = state.pick?.focus ?? null;
  const close = make("button", { type: "button", class: "close", "aria-label": "Close", onclick: () => choose(app, null) }, "×");
  byId("details").replaceChildren(...(parts ? [close, ...parts.filter(Boolean)] : []));
  byId("details").hidden = !parts;
  byId("details").scrollTop = 0;
}

function listen(app) {
  const acts = { "zoom-in": () => app.stage.zoom(1.6), "zoom-out": () => app.stage.zoom(1 / 1.6), fit: () => fit(app, true), undo: app.undo, "clear-all": () => app.filter({ ...NO_FILTERS, roles: [] }) };
  for (const [name, act] of Object.entries(acts)) byId(name).addEventListener("click", act);
  addEventListener("keydown", (event) => {
    if (event.key === "Escape") return app.pathFrom === null ? choose(app, null) : endPath(app);
    if (event.key !== "/" || /^(INPUT|SELECT)$/.test(document.activeElement?.tagName)) return undefined;
    event.preventDefault();
    return byId("search").focus();
  });
  addEventListener("popstate", () => {
    const state = address.read(app.values);
    app.stage.camera = state.camera;
    change(app, state);
  });
  onThemeChange(() => repaint(app));
}

async function begin() {
  const values = await unpack(byId("values"));
  const app = createApp(values);
  fillControls(app);
  app.time = createTime(app);
  app.list = createList(app);
  searchBox(app);
  exportButtons(app);
  listen(app);
  change(app, {});
  requestAnimationFrame(() =>
    setTimeout(() => {
      byId("loading").remove();
      performance.mark("first-picture");
      for (const view of views(app)) setTimeout(() => app.index.warm(view), 50);
      unpackTexts(values, byId("texts")).then(() => {
        if (app.state.pick) showPick(app);
        document.documentElement.dataset.ready = "yes";
      });
    }, 0),
  );
}

begin().catch((error) => {
  byId("loading").textContent = `The explorer could not start (${error.message}). Use a browser version of 2023 or later.`;
});
