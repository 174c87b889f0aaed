// List of the nodes in the picture, as text.

import { byId, make } from "./dom.js";
import { countedRow, listed } from "./rows.js";

// Fills the list when it is opened, and again after each change while it is open.
export function createList(app) {
  const box = byId("list-box");
  const fill = () => byId("list").replaceChildren(make("p", { class: "soft" }, byId("counts").textContent), ...listed("neighbours", app.picture.nodes, (node) => countedRow(app, node, app.passing.paperCounts[node]), 25));
  box.addEventListener("toggle", () => box.open && fill());
  return { show: () => box.open && fill() };
}
