// Button that shows or hides the result of a named query as a graph, if its rows are pairs.

import { make } from "./dom.js";
import { drawGraph } from "./graph_drawing.js";
import { pairsOf } from "./pairs.js";

export function addGraphToggle(table) {
  const columns = [...table.tHead.rows[0].cells].map((cell) => cell.textContent);
  const pairs = pairsOf(columns, [...table.tBodies[0].rows].map((row) => [...row.cells].map(termOf)));
  if (!pairs?.length) return;
  const shell = table.closest(".scroll");
  let drawing = null;
  const button = make("button", { type: "button", "aria-pressed": "false" }, "Show as graph");
  button.addEventListener("click", () => {
    if (drawing) drawing = void drawing.remove();
    else drawing = drawGraph(shell.parentElement, pairs, { next: shell });
    button.setAttribute("aria-pressed", String(Boolean(drawing)));
  });
  shell.before(make("p", {}, button));
}

function termOf(cell) {
  const link = cell.querySelector("a");
  const text = cell.textContent.trim();
  if (link) return { type: "uri", value: link.getAttribute("href"), label: text, address: link.getAttribute("href") };
  return text ? { type: "literal", value: cell.classList.contains("n") ? text.replaceAll(",", "") : text } : null;
}
