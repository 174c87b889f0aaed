// The search box's suggestions, and Ctrl + Enter in the editor. Pages work without.
"use strict";

const box = document.getElementById("q");
const list = document.getElementById("suggestions");
let chosen = -1;
let asked = 0;

function close() {
  list.hidden = true;
  chosen = -1;
  box.setAttribute("aria-expanded", "false");
  box.removeAttribute("aria-activedescendant");
}

function choose(place) {
  const rows = [...list.children];
  chosen = rows.length ? (place + rows.length) % rows.length : -1;
  rows.forEach((row, number) => row.setAttribute("aria-selected", String(number === chosen)));
  if (chosen >= 0) box.setAttribute("aria-activedescendant", rows[chosen].id);
}

function row(found, number) {
  const item = document.createElement("li");
  item.id = `suggestion-${number}`;
  item.setAttribute("role", "option");
  item.dataset.address = found.address;
  const name = document.createElement("bdi");
  name.textContent = found.label;
  const kind = document.createElement("span");
  kind.className = "soft";
  kind.textContent = `  ${found.kind}`;
  item.append(name, kind);
  item.addEventListener("mousedown", () => { location.href = found.address; });
  return item;
}

async function suggest() {
  const turn = ++asked;
  const wanted = box.value.trim();
  if (!wanted) return close();
  const answer = await fetch(`/suggest?q=${encodeURIComponent(wanted)}`);
  const said = answer.ok ? await answer.json() : { found: [] };
  if (turn !== asked) return;
  list.replaceChildren(...said.found.map(row));
  list.hidden = !said.found.length;
  box.setAttribute("aria-expanded", String(!list.hidden));
  chosen = -1;
}

box.addEventListener("input", suggest);
box.addEventListener("blur", close);
box.addEventListener("keydown", (event) => {
  if (event.key === "Escape") close();
  if (list.hidden) return;
  if (event.key === "ArrowDown") choose(chosen + 1);
  else if (event.key === "ArrowUp") choose(chosen - 1);
  else if (event.key === "Enter" && chosen >= 0) location.href = list.children[chosen].dataset.address;
  else return;
  event.preventDefault();
});

const editor = document.getElementById("query");
if (editor) {
  editor.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) editor.form.requestSubmit();
  });
}
