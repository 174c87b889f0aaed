// Scene of the density of nodes: a Gaussian kernel estimate, weighted by the size of the dots, under their labels.

import { measureLabel, percent } from "./dom.js";
import { channels, mix } from "./ink.js";
import { dotsOf, frameOf, labelsOf, reserved } from "./network_scene.js";

const CELL = 4; // pixels per cell of the estimate
const RAMP = {
  light: ["#ffffff", "#dfeef6", "#a9d9d3", "#a4d58c", "#f4df6a", "#f3a552"],
  dark: ["#1c2027", "#22405a", "#22686f", "#3a8a5c", "#9c9430", "#b8632f"],
};

export function densityScene(app, size, { camera, theme, brush }) {
  const frame = frameOf(app, size, camera, theme, brush);
  const dots = dotsOf(frame);
  const texts = labelsOf(frame, dots, reserved(size), true);
  const points = dots.map(({ node, x, y, radius }) => ({ node, x, y, radius: 1.2, weight: radius ** 2 }));
  return {
    ...size,
    background: RAMP[theme][0],
    image: { ...estimate(size, points, theme), x: 0, y: 0, ...size },
    dots: points.length > 2_000 ? [] : points.map((point) => ({ ...point, colour: frame.ink.text, opacity: 0.35 })),
    texts,
    targets: dots,
  };
}

const TICKS = [0, 0.1, 0.25, 0.5, 1]; // shares of the largest density

export function densityLegend({ network, state }, theme) {
  const weight = state.size === "uniform" ? "" : `, weighted by ${measureLabel(state.size)}`;
  return {
    title: `Density of ${network.noun[1]}${weight}`,
    scale: (share) => along(RAMP[theme], share),
    ticks: TICKS.map((share) => ({ at: Math.sqrt(share), label: percent(share) })),
    note: "Relative to the densest place of the picture",
  };
}

function estimate(size, points, theme) {
  const [columns, rows] = [Math.ceil(size.width / CELL), Math.ceil(size.height / CELL)];
  let field = new Float32Array(columns * rows);
  for (const { x, y, weight } of points) {
    const [column, row] = [Math.floor(x / CELL), Math.floor(y / CELL)];
    if (column >= 0 && row >= 0 && column < columns && row < rows) field[row * columns + column] += weight;
  }
  const reach = Math.max(2, Math.round(Math.min(size.width, size.height) / 34 / CELL));
  for (let pass = 0; pass < 3; pass++) field = blurred(blurred(field, columns, rows, reach, true), columns, rows, reach, false);
  return { canvas: coloured(field, columns, rows, RAMP[theme]) };
}

// Returns the means over a window in one direction; three windows in a row approach a Gaussian kernel.
function blurred(field, columns, rows, reach, across) {
  const made = new Float32Array(field.length);
  const [lines, length, step, next] = across ? [rows, columns, 1, columns] : [columns, rows, columns, 1];
  for (let line = 0; line < lines; line++) {
    const start = line * next;
    let sum = 0;
    for (let at = 0; at < Math.min(reach, length); at++) sum += field[start + at * step];
    for (let at = 0; at < length; at++) {
      if (at + reach < length) sum += field[start + (at + reach) * step];
      if (at - reach > 0) sum -= field[start + (at - reach - 1) * step];
      made[start + at * step] = sum / (2 * reach + 1);
    }
  }
  return made;
}

function coloured(field, columns, rows, ramp) {
  const most = field.reduce((high, value) => Math.max(high, value), 1e-12);
  const image = new ImageData(columns, rows);
  const steps = Array.from({ length: 256 }, (_, at) => channels(along(ramp, at / 255)));
  for (let cell = 0; cell < field.length; cell++) {
    const [red, green, blue] = steps[Math.round(255 * Math.sqrt(Math.max(0, field[cell]) / most))];
    image.data.set([red, green, blue, 255], 4 * cell);
  }
  const canvas = document.createElement("canvas");
  Object.assign(canvas, { width: columns, height: rows });
  canvas.getContext("2d").putImageData(image, 0, 0);
  return canvas;
}

function along(ramp, share) {
  const place = share * (ramp.length - 1);
  const low = Math.min(ramp.length - 2, Math.floor(place));
  return mix(ramp[low], ramp[low + 1], place - low);
}
