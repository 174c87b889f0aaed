// The words of this graph: its prefixes, classes and properties, and the pages of its things.

import { byId } from "./dom.js";

const given = JSON.parse(byId("words").textContent);
const spaces = Object.entries(given.prefixes).sort((one, other) => other[1].length - one[1].length);

export const prefixes = given.prefixes;
export const start = given.start;

export function shortened(iri) {
  for (const [prefix, space] of spaces) if (iri.length > space.length && iri.startsWith(space)) return `${prefix}:${iri.slice(space.length)}`;
  return iri;
}

// The page about a thing on this server.
export function addressOf(iri) {
  const local = iri.startsWith(given.base) ? iri.slice(given.base.length) : "";
  const plain = local && !given.own.includes(local.split("/")[0]) && !/[?#\\]/.test(local) && !local.startsWith("/");
  return plain ? `/${local}` : `/thing?iri=${encodeURIComponent(iri)}`;
}

// Completers that know nothing but this graph, in place of those that ask servers on the web.
export function teach(Yasqe) {
  const prefix = Yasqe.Autocompleters.prefixes;
  const declared = Object.entries(prefixes).map(([name, space]) => `${name}: <${space}>`);
  Yasqe.Autocompleters.prefixes = { ...prefix, get: () => [...declared].sort(), persistenceId: null };
  for (const [name, terms] of [["class", given.classes], ["property", given.properties]]) {
    Yasqe.Autocompleters[name] = {
      ...Yasqe.Autocompleters[name],
      get: (_, token) => matching(terms, token?.string ?? ""),
      preProcessToken: (_, token) => token,
      postProcessSuggestion: (_yasqe, _token, word) => word,
    };
  }
}

// By the beginning of the prefixed name, then by any part of it, so that "title" finds dcterms:title.
function matching(terms, written) {
  const wanted = written.replace(/^</, "").toLowerCase();
  const local = wanted.slice(wanted.indexOf(":") + 1);
  const begin = terms.filter((term) => term.toLowerCase().startsWith(wanted));
  if (wanted.includes(":")) return begin;
  return [...begin, ...terms.filter((term) => !begin.includes(term) && term.toLowerCase().includes(local))];
}
