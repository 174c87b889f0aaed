// Export of the picture for print: with title, legend, source and date around the scene that is on screen.

import { download } from "./dom.js";
import { fontFamily, inkOf } from "./ink.js";
import { paint } from "./paint.js";
import { withDensity } from "./png.js";
import { svgOf } from "./svg.js";
import { shortened, textWidth } from "./text.js";

const MARGIN = 20;
const LINE = 19;
const SIZE = 13;
const MOST_PIXELS = 120_000_000; // about the largest canvas that browsers create
const INCH = 25.4;

// Returns the scene in a frame. `about` has title, subtitle, legend and source.
export function framed(scene, { title, subtitle, legend, source, theme }) {
  const ink = inkOf(theme);
  const width = scene.width + 2 * MARGIN;
  const room = width - 2 * MARGIN;
  const texts = [
    { text: shortened(title, room, 20, 700), x: MARGIN, y: MARGIN + 18, size: 20, weight: 700, colour: ink.text },
    { text: shortened(subtitle, room, SIZE), x: MARGIN, y: MARGIN + 40, size: SIZE, colour: ink.soft },
  ];
  const top = MARGIN + 54;
  const key = legendScene(legend, { left: MARGIN, top: top + scene.height + 12, room, ink });
  const end = key.bottom + 8;
  const notes = wrapped(source, room, 11).map((text, at) => ({ text, x: MARGIN, y: end + 12 + at * 15, size: 11, colour: ink.soft }));
  const height = end + 15 * notes.length + MARGIN;
  return {
    width,
    height,
    background: ink.paper,
    areas: key.areas,
    dots: key.dots,
    texts: [...texts, ...key.texts, ...notes],
    parts: [{ scene: cropped(scene), x: MARGIN, y: top, scale: 1 }],
  };
}

// Returns a scene without the dots and links that lie outside its borders.
function cropped(scene) {
  const within = ({ x, y, radius }) => x >= radius && y >= radius && x <= scene.width - radius && y <= scene.height - radius;
  const near = ({ x1, y1, x2, y2 }) => [x1, x2].every((x) => x >= 0 && x <= scene.width) && [y1, y2].every((y) => y >= 0 && y <= scene.height);
  return { ...scene, dots: (scene.dots ?? []).filter(within), rings: (scene.rings ?? []).filter(within), links: (scene.links ?? []).filter(near), strong: (scene.strong ?? []).filter(near) };
}

function legendScene(legend, { left, top, room, ink }) {
  if (!legend) return { areas: [], dots: [], texts: [], bottom: top };
  const title = { text: legend.title, x: left, y: top + SIZE, size: SIZE, weight: 700, colour: ink.text };
  const rest = legend.scale ? scaleLegend(legend, { left, top: top + LINE + 4, room, ink }) : entryLegend(legend.entries, { left, top: top + LINE + 4, room, ink });
  return { ...rest, texts: [title, ...rest.texts] };
}

function entryLegend(entries, { left, top, room, ink }) {
  const dots = [];
  const texts = [];
  let [x, y] = [left, top];
  for (const { label, colour } of entries) {
    const text = shortened(label, room - 20, SIZE);
    const width = textWidth(text, SIZE) + 34;
    if (x > left && x + width > left + room + 14) [x, y] = [left, y + LINE];
    dots.push({ x: x + 6, y: y + 6, radius: 5.5, colour });
    texts.push({ text, x: x + 17, y: y + 11, size: SIZE, colour: ink.text });
    x += width;
  }
  return { areas: [], dots, texts, bottom: y + LINE };
}

function scaleLegend({ scale, ticks }, { left, top, room, ink }) {
  const length = Math.min(320, room);
  const steps = 64;
  const areas = Array.from({ length: steps }, (_, at) => {
    const x = left + (at * length) / steps;
    return { d: `M${x} ${top}h${length / steps + 0.4}v12h${-length / steps - 0.4}Z`, fill: scale((at + 0.5) / steps) };
  });
  const texts = ticks.map(({ at, label }) => {
    const width = textWidth(label, 12);
    return { text: label, x: Math.max(left, Math.min(left + length - width, left + at * length - width / 2)), y: top + 27, size: 12, colour: ink.text };
  });
  return { areas, dots: [], texts, bottom: top + 34 };
}

function wrapped(text, room, size) {
  const lines = [];
  for (const word of text.split(" ")) {
    const longer = lines.length ? `${lines.at(-1)} ${word}` : word;
    if (lines.length && textWidth(longer, size) <= room) lines[lines.length - 1] = longer;
    else lines.push(shortened(word, room, size));
  }
  return lines;
}

// Returns the PNG of a scene with this width in millimetres and this density in dots per inch.
export async function pngOf(scene, { width, density }) {
  let scale = (width / INCH) * (density / scene.width);
  scale = Math.min(scale, Math.sqrt(MOST_PIXELS / (scene.width * scene.height)));
  const canvas = document.createElement("canvas");
  Object.assign(canvas, { width: Math.round(scene.width * scale), height: Math.round(scene.height * scale) });
  const context = canvas.getContext("2d");
  context.setTransform(scale, 0, 0, scale, 0, 0);
  paint(context, scene);
  const blob = await new Promise((found) => canvas.toBlob(found, "image/png"));
  return new Blob([withDensity(new Uint8Array(await blob.arrayBuffer()), density)], { type: "image/png" });
}

export const PICTURES = {
  png: async (scene, { name, width, density }) => download(`${name}.png`, "image/png", await pngOf(scene, { width, density })),
  svg: (scene, { name, width }) => download(`${name}.svg`, "image/svg+xml", svgOf(scene, { width, font: fontFamily() })),
};
