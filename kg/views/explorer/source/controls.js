// Form fields: views, filters, what is drawn, colours and sizes, three fields and periods.

import { FIELDS, SHOWS } from "./address.js";
import { colourLabel, isGroup } from "./colour.js";
import { byId, counted, kindLabel, make, measureLabel, sentenceCase, whole } from "./dom.js";
import { fieldLabel } from "./fields_scene.js";
import { NO_FILTERS, isActive } from "./filter.js";
import { LEVELS, OTHERS, coloured, communityName } from "./levels.js";
import { overlayNames } from "./overlay.js";
import { VIEWS } from "./views.js";

const option = (value, label) => make("option", { value }, label);
const NODES = [25, 50, 100, 150, 200, 250, 300, 400, 500, 750, 1_000, 1_500, 2_000, 3_000, 5_000, 10_000, 20_000, 50_000];
const MAPS = ["network", "density"];
const TICKS = ["apart", "names"];

const grouped = ({ colour }) => (isGroup(colour) ? colour : "community");

// Tabs of the views; an overlay is a network in the colours of a value.
const TABS = {
  network: { label: VIEWS.network.label, changes: (state) => ({ show: "network", colour: grouped(state) }) },
  overlay: { label: "Overlay", changes: ({ colour }) => ({ show: "network", colour: isGroup(colour) ? "meanYear" : colour }) },
  ...Object.fromEntries(SHOWS.slice(1).map((name) => [name, { label: VIEWS[name].label, changes: (state) => ({ show: name, colour: name === "themes" ? grouped(state) : state.colour }) }])),
};

export function fillControls(app) {
  const { papers } = app.values;
  const venues = papers.venues.table.filter(Boolean);
  const years = [...new Set(papers.years.filter(Boolean))].sort((a, b) => a - b);
  byId("venue").replaceChildren(option("", "All venues"), ...venues.map((venue) => option(venue, venue)));
  for (const name of ["from", "to"]) byId(name).replaceChildren(option("0", "Any year"), ...years.map((year) => option(year, year)));
  byId("roles").replaceChildren(...papers.roles.map((role) => make("label", {}, make("input", { type: "checkbox", name: "role", value: role }), role)));
  byId("level").replaceChildren(...Object.entries(LEVELS).map(([value, label]) => option(value, label)));
  byId("shows").replaceChildren(...Object.entries(TABS).map(([name, { label, changes }]) => make("button", { type: "button", id: `show-${name}`, onclick: () => app.change(changes(app.state)) }, label)));
  for (const at of [0, 1, 2]) byId(`field-${at}`).replaceChildren(...FIELDS.map((field) => option(field, fieldLabel(field))));
  listen(app);
}

function listen(app) {
  byId("filters").addEventListener("change", (event) => app.filter(chosen(event.target.name || event.target.id)));
  byId("clear").addEventListener("click", () => app.filter({ ...NO_FILTERS, roles: [] }));
  for (const name of ["colour", "size", "level"]) byId(name).addEventListener("change", () => app.change({ [name]: byId(name).value, ...(name === "level" ? { filters: { ...app.state.filters, community: 0 } } : {}) }));
  byId("limit").addEventListener("input", () => app.change({ limit: NODES[Number(byId("limit").value)] ?? NODES.at(-1) }, { fit: true }));
  for (const name of ["weight", "smallest", "periods"]) byId(name).addEventListener("input", () => app.change({ [name]: Number(byId(name).value) }));
  for (const name of TICKS) byId(name).addEventListener("change", () => app.change({ [name]: byId(name).checked }, { fit: name === "apart" }));
  for (const at of [0, 1, 2]) byId(`field-${at}`).addEventListener("change", () => app.change({ fields: swapped(app.state.fields, at, byId(`field-${at}`).value) }));
  for (const name of ["authors", "concepts"]) byId(`view-${name}`).addEventListener("click", () => app.open(name, null));
}

// Returns three different fields, with a field at the given place; the field that was there moves to the former place.
function swapped(fields, at, field) {
  const made = [...fields];
  const former = made.indexOf(field);
  if (former >= 0) made[former] = made[at];
  made[at] = field;
  return made;
}

// Returns the changed filter.
function chosen(name) {
  if (name === "role") return { roles: [...document.querySelectorAll("[name=role]:checked")].map((box) => box.value) };
  const value = byId(name).value;
  return { [name]: ["from", "to", "community"].includes(name) ? Number(value) : value };
}

export function showControls(app) {
  showFilters(app);
  const { network, state } = app;
  const names = overlayNames(app);
  byId("colour").replaceChildren(...["community", "kind", ...names].map((name) => option(name, sentenceCase(colourLabel(name)))));
  const measures = Object.keys(network.measures).filter((name) => name !== "community");
  byId("size").replaceChildren(...[...measures, "uniform"].map((name) => option(name, sentenceCase(measureLabel(name)))));
  for (const name of ["colour", "size", "level", "weight", "smallest", "periods"]) byId(name).value = state[name];
  const place = NODES.findIndex((count) => count >= state.limit);
  byId("limit").max = NODES.findIndex((count) => count >= network.count) + 1 || NODES.length - 1;
  byId("limit").value = place < 0 ? NODES.length - 1 : place;
  byId("limit-value").textContent = state.limit >= network.count ? `all ${counted(network.count, ...network.noun)}` : counted(state.limit, ...network.noun);
  byId("limit").setAttribute("aria-valuetext", byId("limit-value").textContent);
  byId("weight-value").textContent = counted(state.weight, "paper");
  byId("smallest-value").textContent = counted(state.smallest, "node");
  byId("periods-value").textContent = String(state.periods);
  for (const name of TICKS) byId(name).checked = state[name];
  state.fields.forEach((field, at) => (byId(`field-${at}`).value = field));
  showViews(app);
}

