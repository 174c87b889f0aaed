"use strict";
// Sorting and copying of tables, and the dialog with the query behind a number. The report is complete without scripts.
(() => {
  const status = document.getElementById("status");
  const announce = (text) => { status.textContent = ""; setTimeout(() => { status.textContent = text; }, 50); };
  const textOf = (cell) => (cell ? cell.textContent.trim() : "");

  // Sorting: numbers in descending order, texts in ascending order; a second click reverses the order.
  const numberOf = (text) => {
    const found = text.replace(/,/g, "").match(/-?\d+(\.\d+)?/);
    return found ? Number(found[0]) : -Infinity;
  };
  const byText = new Intl.Collator("en", { numeric: true });

  function sort(table, head) {
    const place = [...head.parentNode.cells].indexOf(head);
    const numeric = head.matches(".n, .y");
    const first = numeric ? "descending" : "ascending";
    const order = head.getAttribute("aria-sort") === first ? (numeric ? "ascending" : "descending") : first;
    for (const other of head.parentNode.cells) other.removeAttribute("aria-sort");
    head.setAttribute("aria-sort", order);
    const sign = order === "ascending" ? 1 : -1;
    const keyed = [...table.tBodies[0].rows].map((row) => [textOf(row.cells[place]), row]);
    keyed.sort(([one], [other]) => sign * (numeric ? numberOf(one) - numberOf(other) || 0 : byText.compare(one, other)));
    table.tBodies[0].append(...keyed.map(([, row]) => row));
    announce(`Sorted by ${textOf(head)}, ${order}`);
  }

  // Copying as tab-separated values. A text that a spreadsheet would interpret as a formula is prefixed with an apostrophe.
  const safe = (text) => (/^[=+\-@]/.test(text) && !/^-?[\d.,]+$/.test(text) ? `'${text}` : text).replace(/\s+/g, " ");

  function tabbed(table) {
    const rows = [...table.rows].map((row) => [...row.cells].filter((cell) => !cell.classList.contains("wide")));
    return rows.map((cells) => cells.map((cell) => safe(textOf(cell))).join("\t")).join("\n") + "\n";
  }

  async function copy(text, button) {
    const before = button.textContent;
    const done = await put(text, button.parentNode);
    button.textContent = done ? "Copied" : "Copy failed; select the text instead";
    announce(button.textContent);
    setTimeout(() => { button.textContent = before; }, 1500);
  }

  async function put(text, parent) {
    try {
      await navigator.clipboard.writeText(text);
      return true;
    } catch {
      const area = document.createElement("textarea");
      area.value = text;
      area.className = "hidden";
      parent.append(area);
      area.select();
      const done = document.execCommand("copy");
      area.remove();
      return done;
    }
  }

  const button = (text, action) => {
    const made = document.createElement("button");
    made.type = "button";
    made.textContent = text;
    made.addEventListener("click", action);
    return made;
  };

  for (const box of document.querySelectorAll("div.table")) {
    const table = box.querySelector("table");
    for (const head of table.tHead.rows[0].cells) {
      if (head.classList.contains("wide")) continue;
      const press = button("", () => sort(table, head));
      press.append(...head.childNodes);
      head.append(press);
    }
    const press = button("Copy", () => copy(tabbed(table), press));
    press.setAttribute("aria-label", `Copy table ${textOf(box.querySelector("h3"))}`);
    press.className = "copy";
    box.querySelector(".head").append(press);
  }

  // Dialog with the query behind a number: its command with the values of the table row.
  const dialog = document.getElementById("source");
  const part = (name) => document.getElementById(`source-${name}`);
  const parsed = (text) => (text ? JSON.parse(text) : {});
  const quoted = (text) => (/^[\w@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", `'"'"'`)}'`);

  function sourceOf(link) {
    if (link.dataset.query) return [link.dataset, parsed(link.dataset.keys)];
    const cell = link.closest("td, th");
    const head = link.closest("table").tHead.rows[0].cells[cell.cellIndex];
    return [head.dataset, parsed(cell.parentNode.dataset.keys)];
  }

  function explanation(source, value) {
    if ("derived" in source) return "is computed from the query result; see “Methodology” for the formula.";
    const match = Object.entries(parsed(source.match)).map(([column, key]) => `${column} is ${value(key) || "empty"}`);
    const what = source.column ? `the sum of ${source.column} over the rows` : "the number of rows";
    return `is ${what} of the query result${match.length ? ` where ${match.join(" and ")}` : ""}.`;
  }

  function show(link) {
    const [source, keys] = sourceOf(link);
    const query = document.getElementById(`query-${source.query}`);
    const value = (key) => (key.startsWith("=") ? key.slice(1) : keys[key] ?? "");
    const given = Object.entries(parsed(source.params)).map(([name, key]) => ` --param ${quoted(`${name}=${value(key)}`)}`);
    const row = textOf(link.closest("tr")?.cells[0]);
    part("title").textContent = `${row && row !== textOf(link) ? `${row}: ` : ""}${query.dataset.question}`;
    part("answer").textContent = `${textOf(link)} ${explanation(source, value)}`;
    part("command").textContent = `kg query ${query.dataset.call}${given.join("")}`;
    part("more").href = `#query-${source.query}`;
    dialog.showModal();
  }

  document.addEventListener("click", (event) => {
    const link = event.target.closest("a.q");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    show(link);
  });
  part("copy").addEventListener("click", (event) => copy(part("command").textContent, event.target));
  part("close").addEventListener("click", () => dialog.close());
  part("more").addEventListener("click", () => dialog.close());
  dialog.addEventListener("click", (event) => { if (event.target === dialog) dialog.close(); });
})();
