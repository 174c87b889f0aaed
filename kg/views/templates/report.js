"use strict";
// Sorting, folding and copying of tables, the first items behind a number, and the dialog with its query. The report is
// complete without scripts.
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
    close(table);
    const keyed = [...table.tBodies[0].rows].map((row) => [textOf(row.cells[place]), row]);
    keyed.sort(([one], [other]) => sign * (numeric ? numberOf(one) - numberOf(other) || 0 : byText.compare(one, other)));
    table.tBodies[0].append(...keyed.map(([, row]) => row));
    mark(keyed.map(([, row]) => row));
    announce(`Sorted by ${textOf(head)}, ${order}`);
  }

  // Copying as tab-separated values. A text that a spreadsheet would interpret as a formula is prefixed with an apostrophe.
  const safe = (text) => (/^[=+\-@]/.test(text) && !/^-?[\d.,]+$/.test(text) ? `'${text}` : text).replace(/\s+/g, " ");

  function tabbed(table) {
    const rows = [...table.rows].filter((row) => !row.matches(".first")).map((row) => [...row.cells].filter((cell) => !cell.classList.contains("wide")));
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

  // Folding: of a long table or of many methods, the page shows the first ones and a button for all. In a section that is
  // higher than a wide window, these are fewer.
  const [usual, fewest, slack] = [5, 2, 2];
  const folds = new Map(); // for each folded box: the number of items that are shown, and the function that changes it

  function mark(items) {
    const { most } = folds.get(items[0]?.parentNode) ?? folds.get(items[0]?.closest("table")) ?? { most: usual };
    items.forEach((item, place) => item.classList.toggle("over", place >= most));
  }

  function fitSections() {
    if (!matchMedia("(min-width: 64rem)").matches) return;
    for (const section of document.querySelectorAll("main > section")) {
      const boxes = [...section.querySelectorAll(".folded")].filter((box) => folds.has(box));
      for (let most = usual - 1; most >= fewest && section.offsetHeight > innerHeight; most--) {
        for (const box of boxes) folds.get(box).show(most);
      }
    }
  }

  function fold(items, box, after) {
    if (items.length <= fewest + slack) return;
    const state = { most: items.length <= usual + slack ? items.length : usual };
    folds.set(box, state);
    mark(items);
    box.classList.add("folded");
    const label = () => (box.classList.contains("folded") ? `All ${items.length} rows` : `First ${state.most} rows`);
    const press = button(label(), () => {
      if (!box.classList.toggle("folded")) items[state.most].querySelector("a, summary")?.focus({ preventScroll: true });
      press.textContent = label();
      press.setAttribute("aria-expanded", String(!box.classList.contains("folded")));
    });
    press.className = "more";
    press.setAttribute("aria-expanded", "false");
    press.hidden = state.most === items.length;
    state.show = (most) => {
      state.most = most;
      mark(items);
      press.hidden = false;
    };
    after.after(press);
  }

  function foldUsages(first) {
    const box = document.createElement("div");
    first.before(box);
    while (box.nextElementSibling?.matches("details.usage")) box.append(box.nextElementSibling);
    fold([...box.children], box, box);
  }

  for (const box of document.querySelectorAll("div.table")) {
    const table = box.querySelector("table");
    for (const head of table.tHead.rows[0].cells) {
      if (head.classList.contains("wide")) continue;
      const press = button("", () => sort(table, head));
      press.append(...head.childNodes);
      head.append(press);
    }
    const press = button("Copy", () => copy(tabbed(table), press));
    press.setAttribute("aria-label", `Copy table ${textOf(document.getElementById(table.getAttribute("aria-labelledby")))}`);
    press.className = "copy";
    box.querySelector(".head").append(press);
    fold([...table.tBodies[0].rows], table, box.querySelector(".scroll"));
  }
  for (const usage of document.querySelectorAll("details.usage")) {
    if (!usage.previousElementSibling?.matches("details.usage") && usage.parentNode.matches("section")) foldUsages(usage);
  }

  fitSections();

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

  // The first items behind a number, shown below its row or its paragraph.
  const data = JSON.parse(document.getElementById("lists").textContent);
  const served = "served" in document.documentElement.dataset; // set by the server
  const opened = new WeakMap();

  function address(to, iri) {
    return served && iri ? `/thing?iri=${encodeURIComponent(iri)}` : to;
  }

  function item(place) {
    const [name, note, to, iri] = data.items[place];
    const made = document.createElement("li");
    const target = address(to, iri);
    const text = document.createElement(target ? "a" : "span");
    text.textContent = name || "—";
    if (target) text.href = target;
    if (target.startsWith("http")) text.rel = "noreferrer";
    made.append(text);
    if (note) {
      const more = document.createElement("span");
      more.className = "soft";
      more.textContent = ` ${note}`;
      made.append(more);
    }
    return made;
  }

  function panel(link, source) {
    const made = document.createElement("div");
    const list = document.createElement("ul");
    const places = data.lists[link.dataset.list];
    list.append(...places.map(item));
    const count = numberOf(textOf(link));
    const rest = source.column || "derived" in source ? 0 : count - places.length;
    if (rest > 0) {
      const more = document.createElement("li");
      more.className = "soft";
      more.textContent = `and ${rest.toLocaleString("en")} more`;
      list.append(more);
    }
    const actions = document.createElement("p");
    actions.className = "actions";
    const name = link.closest("tr, p, .usage")?.querySelector("a.name[href]");
    if (name && link.closest("tr, .usage")) {
      const all = document.createElement("a");
      all.href = name.href;
      all.textContent = served ? "Show all" : "Show all in the explorer";
      actions.append(all);
    }
    actions.append(button("Query of this number", () => show(link)), button("Close", () => { link.focus(); shut(link); }));
    made.append(list, actions);
    return made;
  }

  function open(link) {
    const [source] = sourceOf(link);
    const row = link.closest("tr");
    const box = document.createElement(row ? "tr" : "div");
    box.className = "first";
    if (row) {
      const cell = document.createElement("td");
      cell.colSpan = row.cells.length;
      cell.append(panel(link, source));
      box.append(cell);
    } else box.append(panel(link, source));
    (row ?? link.closest("p, h4, dl, details") ?? link).after(box);
    opened.set(link, box);
    link.setAttribute("aria-expanded", "true");
  }

  function shut(link) {
    opened.get(link)?.remove();
    opened.delete(link);
    link.setAttribute("aria-expanded", "false");
  }

  function close(table) {
    for (const link of table.querySelectorAll('a.q[aria-expanded="true"]')) shut(link);
  }

  for (const link of document.querySelectorAll("a.q[data-list]")) {
    link.setAttribute("role", "button");
    link.setAttribute("aria-expanded", "false");
  }
  if (served) for (const name of document.querySelectorAll("a[data-iri]")) name.href = address("", name.dataset.iri);

  function press(link) {
    if (!link.dataset.list) show(link);
    else if (opened.has(link)) shut(link);
    else open(link);
  }

  document.addEventListener("click", (event) => {
    const link = event.target.closest("a.q");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    press(link);
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== " " || !event.target.matches?.("a.q[data-list]")) return;
    event.preventDefault();
    press(event.target);
  });

  addEventListener("beforeprint", () => document.querySelectorAll("details").forEach((each) => { each.open = true; }));

  // The section in view is marked in the contents.
  const entries = new Map([...document.querySelectorAll("nav a")].map((link) => [link.hash.slice(1), link]));
  const seen = new IntersectionObserver((found) => {
    for (const each of found) {
      if (!each.isIntersecting) continue;
      for (const link of entries.values()) link.removeAttribute("aria-current");
      entries.get(each.target.id)?.setAttribute("aria-current", "true");
    }
  }, { rootMargin: "-10% 0px -80% 0px" });
  for (const section of document.querySelectorAll("main > section")) seen.observe(section);
  part("copy").addEventListener("click", (event) => copy(part("command").textContent, event.target));
  part("close").addEventListener("click", () => dialog.close());
  part("more").addEventListener("click", () => dialog.close());
  dialog.addEventListener("click", (event) => { if (event.target === dialog) dialog.close(); });
})();
