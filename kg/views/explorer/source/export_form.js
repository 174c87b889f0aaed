// Form for the export of the picture and of tables.

import { byId, counted } from "./dom.js";
import { PICTURES, framed } from "./export.js";
import { isActive } from "./filter.js";
import { communityName } from "./levels.js";
import { TABLES } from "./tables.js";
import { VIEWS } from "./views.js";
import { colours } from "./colour.js";
import { fieldLabel } from "./fields_scene.js";

const THEME = "light"; // exported pictures are for print

export function exportButtons(app) {
  for (const form of Object.keys(TABLES)) byId(`export-${form}`).addEventListener("click", () => TABLES[form](part(app)));
  for (const form of Object.keys(PICTURES)) byId(`export-${form}`).addEventListener("click", () => PICTURES[form](framed(app.sceneOf(app.stage.size(), THEME), about(app)), options(app)));
}

function options({ network, state }) {
  const given = (id, low, high, otherwise) => Math.min(high, Math.max(low, Number(byId(id).value) || otherwise));
  return { name: `${network.name}-${state.show}`, width: given("width", 20, 1_000, 180), density: given("dots", 50, 1_200, 300) };
}

// Returns title, legend and source of the exported picture.
function about(app) {
  const { values, state, network } = app;
  const subject = network.noun[1].charAt(0).toUpperCase() + network.noun[1].slice(1);
  const view = state.show === "fields" ? state.fields.map(fieldLabel).join(" – ") : `${subject}: ${VIEWS[state.show].label.toLowerCase()}`;
  const legend = ["fields", "evolution", "density"].includes(state.show) ? null : limited(app, colours(app, THEME).legend);
  const date = new Date().toISOString().slice(0, 10);
  const source = `Source: ${counted(app.matchingPapers().length, "paper")}${isActive(state.filters) ? ` (${filtersText(app)})` : ""}; ${byId("counts").textContent}; made with paperkg, ${date}.`;
  return { title: values.title, subtitle: view, legend, source, theme: THEME };
}

// Returns the legend without the communities that have no node in the picture.
function limited(app, legend) {
  if (!legend.entries || app.state.colour !== "community") return legend;
  const counts = new Map();
  for (const node of app.picture.nodes) counts.set(app.level.of[node], (counts.get(app.level.of[node]) ?? 0) + 1);
  return { ...legend, entries: legend.entries.filter(({ filter }) => filter.community < 0 || counts.has(filter.community)).slice(0, 24) };
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
