// Table view of the editor, with sorting, filtering and links to the pages of this server. It replaces the table of the
// library, which adds inline styles that the Content Security Policy forbids, and interprets values as templates.

import { counted, make } from "./dom.js";
import { addressOf, shortened } from "./completions.js";

const INITIAL_ROWS = 200; // rows displayed before "Show all"

export class TableView {
  constructor(yasr) {
    this.yasr = yasr;
    this.label = "Table";
    this.priority = 10;
  }

  canHandleResults() {
    return Boolean(this.yasr.results?.getVariables()?.length);
  }

  draw() {
    const columns = this.yasr.results.getVariables();
    const state = { columns, rows: bindingsOf(this.yasr.results), by: null, descending: false, all: false, filterText: "" };
    const body = make("tbody");
    const more = make("p");
    const redraw = () => fill(state, body, more, redraw);
    const table = make("table", {}, make("thead", {}, make("tr", {}, ...columns.map((name) => heading(state, name, redraw)))), body);
    this.yasr.pluginControls.replaceChildren(filterField(state, redraw));
    this.yasr.resultsEl.append(make("div", { class: "scroll", tabindex: 0, role: "region", "aria-label": "Table" }, table), more);
    redraw();
  }

  destroy() {
    this.yasr.pluginControls.replaceChildren();
  }

  download(name) {
    return { getData: () => this.yasr.results.asCsv(), contentType: "text/csv", title: "Save as CSV", filename: `${name || "result"}.csv` };
  }

  getIcon() {
    return undefined;
  }
}

// Returns the bindings of a result as the server sent them.
export function bindingsOf(results) {
  try {
    return JSON.parse(results.getOriginalResponseAsString()).results.bindings;
  } catch {
    return results.getBindings() ?? [];
  }
}

function filterField(state, redraw) {
  const field = make("input", { type: "search", placeholder: "Filter", "aria-label": "Filter rows by text", class: "filter" });
  field.addEventListener("input", () => {
    state.filterText = field.value.trim().toLowerCase();
    redraw();
  });
  return field;
}

function heading(state, name, redraw) {
  const numbers = state.rows.length && state.rows.every((row) => !row[name] || isNumber(row[name]));
  const cell = make("th", { scope: "col", "aria-sort": "none", class: numbers ? "n" : null });
  const button = make("button", { type: "button", class: "sort" }, name);
  button.addEventListener("click", () => {
    state.descending = state.by === name && !state.descending;
    state.by = name;
    for (const other of cell.parentElement.cells) other.setAttribute("aria-sort", "none");
    cell.setAttribute("aria-sort", state.descending ? "descending" : "ascending");
    redraw();
  });
  cell.append(button);
  return cell;
}

function fill(state, body, more, redraw) {
  const { columns, by, descending, filterText } = state;
  const shown = state.rows.filter((row) => !filterText || columns.some((name) => textOf(row[name]).toLowerCase().includes(filterText)));
  if (by) shown.sort((one, other) => compared(one[by], other[by]) * (descending ? -1 : 1));
  const drawn = state.all ? shown : shown.slice(0, INITIAL_ROWS);
  body.replaceChildren(...drawn.map((row) => make("tr", {}, ...columns.map((name) => cellOf(row[name])))));
  more.replaceChildren();
  if (!shown.length) more.append(state.rows.length ? "No row contains this text." : "No results. Remove a condition from the query.");
  if (drawn.length === shown.length) return;
  const button = make("button", { type: "button" }, `Show all ${counted(shown.length, "row")}`);
  button.addEventListener("click", () => {
    state.all = true;
    redraw();
  });
  more.append(button);
}

const textOf = (term) => (!term ? "" : term.type === "uri" ? shortened(term.value) : term.value);
const isNumber = (term) => term?.type !== "uri" && /#(integer|decimal|double|float|int|long)$/.test(term?.datatype ?? "");

function compared(one, other) {
  if (isNumber(one) && isNumber(other)) return Number(one.value) - Number(other.value);
  return textOf(one).localeCompare(textOf(other), "en");
}

function cellOf(term) {
  if (term?.type === "uri") return make("td", {}, make("a", { href: addressOf(term.value) }, make("bdi", {}, shortened(term.value))));
  return make("td", isNumber(term) ? { class: "n" } : {}, make("bdi", {}, textOf(term)));
}
