// Suggestions of names in the search box and in the fields of named queries. The pages also work without scripts.
"use strict";

// Attaches suggestions to a field; `accept` is called with the suggestion that the user chooses.
function attachSuggestions(field, list, kinds, accept) {
  let chosen = -1;
  let latest = 0; // number of the latest request; responses to earlier ones are ignored
  let suggestions = [];

  function close() {
    latest++;
    list.hidden = true;
    chosen = -1;
    field.setAttribute("aria-expanded", "false");
    field.removeAttribute("aria-activedescendant");
  }

  function choose(place) {
    latest++; // a later response must not replace the list while the user selects an entry
    const rows = [...list.children];
    chosen = rows.length ? (place + rows.length) % rows.length : -1;
    rows.forEach((row, number) => row.setAttribute("aria-selected", String(number === chosen)));
    if (chosen >= 0) field.setAttribute("aria-activedescendant", rows[chosen].id);
  }

  function option(each, number) {
    const item = document.createElement("li");
    item.id = `${list.id}-${number}`;
    item.setAttribute("role", "option");
    const name = document.createElement("bdi");
    name.textContent = each.label;
    const kind = document.createElement("span");
    kind.className = "soft";
    const count = `${each.papers.toLocaleString("en")} ${each.papers === 1 ? "paper" : "papers"}`;
    kind.textContent = each.kind === "paper" ? "  paper" : `  ${each.kind}, ${count}`;
    item.append(name, kind);
    item.addEventListener("mousedown", (event) => { event.preventDefault(); accept(each); close(); });
    return item;
  }

  async function suggest() {
    const request = ++latest;
    const text = field.value.trim();
    if (!text) return close();
    const only = kinds.map((kind) => `&kind=${encodeURIComponent(kind)}`).join("");
    const response = await fetch(`/suggest?q=${encodeURIComponent(text)}${only}`);
    const { found } = response.ok ? await response.json() : { found: [] };
    if (request !== latest) return;
    suggestions = found;
    list.replaceChildren(...suggestions.map(option));
    list.hidden = !suggestions.length;
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
    else if (event.key === "Enter" && chosen >= 0) { accept(suggestions[chosen]); close(); }
    else return;
    event.preventDefault();
  });
}

const searchBox = document.getElementById("q");
attachSuggestions(searchBox, document.getElementById("suggestions"), [], (each) => { location.href = each.address; });

for (const field of document.querySelectorAll("input[data-kinds]")) {
  const list = document.getElementById(field.getAttribute("aria-controls"));
  attachSuggestions(field, list, field.dataset.kinds.split(" "), (each) => { field.value = each.value; });
}

const query = document.getElementById("query");
if (query) {
  query.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) query.form.requestSubmit();
  });
}
