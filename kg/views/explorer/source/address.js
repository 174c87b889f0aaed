// Conversion between the state of the explorer and the fragment of its URL, so that a view can be bookmarked and shared.

import { NO_FILTERS, inOrder } from "./filter.js";
import { LEVELS } from "./levels.js";
import { overlayNames } from "./overlay.js";
import { firstPicture } from "./picture.js";

export const SHOWS = ["network", "density", "themes", "evolution", "fields"];
export const FIELDS = ["authors", "methods", "datasets", "venues", "years", "decisions"];

const START = Object.freeze({ show: "network", colour: "community", size: "works", level: "default", names: true, smallest: 5, periods: 3, fields: ["authors", "methods", "datasets"] });

export const initial = (network) => ({ ...START, ...firstPicture(network) });

export function read(values) {
  const given = new URLSearchParams(location.hash.slice(1));
  const view = given.get("view") === "concepts" ? "concepts" : "authors";
  const network = values.networks[view];
  const start = initial(network);
  const oneOf = (name, known) => (known.includes(given.get(name)) ? given.get(name) : start[name]);
  return {
    view,
    show: oneOf("show", SHOWS),
    colour: oneOf("colour", ["kind", ...overlayNames({ values, network })]),
    size: oneOf("size", [...Object.keys(network.measures), "uniform"]),
    level: oneOf("level", Object.keys(LEVELS)),
    smallest: whole(given, "smallest") || start.smallest,
    limit: whole(given, "limit") || start.limit,
    weight: whole(given, "weight") || start.weight,
    apart: given.has("apart") ? given.get("apart") === "1" : start.apart,
    names: given.has("names") ? given.get("names") === "1" : start.names,
    periods: Math.min(5, Math.max(2, whole(given, "periods") || start.periods)),
    fields: threeFields(given.get("fields")) ?? start.fields,
    camera: camera(given.get("at")),
    filters: filters(given),
    pick: pick(values, network, given),
  };
}

const whole = (given, name) => Math.max(0, Math.min(1e6, Number.parseInt(given.get(name) ?? "", 10) || 0));

function threeFields(text) {
  const named = (text ?? "").split(",");
  return named.length === 3 && new Set(named).size === 3 && named.every((name) => FIELDS.includes(name)) ? named : null;
}

function camera(text) {
  const [x, y, scale] = (text ?? "").split(",").map(Number);
  return Number.isFinite(x) && Number.isFinite(y) && scale > 0 && Number.isFinite(scale) ? { x, y, scale } : null;
}

function filters(given) {
  return inOrder({
    kind: given.get("kind") ?? "",
    venue: given.get("venue") ?? "",
    from: whole(given, "from"),
    to: whole(given, "to"),
    roles: (given.get("roles") ?? "").split(",").filter(Boolean),
    community: given.get("community") === "other" ? -1 : whole(given, "community"),
  });
}

const COUNTS = { node: 1, edge: 2, path: 2, paper: 1, group: 1, theme: 1, flow: 1, cell: 1 };

function pick(values, network, given) {
  for (const [kind, count] of Object.entries(COUNTS)) {
    if (!given.has(kind)) continue;
    if (count === 1 && !["node", "paper"].includes(kind)) return { kind, key: given.get(kind) };
    const ids = kind === "paper" ? values.papers.ids : network.ids;
    const found = given.get(kind).split(" ").map((id) => ids.indexOf(id));
    if (!found.includes(-1) && found.length === count) return { kind, nodes: found };
  }
  return null;
}

export function write(app, keep) {
  const { state, network, values } = app;
  const start = initial(network);
  const fragment = new URLSearchParams();
  fragment.set("view", state.view);
  for (const name of ["show", "colour", "size", "level", "smallest", "limit", "weight", "periods"]) if (state[name] !== start[name]) fragment.set(name, state[name]);
  for (const name of ["apart", "names"]) if (state[name] !== start[name]) fragment.set(name, state[name] ? "1" : "0");
  if (state.fields.join() !== start.fields.join()) fragment.set("fields", state.fields.join(","));
  for (const name of ["kind", "venue", "from", "to"]) if (state.filters[name] !== NO_FILTERS[name]) fragment.set(name, state.filters[name]);
  if (state.filters.community) fragment.set("community", state.filters.community < 0 ? "other" : state.filters.community);
  if (state.filters.roles.length) fragment.set("roles", state.filters.roles.join(","));
  if (state.camera) fragment.set("at", [state.camera.x, state.camera.y, state.camera.scale].map((value) => Number(value.toPrecision(5))).join(","));
  const { pick: chosen } = state;
  if (chosen) fragment.set(chosen.kind, chosen.key ?? chosen.nodes.map((node) => (chosen.kind === "paper" ? values.papers.ids : network.ids)[node]).join(" "));
  const hash = `#${fragment}`;
  if (hash !== location.hash) history[keep ? "pushState" : "replaceState"](null, "", hash);
}

