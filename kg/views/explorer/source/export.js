// Export of the picture for print: with title, legend, source and date around the scene that is on screen.

import { download } from "./dom.js";
import { fontFamily, inkOf } from "./ink.js";
import { legendScene } from "./legend_scene.js";
import { paint } from "./paint.js";
import { withDensity } from "./png.js";
import { svgOf } from "./svg.js";
import { wrapped } from "./text.js";

const MARGIN = 20;
const SIZE = 13;
const MOST_PIXELS = 120_000_000; // about the largest canvas that browsers create
const INCH = 25.4;

// Returns the scene in a frame. `about` has title, subtitle, legend, sizes, bands and source.
export function framed(scene, { title, subtitle, source, theme, ...keys }) {
  const ink = inkOf(theme);
  const { width: room } = scene;
  const head = wrapped(title, room, 20, 700).map((text, at) => ({ text, x: MARGIN, y: MARGIN + 18 + at * 25, size: 20, weight: 700, colour: ink.text }));
  const below = head.at(-1).y;
  const under = wrapped(subtitle, room, SIZE).map((text, at) => ({ text, x: MARGIN, y: below + 22 + at * 18, size: SIZE, colour: ink.soft }));
  const top = under.at(-1).y + 14;
  const key = legendScene(keys, { left: MARGIN, top: top + scene.height + 12, room, ink });
  const end = key.bottom + 8;
  const notes = wrapped(source, room, 11).map((text, at) => ({ text, x: MARGIN, y: end + 12 + at * 15, size: 11, colour: ink.soft }));
  return {
    width: room + 2 * MARGIN,
    height: end + 15 * notes.length + MARGIN,
    background: ink.paper,
    areas: key.areas,
    dots: key.dots,
    texts: [...head, ...under, ...key.texts, ...notes],
    parts: [{ scene: cropped(scene), x: MARGIN, y: top, scale: 1 }],
  };
}

// Returns a scene without the dots and links that lie outside its borders.
function cropped(scene) {
  const within = ({ x, y, radius }) => x >= radius && y >= radius && x <= scene.width - radius && y <= scene.height - radius;
  const near = ({ x1, y1, x2, y2 }) => [x1, x2].every((x) => x >= 0 && x <= scene.width) && [y1, y2].every((y) => y >= 0 && y <= scene.height);
  return { ...scene, dots: (scene.dots ?? []).filter(within), rings: (scene.rings ?? []).filter(within), links: (scene.links ?? []).filter(near), strong: (scene.strong ?? []).filter(near) };
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
