// Names of communities: large faint texts next to the densest part of each community, clear of dots and of other texts.

import { mix } from "./ink.js";
import { inside } from "./labels.js";
import { communityName, isOther } from "./levels.js";
import { textWidth } from "./text.js";

const MOST = { wide: 12, compact: 6 };
const LEAST = 4; // dots that make a community large enough for a name
const UNTIL = 2.2; // magnification above which no names are drawn
const ESTIMATED = 80; // most important dots from which the densest part is found
const STEP = 7; // pixels between the positions that are tried
const TRIED = 40; // free positions that are compared
const MARGIN = 12; // pixels around a name in which dots of other communities count
const FOREIGN = 5; // pixels that a dot of another community counts
const [SHORTER, SMALLER] = [20, 40]; // pixels by which a name in two lines may be farther away than one in one line, or in small type
const SPACE = 3; // pixels between a name and any dot

// Returns the lines of the names of the largest communities in the picture. `taken` has the boxes that no name may
// cover; the boxes of the names are added to it. `grid` has the boxes of the dots.
export function communityNames(frame, dots, { taken, grid }) {
  const { app, size, theme, ink, magnified, compact } = frame;
  if (magnified > UNTIL) return [];
  const largest = groupsIn(app, dots).slice(0, compact ? MOST.compact : MOST.wide);
  const bounds = { left: 8, top: 8, right: size.width - 8, bottom: size.height - 8 };
  return largest.flatMap((group) => {
    const height = (compact ? 12 : 15) + (compact ? 3 : 7) * Math.sqrt(group.weight / largest[0].weight);
    const placed = placedName(group, height, { bounds, taken, grid, compact });
    const colour = mix(group.dots[0].colour, theme === "light" ? "#000000" : "#ffffff", 0.28);
    return placed.map((line) => ({ ...line, weight: 700, colour, opacity: 0.72, halo: ink.paper }));
  });
}

// Returns the communities with their dots on the screen, those with the largest dots first.
function groupsIn(app, dots) {
  const groups = new Map();
  for (const dot of dots) {
    const number = app.level.of[dot.node];
    if (!groups.has(number)) groups.set(number, { community: app.level.byNumber.get(number), dots: [], weight: 0 });
    const group = groups.get(number);
    group.dots.push(dot);
    group.weight += dot.radius ** 2;
  }
  const named = [...groups.values()].filter((group) => group.community && group.dots.length >= LEAST && !isOther(app.level, group.community.number, app.state.smallest));
  return named.sort((a, b) => b.weight - a.weight || a.community.number - b.community.number);
}

// Returns the lines of a name at the best free position, in two lines, in one, or in small type. If there is no free
// position, the name lies above few dots.
function placedName({ community, dots }, size, { bounds, taken, grid, compact }) {
  const spot = densestOf(dots.slice(0, ESTIMATED), Math.max(30, 0.04 * (bounds.right - bounds.left)));
  const own = dots.slice(0, ESTIMATED);
  const whole = communityName(community).split(", ").slice(0, compact ? 1 : 2);
  const forms = [{ lines: whole, height: size, penalty: 0 }, { lines: whole.slice(0, 1), height: size, penalty: SHORTER }, { lines: whole.slice(0, 1), height: Math.max(11, size * 0.75), penalty: SMALLER }];
  let best = null;
  for (const form of forms) {
    if (best && best.cost <= form.penalty) break;
    const box = cheapest(freeBoxes(spot, boxSize(form.lines, form.height), { bounds, taken, grid }), own, grid);
    if (box && (!best || box.cost + form.penalty < best.cost)) best = { ...form, box, cost: box.cost + form.penalty };
  }
  if (best) return written(best.lines, best.height, best.box, taken);
  const { lines, height } = forms[1];
  const [box] = boxesNear(spot, boxSize(lines, height), bounds)
    .filter((each) => !taken.overlapping(each).size)
    .map((each) => ({ ...each, cost: each.far + FOREIGN * grid.overlapping(each).size }))
    .sort((a, b) => a.cost - b.cost);
  return box ? written(lines, height, box, taken) : [];
}

// Returns the dot around which most of the area of the dots lies, by a Gaussian kernel of this width.
function densestOf(dots, reach) {
  let [best, most] = [dots[0], -1];
  for (const one of dots) {
    let sum = 0;
    for (const other of dots) sum += other.radius ** 2 * Math.exp(-((one.x - other.x) ** 2 + (one.y - other.y) ** 2) / (2 * reach ** 2));
    if (sum > most) [best, most] = [one, sum];
  }
  return best;
}

const boxSize = (lines, size) => ({ width: Math.max(...lines.map((line) => textWidth(line, size, 700))) + 8, height: size * 1.15 * lines.length + 4 });

function freeBoxes(spot, wanted, { bounds, taken, grid }) {
  const found = [];
  for (const box of boxesNear(spot, wanted, bounds)) {
    if (taken.overlapping(box).size || grid.overlapping(grown(box, SPACE)).size) continue;
    found.push(box);
    if (found.length >= TRIED) break;
  }
  return found;
}

// Returns the boxes within reach of a dot, the nearest first. A box centred above or below comes before one aside.
function boxesNear({ x, y }, { width, height }, bounds) {
  const reach = 0.07 * (bounds.right - bounds.left) + 20;
  const found = [];
  for (let top = y - height - reach; top <= y + reach; top += STEP) {
    for (let left = x - width - reach; left <= x + reach; left += 2 * STEP) {
      const box = { left, right: left + width, top, bottom: top + height, far: 0 };
      if (!inside(box, bounds)) continue;
      box.far = gap(box, x, y) + (12 * Math.abs(left + width / 2 - x)) / width;
      if (box.far <= reach) found.push(box);
    }
  }
  return found.sort((a, b) => a.far - b.far);
}

const gap = (box, x, y) => Math.hypot(Math.max(box.left - x, 0, x - box.right), Math.max(box.top - y, 0, y - box.bottom));

const grown = ({ left, right, top, bottom }, by) => ({ left: left - by, right: right + by, top: top - by, bottom: bottom + by });

// Returns the box that is near the densest part and near any dot of the community, and next to few dots of others.
function cheapest(boxes, dots, grid) {
  const own = new Set(dots.map(({ box }) => box));
  const cost = (box) => {
    let [nearest, foreign] = [Infinity, 0];
    for (const { x, y, radius } of dots) nearest = Math.min(nearest, Math.max(0, gap(box, x, y) - radius));
    for (const dot of grid.overlapping(grown(box, MARGIN))) if (!own.has(dot)) foreign++;
    return box.far + 2 * nearest + FOREIGN * foreign;
  };
  return boxes.map((box) => ({ ...box, cost: cost(box) })).sort((a, b) => a.cost - b.cost)[0];
}

function written(lines, size, box, taken) {
  taken.add(box);
  const middle = (box.left + box.right) / 2;
  return lines.map((text, at) => ({ text, size, x: middle - textWidth(text, size, 700) / 2, y: box.top + 2 + size * (0.92 + 1.15 * at), box }));
}
