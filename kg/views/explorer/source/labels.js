// Placement of labels without overlap: the most important first, each at the best of several positions around its dot.

import { textWidth } from "./text.js";

const CELL = 80;
const GAP = 3; // pixels between a dot and its label

// A grid of boxes, which finds the boxes that overlap a box.
export function createGrid() {
  const cells = new Map();
  const each = (box, act) => {
    for (let row = Math.floor(box.top / CELL); row <= Math.floor(box.bottom / CELL); row++) {
      for (let column = Math.floor(box.left / CELL); column <= Math.floor(box.right / CELL); column++) act(row * 4096 + column);
    }
  };
  return {
    add: (box) => each(box, (cell) => (cells.has(cell) ? cells.get(cell).push(box) : cells.set(cell, [box]))),
    overlapping(box) {
      const found = new Set();
      each(box, (cell) => {
        for (const other of cells.get(cell) ?? []) if (overlap(box, other)) found.add(other);
      });
      return found;
    },
  };
}

export const overlap = (a, b) => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;

// Returns the texts that fit. `wanted` has entries { x, y, radius, text, size, weight }, the most important first; a text
// may be divided into `lines`. A text covers no other text, stays within the bounds, and covers as few dots as possible.
export function placeLabels(wanted, { bounds, taken = createGrid(), dots = createGrid(), most = Infinity }) {
  const placed = [];
  for (const label of wanted) {
    if (placed.length >= most) break;
    const box = bestBox(label, bounds, taken, dots);
    if (!box) continue;
    taken.add(box);
    placed.push(...written(label, box));
  }
  return placed;
}

function bestBox(label, bounds, taken, dots) {
  let best = null;
  let fewest = Infinity;
  for (const each of boxesAround(label)) {
    const box = label.centred ? shifted(each, bounds) : each;
    if (!inside(box, bounds) || taken.overlapping(box).size) continue;
    const covered = dots.overlapping(box);
    const count = covered.size - (covered.has(label.own) ? 1 : 0);
    if (count < fewest) [best, fewest] = [box, count];
    if (!fewest) break;
  }
  return best;
}

// Returns a box moved to the left or to the right, so that it is between the bounds.
function shifted(box, bounds) {
  const move = Math.max(bounds.left - box.left, 0) + Math.min(bounds.right - box.right, 0);
  return { ...box, left: box.left + move, right: box.right + move };
}

export const inside = (box, bounds) => box.left >= bounds.left && box.right <= bounds.right && box.top >= bounds.top && box.bottom <= bounds.bottom;

const linesOf = ({ lines, text }) => lines ?? [text];

function boxesAround({ x, y, radius, size, weight, centred, ...label }) {
  const lines = linesOf(label);
  const width = Math.max(...lines.map((line) => textWidth(line, size, weight))) + 4;
  const height = size * 1.25 * lines.length;
  const reach = radius + GAP;
  const near = reach * 0.7;
  const at = (left, top) => ({ left, right: left + width, top, bottom: top + height });
  return [
    ...(centred ? [at(x - width / 2, y - height / 2)] : []),
    at(x + reach, y - height / 2),
    at(x - reach - width, y - height / 2),
    at(x - width / 2, y - reach - height),
    at(x - width / 2, y + reach),
    at(x + near, y - near - height / 2),
    at(x + near, y + near - height / 2),
    at(x - near - width, y - near - height / 2),
    at(x - near - width, y + near - height / 2),
    at(x - width / 4, y - reach - height),
    at(x - width / 4, y + reach),
    at(x - (width * 3) / 4, y - reach - height),
    at(x - (width * 3) / 4, y + reach),
  ];
}

// Returns the lines of a text, each at the start of its baseline; several lines are centred in their box.
function written(label, box) {
  const { size, weight } = label;
  const lines = linesOf(label);
  const middle = (box.left + box.right) / 2;
  return lines.map((text, at) => ({ ...label, text, x: lines.length > 1 ? middle - textWidth(text, size, weight) / 2 : box.left + 2, y: box.top + size * (0.96 + 1.25 * at), box }));
}

export function dotGrid(dots) {
  const grid = createGrid();
  for (const dot of dots) {
    dot.box = { left: dot.x - dot.radius, right: dot.x + dot.radius, top: dot.y - dot.radius, bottom: dot.y + dot.radius };
    grid.add(dot.box);
  }
  return grid;
}
