// Legend of an exported picture: colours of groups or a scale of values, sizes of dots, widths of bands, and a note.

import { textWidth, wrapped } from "./text.js";

const LINE = 19;
const SIZE = 13;
const BAR = 320; // length of a scale in pixels
const STEPS = 64; // colours of a scale
const BAND = 46; // length of a sample of a band
const LARGEST = 46; // radius of the largest dot of a legend

// Returns the areas, dots and texts of a legend below `top`, and where it ends. No text is wider than `room`.
export function legendScene({ legend, sizes, bands }, frame) {
  const parts = [
    legend && ((at) => titled(legend.title, at)),
    legend?.scale && ((at) => scaleBar(legend, at)),
    legend?.entries?.length && ((at) => groups(legend.entries, at)),
    bands && !bands.title && ((at) => bandSamples(bands.entries, at)),
    legend?.note && ((at) => lines(legend.note, at)),
    sizes && ((at) => titled(sizes.title, at)),
    sizes && ((at) => dotSamples(sizes.entries, at)),
    bands?.title && ((at) => titled(bands.title, at)),
    bands?.title && ((at) => bandSamples(bands.entries, at)),
  ];
  const made = { areas: [], dots: [], texts: [], bottom: frame.top };
  for (const part of parts.filter(Boolean)) {
    const { areas = [], dots = [], texts = [], bottom } = part({ ...frame, top: made.bottom });
    Object.assign(made, { areas: [...made.areas, ...areas], dots: [...made.dots, ...dots], texts: [...made.texts, ...texts], bottom });
  }
  return made;
}

function titled(title, { left, top, room, ink }) {
  const texts = wrapped(title, room, SIZE, 700).map((text, at) => ({ text, x: left, y: top + SIZE + 4 + at * LINE, size: SIZE, weight: 700, colour: ink.text }));
  return { texts, bottom: top + texts.length * LINE + 6 };
}

function lines(note, { left, top, room, ink }) {
  const texts = wrapped(note, room, SIZE).map((text, at) => ({ text, x: left, y: top + SIZE + at * LINE, size: SIZE, colour: ink.soft }));
  return { texts, bottom: top + texts.length * LINE };
}

// Returns coloured dots with names, in rows; a long name has several lines.
function groups(entries, { left, top, room, ink }) {
  const [dots, texts] = [[], []];
  let [x, y, rows] = [left, top, 1];
  for (const { label, colour } of entries) {
    const parts = wrapped(label, room - 18, SIZE);
    const width = 34 + Math.max(...parts.map((part) => textWidth(part, SIZE)));
    if (x > left && x + width - 17 > left + room) [x, y, rows] = [left, y + rows * LINE, 1];
    dots.push({ x: x + 6, y: y + 7, radius: 5.5, colour });
    parts.forEach((text, at) => texts.push({ text, x: x + 17, y: y + 12 + at * LINE, size: SIZE, colour: ink.text }));
    rows = Math.max(rows, parts.length);
    x += width;
  }
  return { dots, texts, bottom: y + rows * LINE };
}

function scaleBar({ scale, ticks }, { left, top, room, ink }) {
  const length = Math.min(BAR, room);
  const areas = Array.from({ length: STEPS }, (_, at) => {
    const x = left + (at * length) / STEPS;
    return { d: `M${x} ${top}h${length / STEPS + 0.4}v12h${-length / STEPS - 0.4}Z`, fill: scale((at + 0.5) / STEPS) };
  });
  areas.push({ d: `M${left} ${top}h${length}v12h${-length}Z`, stroke: ink.line, width: 1 });
  let end = -Infinity;
  const texts = ticks.flatMap(({ at, label }) => {
    const width = textWidth(label, 12);
    const x = Math.max(left, Math.min(left + length - width, left + at * length - width / 2));
    if (x < end + 4) return [];
    end = x + width;
    return [{ text: label, x, y: top + 27, size: 12, colour: ink.text }];
  });
  return { areas, texts, bottom: top + 36 };
}

function dotSamples(entries, { left, top, ink }) {
  const fitting = entries.filter(({ radius }) => radius <= LARGEST);
  const height = Math.max(LINE, ...fitting.map(({ radius }) => 2 * radius + 4));
  const [dots, texts] = [[], []];
  let x = left;
  for (const { radius, label } of fitting) {
    dots.push({ x: x + radius, y: top + height / 2, radius, colour: ink.line });
    texts.push({ text: label, x: x + 2 * radius + 6, y: top + height / 2 + 5, size: SIZE, colour: ink.text });
    x += 2 * radius + 24 + textWidth(label, SIZE);
  }
  return { dots, texts, bottom: top + height + 4 };
}

function bandSamples(entries, { left, top, room, ink }) {
  const height = Math.max(LINE, ...entries.map(({ width }) => width + 4));
  const [areas, texts] = [[], []];
  let x = left;
  for (const { width, label } of entries) {
    const end = x + BAND + 6 + textWidth(label, SIZE);
    if (end > left + room) break;
    areas.push({ d: `M${x} ${top + height / 2}h${BAND}`, stroke: ink.soft, width: Math.max(1, width), opacity: 0.4 });
    texts.push({ text: label, x: x + BAND + 6, y: top + height / 2 + 5, size: SIZE, colour: ink.text });
    x = end + 18;
  }
  return { areas, texts, bottom: top + height + 4 };
}
