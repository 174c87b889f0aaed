// Form fields for filters, colours and sizes, and the legend.

import { isGroup } from "./colour.js";
import { byId, counted, kindLabel, make, measureLabel, sentenceCase, whole } from "./dom.js";
import { NO_FILTERS } from "./filter.js";

const option = (value, label) => make("option", { value }, label);

export function fillControls(app) {
  const { papers } = app.values;
  const venues = papers.venues.table.filter(Boolean);
  const years = [...new Set(papers.years.filter(Boolean))].sort((a, b) => a - b);
  byId("venue").replaceChildren(option("", "All venues"), ...venues.map((venue) => option(venue, venue)));
  byId("from").replaceChildren(option("0", "Any year"), ...years.map((year) => option(year, year)));
  byId("to").replaceChildren(option("0", "Any year"), ...years.map((year) => option(year, year)));
  byId("roles").replaceChildren(...papers.roles.map((role) => make("label", {}, make("input", { type: "checkbox", name: "role", value: role }), role)));
  byId("filters").addEventListener("input", () => app.filter(chosen()));
  byId("clear").addEventListener("click", () => app.filter({ ...NO_FILTERS, roles: [] }));
  for (const name of ["colour", "size"]) byId(name).addEventListener("change", () => app.paint({ [name]: byId(name).value }));
  for (const name of ["authors", "concepts"]) byId(`view-${name}`).addEventListener("click", () => app.open(name, null));
}

function chosen() {
  const given = (name) => byId(name).value;
  return {
    kind: given("kind"),
    venue: given("venue"),
    from: Number(given("from")),
    to: Number(given("to")),
    roles: [...document.querySelectorAll("[name=role]:checked")].map((box) => box.value),
    community: Number(given("community")),
    weight: Number(given("weight")) || 1,
  };
}

export function showControls(app) {
  const { network, state } = app;
  const { filters } = state;
  byId("kind").replaceChildren(option("", "All kinds"), ...network.kinds.table.map((kind) => option(kind, sentenceCase(kindLabel(kind)))));
  byId("community").replaceChildren(option("0", "All communities"), ...network.communities.slice(0, 40).map(([n, size, label]) => option(n, `${n}: ${label} (${whole(size)})`)));
  const columns = Object.keys(network.measures).filter((name) => name !== "community");
  const named = (names) => names.map((name) => option(name, sentenceCase(measureLabel(name))));
  byId("colour").replaceChildren(...named(["community", "kind", ...columns]));
  byId("size").replaceChildren(...named([...columns, "uniform"]));
  for (const name of ["kind", "venue", "from", "to", "community", "weight"]) byId(name).value = filters[name];
  byId("weight-value").textContent = counted(filters.weight, "paper");
  for (const box of document.querySelectorAll("[name=role]")) box.checked = filters.roles.includes(box.value);
  for (const name of ["colour", "size"]) byId(name).value = state[name];
  for (const name of ["authors", "concepts"]) byId(`view-${name}`).setAttribute("aria-pressed", String(state.view === name));
  byId("role-field").hidden = byId("kind-field").hidden = state.view === "authors";
}

export function showLegend(app, legend) {
  const { state } = app;
  byId("legend-title").textContent = isGroup(state.colour) ? "" : `${sentenceCase(measureLabel(state.colour))}, in sixths of the distinct values`;
  byId("legend").replaceChildren(...legend.map((entry) => make("li", {}, legendEntry(app, entry))));
}

function legendEntry(app, { colour, label, count, filter }) {
  const swatch = make("span", { class: "swatch" });
  swatch.style.backgroundColor = colour;
  const text = [swatch, label, count ? make("span", { class: "soft" }, ` ${whole(count)}`) : null];
  if (!filter) return make("span", {}, text);
  const on = Object.entries(filter).every(([name, value]) => app.state.filters[name] === value);
  const off = Object.fromEntries(Object.keys(filter).map((name) => [name, NO_FILTERS[name]]));
  return make("button", { type: "button", class: "link", "aria-pressed": String(on), onclick: () => app.filter(on ? off : filter) }, text);
}
