// Names suggested while one writes: in the search box, and in the fields of a named query. Pages work without.
"use strict";

// `open` does with a suggestion what the field is for.
function suggesting(field, list, kinds, open) {
  let chosen = -1;
  let asked = 0;
  let found = [];

  function close() {
    asked++;
    list.hidden = true;
    chosen = -1;
    field.setAttribute("aria-expanded", "false");
    field.removeAttribute("aria-activedescendant");
  }

  function choose(place) {
    asked++;  // a late answer must not take away what is being chosen from
    const rows = [...list.children];
    chosen = rows.length ? (place + rows.length) % rows.length : -1;
    rows.forEach((row, number) => row.setAttribute("aria-selected", String(number === chosen)));
    if (chosen >= 0) field.setAttribute("aria-activedescendant", rows[chosen].id);
  }

  function row(each, number) {
    const item = document.createElement("li");
    item.id = `${list.id}-${number}`;
    item.setAttribute("role", "option");
    const name = document.createElement("bdi");
    name.textContent = each.label;
    const kind = document.createElement("span");
    kind.className = "soft";
    kind.textContent = each.kind === "work" ? "  work" : `  ${each.kind}, ${each.works} ${each.works === 1 ? "work" : "works"}`;
    item.append(name, kind);
    item.addEventListener("mousedown", (event) => { event.preventDefault(); open(each); close(); });
    return item;
  }

  async function suggest() {
    const turn = ++asked;
    const wanted = field.value.trim();
    if (!wanted) return close();
    const only = kinds.map((kind) => `&kind=${encodeURIComponent(kind)}`).join("");
    const answer = await fetch(`/suggest?q=${encodeURIComponent(wanted)}${only}`);
    const said = answer.ok ? await answer.json() : { found: [] };
    if (turn !== asked) return;
    found = said.found;
    list.replaceChildren(...found.map(row));
    list.hidden = !found.length;
    field.setAttribute("aria-expanded", String(!list.hidden));
    chosen = -1;
  }

  field.addEventListener("input", suggest);
  field.addEventListener("blur", close);
  field.addEventListener("keydown", (event) => {
    if (event.key === "Escape") close();
    if (list.hidden) return;
    if (event.key === "ArrowDown") choose(chosen + 1);
    else if (event.key === "ArrowUp") choose(chosen - 1);
    else if (event.key === "Enter" && chosen >= 0) { open(found[chosen]); close(); }
    else return;
    event.preventDefault();
  });
}

const box = document.getElementById("q");
suggesting(box, document.getElementById("suggestions"), [], (each) => { location.href = each.address; });

for (const field of document.querySelectorAll("input[data-kinds]")) {
  const list = document.getElementById(field.getAttribute("aria-controls"));
  suggesting(field, list, field.dataset.kinds.split(" "), (each) => { field.value = each.value; });
}

const editor = document.getElementById("query");
if (editor) {
  editor.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) editor.form.requestSubmit();
  });
}
