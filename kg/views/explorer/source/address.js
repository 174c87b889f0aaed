// What is shown, as the part of the page's address after "#": it can be copied, sent and opened again.

import { NOTHING } from "./filter.js";

export const START = Object.freeze({ view: "people", colour: "community", size: "pageRank", pick: null, filters: NOTHING });

export function read(values) {
  const given = new URLSearchParams(location.hash.slice(1));
  const view = given.get("view") === "concepts" ? "concepts" : "people";
  const plane = values.planes[view];
  const known = (name, fallback) => (Object.hasOwn(plane.measures, name) || name === "kind" || name === "all the same" ? name : fallback);
  return {
    view,
    colour: known(given.get("colour") ?? "", START.colour),
    size: known(given.get("size") ?? "", START.size),
    pick: pick(plane, given),
    filters: filters(given),
  };
}

function filters(given) {
  const count = (name) => Math.max(0, Number.parseInt(given.get(name) ?? "", 10) || 0);
  return {
    kind: given.get("kind") ?? "",
    venue: given.get("venue") ?? "",
    from: count("from"),
    to: count("to"),
    roles: (given.get("roles") ?? "").split(",").filter(Boolean),
    community: count("community"),
    weight: count("weight") || 1,
  };
}

function pick(plane, given) {
  const places = (name) => (given.get(name) ?? "").split(" ").map((id) => plane.ids.indexOf(id));
  for (const kind of ["node", "edge", "path"]) {
    if (!given.has(kind)) continue;
    const found = places(kind);
    if (!found.includes(-1) && found.length === (kind === "node" ? 1 : 2)) return { kind, nodes: found };
  }
  return null;
}

export function write(plane, state, keep) {
  const said = new URLSearchParams();
  said.set("view", state.view);
  for (const name of ["colour", "size"]) if (state[name] !== START[name]) said.set(name, state[name]);
  for (const name of ["kind", "venue", "from", "to", "community"]) if (state.filters[name]) said.set(name, state.filters[name]);
  if (state.filters.roles.length) said.set("roles", state.filters.roles.join(","));
  if (state.filters.weight > 1) said.set("weight", state.filters.weight);
  if (state.pick) said.set(state.pick.kind, state.pick.nodes.map((node) => plane.ids[node]).join(" "));
  const hash = `#${said}`;
  if (hash !== location.hash) history[keep ? "pushState" : "replaceState"](null, "", hash);
}
