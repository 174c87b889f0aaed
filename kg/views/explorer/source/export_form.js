// Form for the export of the picture and of tables.

import { colourLabel, isGroup } from "./colour.js";
import { byId, counted } from "./dom.js";
import { PICTURES, framed } from "./export.js";
import { isActive } from "./filter.js";
import { communityName } from "./levels.js";
import { TABLES } from "./tables.js";
import { VIEWS } from "./views.js";
import { fieldLabel } from "./fields_scene.js";

const THEME = "light"; // exported pictures are for print
const MOST = 24; // entries of a legend

export function exportButtons(app) {
  for (const form of Object.keys(TABLES)) byId(`export-${form}`).addEventListener("click", () => TABLES[form](part(app)));
  for (const form of Object.keys(PICTURES)) byId(`export-${form}`).addEventListener("click", () => PICTURES[form](picture(app), options(app)));
}

function picture(app) {
  const scene = app.sceneOf(app.stage.size(), THEME);
  return framed(scene, { ...about(app), sizes: scene.sizes, bands: scene.bands });
}

function options({ network, state }) {
  const given = (id, low, high, otherwise) => Math.min(high, Math.max(low, Number(byId(id).value) || otherwise));
  return { name: `${network.name}-${state.show}`, width: given("width", 20, 1_000, 180), density: given("dots", 50, 1_200, 300) };
}

// Returns title, legend and source of the exported picture.
function about(app) {
  const { values, state, network } = app;
  const subject = network.noun[1].charAt(0).toUpperCase() + network.noun[1].slice(1);
  const overlay = state.show === "network" && !isGroup(state.colour);
  const shown = overlay ? colourLabel(state.colour) : VIEWS[state.show].label.toLowerCase();
  const view = state.show === "fields" ? state.fields.map(fieldLabel).join(" – ") : `${subject}: ${shown}`;
  const legend = limited(app, app.legendOf(THEME));
  const date = new Date().toISOString().slice(0, 10);
  const papers = `${counted(app.matchingPapers().length, "paper")}${isActive(state.filters) ? ` (${filtersText(app)})` : ""}`;
  const counts = state.show === "fields" ? "" : ` ${byId("counts").textContent};`;
  const source = `Source: ${papers};${counts} made with paperkg, ${date}.`;
  return { title: values.title, subtitle: view, legend, source, theme: THEME };
}

// Returns the legend without the communities that have no node in the picture, and at most MOST entries.
function limited(app, legend) {
  if (!legend.entries || VIEWS[app.state.show].legend || app.state.colour !== "community") return legend;
  const drawn = new Set(app.picture.nodes.map((node) => app.level.of[node]));
  const entries = legend.entries.filter(({ filter }) => filter.community < 0 || drawn.has(filter.community));
  const more = entries.length - MOST;
  return more > 0 ? { ...legend, entries: entries.slice(0, MOST), note: `and ${counted(more, "other community", "other communities")}` } : { ...legend, entries };
}

function filtersText({ state: { filters }, level }) {
  const years = filters.from || filters.to ? `${filters.from || "…"}–${filters.to || "…"}` : "";
  const community = filters.community > 0 ? communityName(level.byNumber.get(filters.community)) : filters.community < 0 ? "small communities" : "";
  return [filters.venue, years, filters.kind, filters.roles.join(", "), community].filter(Boolean).join("; ");
}

// Returns the nodes and links of the selection, or of the picture if nothing is selected.
function part({ network, picture, passing, focused }) {
  const inOrder = (given, otherwise) => (given ? [...given].sort((a, b) => a - b) : otherwise);
  return {
    name: network.name,
    network,
    nodes: inOrder(focused?.nodes, picture.nodes),
    edges: inOrder(focused?.edges, picture.edges),
    weightOf: passing.weightOf,
    papers: passing.paperCounts,
  };
}
