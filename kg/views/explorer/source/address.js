// Conversion between the state of the explorer and the fragment of its URL, so that a view can be bookmarked and shared.

import { NO_FILTERS } from "./filter.js";

export const START = Object.freeze({ view: "authors", colour: "community", size: "pageRank", pick: null, filters: NO_FILTERS });

export function read(values) {
  const given = new URLSearchParams(location.hash.slice(1));
  const view = given.get("view") === "concepts" ? "concepts" : "authors";
  const network = values.networks[view];
  const known = (name, fallback) => (Object.hasOwn(network.measures, name) || name === "kind" || name === "uniform" ? name : fallback);
  return {
    view,
    colour: known(given.get("colour") ?? "", START.colour),
    size: known(given.get("size") ?? "", START.size),
    pick: pick(network, given),
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

function pick(network, given) {
  const places = (name) => (given.get(name) ?? "").split(" ").map((id) => network.ids.indexOf(id));
  for (const kind of ["node", "edge", "path"]) {
    if (!given.has(kind)) continue;
    const found = places(kind);
    if (!found.includes(-1) && found.length === (kind === "node" ? 1 : 2)) return { kind, nodes: found };
  }
  return null;
}

export function write(network, state, keep) {
  const fragment = new URLSearchParams();
  fragment.set("view", state.view);
  for (const name of ["colour", "size"]) if (state[name] !== START[name]) fragment.set(name, state[name]);
  for (const name of ["kind", "venue", "from", "to", "community"]) if (state.filters[name]) fragment.set(name, state.filters[name]);
  if (state.filters.roles.length) fragment.set("roles", state.filters.roles.join(","));
  if (state.filters.weight > 1) fragment.set("weight", state.filters.weight);
  if (state.pick) fragment.set(state.pick.kind, state.pick.nodes.map((node) => network.ids[node]).join(" "));
  const hash = `#${fragment}`;
  if (hash !== location.hash) history[keep ? "pushState" : "replaceState"](null, "", hash);
}