function showFilters({ network, state: { view, smallest, filters }, level }) {
  byId("kind").replaceChildren(option("", "All kinds"), ...network.kinds.table.map((kind) => option(kind, sentenceCase(kindLabel(kind)))));
  const listed = coloured(level, smallest).slice(0, 60);
  byId("community").replaceChildren(option("0", "All communities"), ...listed.map((each) => option(each.number, `${communityName(each)} (${whole(each.size)})`)), option(OTHERS, "Other, small communities"));
  if (filters.community > 0 && !listed.some(({ number }) => number === filters.community)) byId("community").append(option(filters.community, communityName(level.byNumber.get(filters.community))));
  for (const name of ["kind", "venue", "from", "to", "community"]) byId(name).value = filters[name];
  for (const box of document.querySelectorAll("[name=role]")) box.checked = filters.roles.includes(box.value);
  byId("role-field").hidden = byId("kind-field").hidden = view === "authors";
  byId("clear").hidden = !isActive(filters);
}

function showViews({ state }) {
  const tab = state.show === "network" && !isGroup(state.colour) ? "overlay" : state.show;
  for (const name of Object.keys(TABS)) byId(`show-${name}`).setAttribute("aria-pressed", String(name === tab));
  bringIntoView(byId(`show-${tab}`));
  for (const name of ["authors", "concepts"]) byId(`view-${name}`).setAttribute("aria-pressed", String(state.view === name));
  const map = MAPS.includes(state.show);
  byId("three").hidden = state.show !== "fields";
  byId("periods-field").hidden = state.show !== "evolution";
  byId("drawn").hidden = ["evolution", "fields"].includes(state.show);
  byId("look").hidden = !map;
  byId("colour").parentElement.hidden = state.show === "density";
  byId("names-field").hidden = state.show !== "network" || state.colour !== "community";
  document.querySelector(".zoom").hidden = !map;
}

// Scrolls the row of tabs, which is wider than a phone, so that a tab is in sight.
function bringIntoView(tab) {
  const row = tab.parentElement;
  const end = tab.offsetLeft + tab.offsetWidth - row.offsetLeft;
  if (end > row.scrollLeft + row.clientWidth) row.scrollLeft = end - row.clientWidth;
  if (tab.offsetLeft - row.offsetLeft < row.scrollLeft) row.scrollLeft = tab.offsetLeft - row.offsetLeft;
}

export function showLegend(app, legend) {
  const ofPapers = legend.scale && app.state.show === "network";
  byId("legend-title").textContent = ofPapers ? `${legend.title} of the papers shown` : legend.title;
  const rows = legend.scale ? [scaleBar(legend)] : entries(app, legend);
  byId("legend").replaceChildren(...rows, ...(legend.note ? [make("li", { class: "soft" }, legend.note)] : []));
}

function scaleBar({ scale, ticks }) {
  const bar = make("div", { class: "scale" });
  const stops = Array.from({ length: 21 }, (_, at) => scale(at / 20));
  bar.style.backgroundImage = `linear-gradient(to right, ${stops.join(", ")})`;
  const marks = ticks.map(({ at, label }) => {
    const mark = make("span", {}, label);
    mark.style.insetInlineStart = `${100 * at}%`;
    mark.style.transform = `translateX(${-100 * at}%)`;
    return mark;
  });
  return make("li", {}, bar, make("div", { class: "ticks" }, marks));
}

function entries(app, { entries: all, first = all.length }) {
  const row = (entry) => make("li", {}, legendEntry(app, entry));
  const others = all.filter(({ filter }) => filter.community === OTHERS);
  const named = all.filter(({ filter }) => filter.community !== OTHERS);
  const rest = named.slice(first);
  const more = rest.length > 0 && make("li", {}, make("details", {}, make("summary", {}, `${whole(rest.length)} more`), make("ul", {}, rest.map(row))));
  return [...named.slice(0, first).map(row), more, ...others.map(row)].filter(Boolean);
}

function legendEntry(app, { colour, label, count, filter }) {
  const swatch = make("span", { class: "swatch" });
  swatch.style.backgroundColor = colour;
  const text = [swatch, label, count ? make("span", { class: "soft" }, ` ${whole(count)}`) : null];
  const on = Object.entries(filter).every(([name, value]) => app.state.filters[name] === value);
  const off = Object.fromEntries(Object.keys(filter).map((name) => [name, NO_FILTERS[name]]));
  return make("button", { type: "button", class: "link", "aria-pressed": String(on), onclick: () => app.filter(on ? off : filter) }, text);
}
