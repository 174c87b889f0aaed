// Width of text in the font of the page, measured once for each text.

import { fontFamily } from "./ink.js";

const UNIT = 100; // font size at which widths are measured; widths are proportional to the size
const widths = new Map();
let context = null;
let family = "";

export const fontOf = (size, weight = 400) => `${weight} ${size}px ${(family ||= fontFamily())}`;

export function textWidth(text, size, weight = 400) {
  const key = `${weight} ${text}`;
  let width = widths.get(key);
  if (width === undefined) {
    context ??= document.createElement("canvas").getContext("2d");
    context.font = fontOf(UNIT, weight);
    width = context.measureText(text).width;
    widths.set(key, width);
  }
  return (width * size) / UNIT;
}

// Returns a text that is not wider than the limit; an ellipsis replaces what is cut off.
export function shortened(text, limit, size, weight = 400) {
  if (textWidth(text, size, weight) <= limit) return text;
  let length = Math.max(1, Math.floor((text.length * limit) / textWidth(text, size, weight)));
  while (length > 1 && textWidth(`${text.slice(0, length)}…`, size, weight) > limit) length--;
  return `${text.slice(0, length).trimEnd()}…`;
}

// Returns the lines of a text that is divided between words; a word that is wider than the limit is shortened.
export function wrapped(text, limit, size, weight = 400) {
  const lines = [];
  for (const word of text.split(" ")) {
    const longer = lines.length ? `${lines.at(-1)} ${word}` : word;
    if (lines.length && textWidth(longer, size, weight) <= limit) lines[lines.length - 1] = longer;
    else lines.push(shortened(word, limit, size, weight));
  }
  return lines;
}
