// A picture of the table that a named query was answered with, where its rows are pairs.

import { make } from "./dom.js";
import { drawPicture } from "./drawing.js";
import { pairsOf } from "./pairs.js";

export function offerPicture(table) {
  const columns = [...table.tHead.rows[0].cells].map((cell) => cell.textContent);
  const pairs = pairsOf(columns, [...table.tBodies[0].rows].map((row) => [...row.cells].map(termOf)));
  if (!pairs?.length) return;
  const shell = table.closest(".scroll");
  let picture = null;
  const button = make("button", { type: "button", "aria-pressed": "false" }, "Show as a graph");
  button.addEventListener("click", () => {
    if (picture) picture = void picture.remove();
    else picture = drawPicture(shell.parentElement, pairs, { next: shell });
    button.setAttribute("aria-pressed", String(Boolean(picture)));
  });
  shell.before(make("p", {}, button));
}

function termOf(cell) {
  const link = cell.querySelector("a");
  const text = cell.textContent.trim();
  if (link) return { type: "uri", value: link.getAttribute("href"), label: text, address: link.getAttribute("href") };
  return text ? { type: "literal", value: cell.classList.contains("n") ? text.replaceAll(",", "") : text } : null;
}
