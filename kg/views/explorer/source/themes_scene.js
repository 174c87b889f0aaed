// Thematic map: communities by Callon's centrality and density (Callon, Courtial and Laville 1991).

import { communityColour, communityEntries } from "./colour.js";
import { counted, number } from "./dom.js";
import { inkOf } from "./ink.js";
import { createGrid, placeLabels } from "./labels.js";
import { communityName } from "./levels.js";
import { samples } from "./size.js";
import { textWidth } from "./text.js";

const TITLES = 42; // height of the names of the quadrants
const LEAST = 3; // nodes in the picture that make a community a theme

// Returns the themes in the picture, largest first, with centrality, density and their ranks from 0 to 1.
export function themesOf(app) {
  const groups = new Map();
  for (const node of app.picture.nodes) {
    const number_ = app.level.of[node];
    if (!groups.has(number_)) groups.set(number_, { number: number_, nodes: [], within: 0, outside: 0, papers: 0 });
    groups.get(number_).nodes.push(node);
  }
  addLinks(app, groups);
  const themes = [...groups.values()].filter(({ nodes }) => nodes.length >= LEAST).map((group) => measured(app, group));
  ranked(themes, "centrality", "across");
  ranked(themes, "density", "up");
  return themes.sort((a, b) => b.papers - a.papers);
}

// Adds the equivalence index of each link in the picture, which is its squared weight over the papers of both ends.
function addLinks({ network, passing, picture, level }, groups) {
  for (let edge = 0; edge < network.left.length; edge++) {
    const [one, other] = [network.left[edge], network.right[edge]];
    if (!picture.has[one] || !picture.has[other]) continue;
    const index = passing.weightOf(edge) ** 2 / (passing.paperCounts[one] * passing.paperCounts[other] || 1);
    const [left, right] = [groups.get(level.of[one]), groups.get(level.of[other])];
    if (left === right) left.within += index;
    else {
      left.outside += index;
      right.outside += index;
    }
  }
}

function measured(app, { number: place, nodes, within, outside }) {
  const papers = new Set();
  for (const node of nodes) app.papersOf(node).forEach((paper) => papers.add(paper));
  const community = app.level.byNumber.get(place);
  return { number: place, nodes, name: communityName(community), community, centrality: 10 * outside, density: (100 * within) / nodes.length, papers: papers.size };
}

function ranked(themes, value, name) {
  [...themes].sort((a, b) => a[value] - b[value] || b.number - a.number).forEach((theme, at) => (theme[name] = (at + 0.5) / themes.length));
}

const QUADRANTS = [
  ["Niche themes", "dense, not central", 0, 0],
  ["Motor themes", "dense and central", 1, 0],
  ["Emerging or declining themes", "neither dense nor central", 0, 1],
  ["Basic themes", "central, not dense", 1, 1],
];

export const themesLegend = (app, theme) => ({ title: "Communities", entries: communityEntries(app, themesOf(app).map(({ community }) => ({ community, colour: communityColour(app, community, theme) }))) });

export function themesScene(app, size, { theme: themeName }) {
  const ink = inkOf(themeName);
  const themes = themesOf(app);
  const compact = size.width < 600;
  const area = { left: compact ? 28 : 44, top: 14, right: size.width - 14, bottom: size.height - (compact ? 40 : 48) };
  const most = Math.max(1, ...themes.map(({ papers }) => papers));
  const reach = Math.min(area.right - area.left, area.bottom - area.top) / (compact ? 9 : 11);
  const dots = themes.map((each) => {
    const radius = radiusOf(each.papers, most, reach);
    const x = area.left + radius + 4 + each.across * (area.right - area.left - 2 * radius - 8);
    const y = area.bottom - radius - TITLES - each.up * (area.bottom - area.top - 2 * radius - 2 * TITLES);
    return { x, y, radius, colour: communityColour(app, each.community, themeName), opacity: 0.75, theme: each, target: { kind: "group", key: String(each.number) } };
  });
  const frame = quadrants(area, ink, compact);
  return {
    ...size,
    background: ink.paper,
    areas: frame.areas,
    dots,
    texts: [...frame.texts, ...names(dots, area, frame.texts, { ink, compact })],
    targets: dots,
    hintOf: ({ key }) => hintOf(themes.find(({ number: each }) => String(each) === key)),
    sizes: sizesOf(most, reach),
    empty: themes.length ? "" : "No community has three or more nodes in the picture. Show more nodes, or choose a coarser resolution.",
  };
}

const radiusOf = (papers, most, reach) => 5 + (reach - 5) * Math.sqrt(papers / most);

const sizesOf = (most, reach) => ({ title: "Size: papers of the theme", entries: samples(0, most).map((papers) => ({ radius: radiusOf(papers, most, reach), label: number(papers) })) });

const hintOf = (theme) => (theme ? `${theme.name}: ${counted(theme.papers, "paper")}, centrality ${number(theme.centrality)}, density ${number(theme.density)}` : "");

function names(dots, area, fixed, { ink, compact }) {
  const taken = createGrid();
  for (const { box } of fixed) if (box) taken.add(box);
  const wanted = dots.map((dot) => ({ ...dot, radius: dot.radius * 0.6, centred: true, lines: dot.theme.name.split(", ").slice(0, compact ? 1 : 2), size: compact ? 11 : 13, weight: 600 }));
  const bounds = { left: area.left + 2, top: area.top + 2, right: area.right - 2, bottom: area.bottom - 2 };
  return placeLabels(wanted, { bounds, taken }).map((label) => ({ ...label, colour: ink.text, halo: ink.paper, opacity: 1, turn: 0 }));
}

function quadrants({ left, top, right, bottom }, ink, compact) {
  const [middle, centre] = [(left + right) / 2, (top + bottom) / 2];
  const line = (d, width = 1) => ({ d, stroke: ink.line, width });
  const areas = [line(`M${left} ${top}H${right}V${bottom}H${left}Z`), line(`M${middle} ${top}V${bottom}M${left} ${centre}H${right}`, 1.2)];
  const size = compact ? 10.5 : 14;
  const titles = QUADRANTS.flatMap(([name, note, column, row]) => {
    const text = (words, down, weight) => {
      const width = textWidth(words, size, weight);
      const x = column ? right - 8 - width : left + 8;
      const y = row ? bottom - 8 - (1 - down) * size * 1.25 : top + size * (1.1 + 1.25 * down);
      return { text: words, x, y, size, weight, colour: ink.soft, opacity: 1, box: { left: x, right: x + width, top: y - size, bottom: y + size * 0.3 } };
    };
    return [text(name, 0, 700), text(note, 1, 400)];
  });
  return { areas, texts: [...titles, ...axes({ left, top, right, bottom }, ink, compact)] };
}

function axes({ left, top, right, bottom }, ink, compact) {
  const size = compact ? 11 : 13;
  const across = compact ? "Centrality →" : "Centrality: links with other themes (rank) →";
  const up = compact ? "Density →" : "Density: links within the theme (rank) →";
  const centred = (text, span) => (span - textWidth(text, size)) / 2;
  return [
    { text: across, x: left + centred(across, right - left), y: bottom + size * 1.7, size, colour: ink.soft },
    { text: up, x: left - size, y: bottom - centred(up, bottom - top), size, colour: ink.soft, turn: -Math.PI / 2 },
  ];
}
