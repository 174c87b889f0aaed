// Lists of buttons and papers in the panel.

import { counted, make, pageLink, webLink, whole } from "./dom.js";
import { marked, mentionsOf, sentencesWith } from "./sentences.js";

const INITIAL_ROWS = 12;

// Returns the first rows of a list and a button that adds more, because ten thousand rows would block the page.
export function listed(name, items, row, first = INITIAL_ROWS) {
  const list = make("ul", { class: name }, items.slice(0, first).map(row));
  if (items.length <= first) return [list];
  let shown = first;
  const more = make("button", { type: "button", class: "more" });
  const label = () => {
    const left = items.length - shown;
    more.textContent = left > 100 ? `Show 100 more of ${whole(left)}` : `Show ${whole(left)} more`;
  };
  more.addEventListener("click", () => {
    list.append(...items.slice(shown, shown + 100).map(row));
    shown = Math.min(items.length, shown + 100);
    if (shown === items.length) more.remove();
    else label();
  });
  label();
  return [list, more];
}

export const nodeButton = (app, node, view = app.state.view) =>
  make("button", { type: "button", class: "link", onclick: () => app.open(view, node) }, app.values.networks[view].labels[node] || "(no name)");

// Returns a row with a node and a number of papers; a click on the number calls `why`.
export function countedRow(app, node, count, { view, why = null } = {}) {
  const label = counted(count, "paper");
  const end = why ? make("button", { type: "button", class: "why", onclick: why }, label, make("span", { class: "hidden" }, ` with ${app.network.labels[node]}`)) : make("span", { class: "soft" }, label);
  return make("li", {}, nodeButton(app, node, view), " ", end);
}

export const paperButton = (app, paper) => make("button", { type: "button", class: "link", onclick: () => app.pick("paper", [paper]) }, app.values.papers.titles[paper] || "(no title)");

export const recentFirst = (app, papers) => [...papers].sort((a, b) => app.values.papers.years[b] - app.values.papers.years[a] || a - b);

export function paperList(app, papers, { wanted = [], role = null, words = null } = {}) {
  const row = (paper) => make("li", {}, paperItem(app, paper, { wanted, role: role?.(paper), sentences: wanted.length > 0 }));
  const title = counted(papers.length, "paper") + (words ? ` ${words[papers.length === 1 ? 0 : 1]}` : "");
  return [make("h3", {}, title), ...listed("papers", recentFirst(app, papers), row)];
}

export function paperItem(app, paper, { wanted = [], role = "", sentences = false, open = false, level = "h4" } = {}) {
  const { papers } = app.values;
  const venue = papers.venues.table[papers.venues.places[paper]];
  const outcome = papers.outcomes.table[papers.outcomes.places[paper]];
  const facts = [venue, papers.years[paper] || "", outcome, role].filter(Boolean).join(" · ");
  const text = papers.abstracts[paper];
  return make(
    "article",
    {},
    make(level, {}, level === "h2" ? papers.titles[paper] : paperButton(app, paper)),
    make("p", { class: "soft" }, facts, facts && papers.pages[paper] ? " · " : "", webLink(papers.pages[paper], "web page")),
    pageLink(papers.ids[paper], "Page of this paper"),
    sentences && sentencesWith(papers, paper, wanted),
    make(
      "details",
      { open },
      make("summary", {}, "Authors, abstract, methods and datasets"),
      chips(app, "authors", papers.authors[paper]),
      text && make("p", { class: "abstract" }, marked(text, mentionsOf(papers, paper, wanted))),
      chips(app, "concepts", papers.concepts[paper].filter((_, at) => at % 2 === 0)),
    ),
  );
}

function chips(app, view, nodes) {
  const network = app.values.networks[view];
  const chip = (node) => make("li", {}, make("button", { type: "button", class: "chip", onclick: () => app.open(view, node) }, network.labels[node]));
  return nodes.length > 0 && make("ul", { class: "chips" }, nodes.map(chip));
}
