// Sentences of an abstract and the mentions in them.

import { make } from "./dom.js";

const ABBREVIATION = /(?:\b(?:e\.g|i\.e|et al|cf|vs|resp|approx|Fig|Eq|Sec|No)\.|\b[A-Z]\.)\s*$/;

export function sentencesOf(text) {
  const found = [];
  for (const { segment, index } of new Intl.Segmenter("en", { granularity: "sentence" }).segment(text)) {
    const last = found.at(-1);
    if (last && ABBREVIATION.test(text.slice(last.start, last.end))) last.end = index + segment.length;
    else found.push({ start: index, end: index + segment.length });
  }
  return found;
}

export function mentionsOf(papers, paper, wanted) {
  const row = papers.mentions[paper];
  const found = [];
  for (let at = 0; at < row.length; at += 3) {
    const place = wanted.indexOf(row[at]);
    if (place >= 0) found.push({ concept: row[at], place, start: row[at + 1], end: row[at + 2] });
  }
  return found;
}

// Returns the sentences of an abstract that contain a wanted mention, each as a paragraph with the mentions marked.
export function sentencesWith(papers, paper, wanted) {
  const text = papers.abstracts[paper];
  const mentions = mentionsOf(papers, paper, wanted);
  return sentencesOf(text)
    .filter(({ start, end }) => mentions.some((mention) => mention.start < end && mention.end > start))
    .map(({ start, end }) => make("p", { class: "sentence" }, marked(text, mentions, start, end)));
}

export function marked(text, mentions, from = 0, to = text.length) {
  const pieces = [];
  let at = from;
  for (const { place, start, end } of mentions) {
    if (start < at || end > to) continue;
    pieces.push(text.slice(at, start), make("mark", { class: place ? "other" : null }, text.slice(start, end)));
    at = end;
  }
  pieces.push(text.slice(at, to).trimEnd());
  return pieces;
}
