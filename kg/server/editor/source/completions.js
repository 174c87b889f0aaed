// Prefixes, classes and properties of the graph, and the addresses of its pages.

import { byId } from "./dom.js";

const settings = JSON.parse(byId("completions").textContent);
const namespaces = Object.entries(settings.prefixes).sort((one, other) => other[1].length - one[1].length);

export const prefixes = settings.prefixes;
export const start = settings.start;

export function shortened(iri) {
  for (const [prefix, space] of namespaces) if (iri.length > space.length && iri.startsWith(space)) return `${prefix}:${iri.slice(space.length)}`;
  return iri;
}

// Returns the path of the page about an IRI on this server.
export function addressOf(iri) {
  const local = iri.startsWith(settings.base) ? iri.slice(settings.base.length) : "";
  const plain = local && !settings.reserved.includes(local.split("/")[0]) && !/[?#\\]/.test(local) && !local.startsWith("/");
  return plain ? `/${local}` : `/thing?iri=${encodeURIComponent(iri)}`;
}

// Replaces the completers of the library, which query web services, by completers for the terms of this graph.
export function registerCompleters(Yasqe) {
  const prefix = Yasqe.Autocompleters.prefixes;
  const declared = Object.entries(prefixes).map(([name, space]) => `${name}: <${space}>`);
  Yasqe.Autocompleters.prefixes = { ...prefix, get: () => [...declared].sort(), persistenceId: null };
  for (const [name, terms] of [["class", settings.classes], ["property", settings.properties]]) {
    Yasqe.Autocompleters[name] = {
      ...Yasqe.Autocompleters[name],
      get: (_, token) => matching(terms, token?.string ?? ""),
      preProcessToken: (_, token) => token,
      postProcessSuggestion: (_yasqe, _token, word) => word,
    };
  }
}

// Returns terms that begin with the text, then terms that contain it: "title" matches dcterms:title.
function matching(terms, text) {
  const wanted = text.replace(/^</, "").toLowerCase();
  const local = wanted.slice(wanted.indexOf(":") + 1);
  const begin = terms.filter((term) => term.toLowerCase().startsWith(wanted));
  if (wanted.includes(":")) return begin;
  return [...begin, ...terms.filter((term) => !begin.includes(term) && term.toLowerCase().includes(local))];
}
