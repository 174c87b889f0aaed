// Search among the named queries. Without scripts, the page shows all of them.
"use strict";

const words = document.getElementById("words");
const themes = [...document.querySelectorAll(".theme")];

function filterQueries() {
  const wanted = words.value.toLowerCase().split(/\s+/).filter(Boolean);
  let found = 0;
  for (const theme of themes) {
    let shown = 0;
    for (const item of theme.querySelectorAll("li")) {
      const text = `${theme.querySelector("h2").textContent} ${item.textContent}`.toLowerCase();
      item.hidden = !wanted.every((word) => text.includes(word));
      if (!item.hidden) shown++;
    }
    theme.hidden = !shown;
    found += shown;
  }
  document.getElementById("found-queries").textContent = wanted.length ? `${found} ${found === 1 ? "query" : "queries"}` : "";
}

document.getElementById("find-query").hidden = false;
words.addEventListener("input", filterQueries);
filterQueries();
