// Sorting, filtering and paging of long tables. Without scripts, all rows are shown.
"use strict";

const ROWS_PER_PAGE = 12;
const collator = new Intl.Collator("en", { numeric: true, sensitivity: "base" });

function make(name, properties) {
  return Object.assign(document.createElement(name), properties);
}

// Returns the value by which a cell is sorted: a number if the text is one, otherwise the text.
function valueOf(row, column) {
  const text = row.cells[column].textContent.trim();
  const plain = text.replace(/,/g, "").replace(/ %$/, "");
  return plain !== "" && !Number.isNaN(Number(plain)) ? Number(plain) : text;
}

function compare(left, right) {
  if (left === "" || right === "") return (left === "") - (right === "");
  if (typeof left === "number" && typeof right === "number") return left - right;
  return collator.compare(String(left), String(right));
}

class LongTable {
  constructor(table) {
    this.table = table;
    this.body = table.tBodies[0];
    this.rows = [...this.body.rows];
    this.shown = this.rows;
    this.page = 0;
    this.addSorting();
    if (this.rows.length > ROWS_PER_PAGE) this.addControls();
    this.show();
  }

  get name() {
    return this.table.parentElement.getAttribute("aria-label");
  }

  addSorting() {
    [...this.table.tHead.rows[0].cells].forEach((head, column) => {
      const button = make("button", { type: "button", className: "sort", textContent: head.textContent });
      button.addEventListener("click", () => this.sort(head, column));
      head.replaceChildren(button);
    });
  }

  sort(head, column) {
    const numeric = head.classList.contains("n");
    const before = head.getAttribute("aria-sort");
    const descending = before ? before === "ascending" : numeric;
    for (const each of this.table.tHead.rows[0].cells) each.removeAttribute("aria-sort");
    head.setAttribute("aria-sort", descending ? "descending" : "ascending");
    const values = new Map(this.rows.map((row) => [row, valueOf(row, column)]));
    this.rows.sort((left, right) => {
      const [a, b] = [values.get(left), values.get(right)];
      return descending && a !== "" && b !== "" ? compare(b, a) : compare(a, b);
    });
    this.body.append(...this.rows);
    this.filter();
  }

  addControls() {
    const bar = make("div", { className: "table-controls" });
    this.words = make("input", { type: "search", autocomplete: "off", spellcheck: false, placeholder: "Filter rows" });
    this.words.setAttribute("aria-label", `Filter rows: ${this.name}`);
    this.words.addEventListener("input", () => this.filter());
    this.status = make("span", { className: "soft" });
    this.status.setAttribute("role", "status");
    this.earlier = this.pageButton("‹", "Previous rows", -1);
    this.later = this.pageButton("›", "Next rows", 1);
    bar.append(this.words, this.status, this.earlier, this.later);
    this.table.parentElement.before(bar);
  }

  pageButton(text, meaning, step) {
    const button = make("button", { type: "button", textContent: text });
    button.setAttribute("aria-label", `${meaning}: ${this.name}`);
    button.addEventListener("click", () => { this.page += step; this.show(); });
    return button;
  }

  filter() {
    const wanted = (this.words?.value ?? "").toLowerCase().split(/\s+/).filter(Boolean);
    this.shown = this.rows.filter((row) => {
      const text = row.textContent.toLowerCase();
      return wanted.every((word) => text.includes(word));
    });
    this.page = 0;
    this.show();
  }

  show() {
    const paged = this.words !== undefined;
    const first = paged ? this.page * ROWS_PER_PAGE : 0;
    const last = paged ? Math.min(first + ROWS_PER_PAGE, this.shown.length) : this.shown.length;
    const visible = new Set(this.shown.slice(first, last));
    for (const row of this.rows) row.hidden = !visible.has(row);
    if (!paged) return;
    const count = this.shown.length.toLocaleString("en");
    this.status.textContent = this.shown.length ? `${first + 1}–${last} of ${count}` : "no rows";
    this.earlier.disabled = first === 0;
    this.later.disabled = last >= this.shown.length;
  }
}

for (const table of document.querySelectorAll("table.listing")) {
  if (table.tBodies[0].rows.length > 1) new LongTable(table);
}
