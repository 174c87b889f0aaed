// Search while typing for authors, methods, datasets and papers, ignoring case and accents.

import { byId, make } from "./dom.js";
import { fold } from "./fold.js";

const MAX_RESULTS = 7;

export function createIndex(values) {
  const made = {};
  const of = (view) => (view === "papers" ? values.papers.titles : values.networks[view].labels);
  return {
    find(text, views) {
      const words = fold(text).split(" ").filter(Boolean);
      if (!words.length) return [];
      return views.flatMap((view) => best((made[view] ??= of(view).map(fold)), words).map((place) => ({ view, place, label: of(view)[place] })));
    },
    warm: (view) => (made[view] ??= of(view).map(fold)),
  };
}

// Returns the best matches. Rows are in order of importance; those with words that begin with all search words come first.
function best(rows, words) {
  const begins = [];
  const contains = [];
  for (let place = 0; place < rows.length && begins.length < MAX_RESULTS; place++) {
    const row = rows[place];
    if (!words.every((word) => row.includes(word))) continue;
    const padded = ` ${row.replace(/[^\p{L}\p{N}]+/gu, " ")}`;
    if (words.every((word) => padded.includes(` ${word}`))) begins.push(place);
    else if (contains.length < MAX_RESULTS) contains.push(place);
  }
  return [...begins, ...contains].slice(0, MAX_RESULTS);
}

const TITLES = { authors: "Authors", concepts: "Methods and datasets", papers: "Papers" };

export function searchBox(app) {
  const box = byId("search");
  const list = byId("found");
  let found = [];
  let active = -1;
  const choose = (at) => {
    const chosen = found[at];
    if (!chosen) return;
    close();
    app.found(chosen);
  };
  const close = () => {
    list.replaceChildren();
    list.hidden = true;
    [found, active] = [[], -1];
    box.setAttribute("aria-expanded", "false");
    box.removeAttribute("aria-activedescendant");
  };
  const mark = (at) => {
    active = (at + found.length) % found.length;
    for (const option of list.querySelectorAll("[role=option]")) {
      const chosen = option.id === `found-${active}`;
      option.setAttribute("aria-selected", String(chosen));
      if (chosen) option.scrollIntoView({ block: "nearest" });
    }
    box.setAttribute("aria-activedescendant", `found-${active}`);
  };
  box.addEventListener("input", () => {
    performance.mark("search-begin");
    found = app.search(box.value);
    active = -1;
    list.replaceChildren(...options(found, choose));
    list.hidden = !box.value.trim();
    box.setAttribute("aria-expanded", String(!list.hidden));
    performance.measure("search", "search-begin");
  });
  box.addEventListener("keydown", (event) => {
    if (event.key === "ArrowDown" && found.length) mark(active + 1);
    else if (event.key === "ArrowUp" && found.length) mark(active < 0 ? -1 : active - 1);
    else if (event.key === "Enter") choose(Math.max(active, 0));
    else if (event.key === "Escape" && !list.hidden) close();
    else return;
    event.preventDefault();
    event.stopPropagation();
  });
  box.addEventListener("blur", close);
}

function options(found, choose) {
  if (!found.length) return [make("li", { class: "soft none" }, "No match. Try a shorter part of the name.")];
  let view = "";
  return found.flatMap((each, at) => {
    const option = make("li", { role: "option", id: `found-${at}`, "aria-selected": "false" }, each.label);
    option.addEventListener("mousedown", (event) => event.preventDefault()); // keep the focus in the box until the click
    option.addEventListener("click", () => choose(at));
    if (each.view === view) return [option];
    view = each.view;
    return [make("li", { class: "soft group", role: "presentation" }, TITLES[view]), option];
  });
}
