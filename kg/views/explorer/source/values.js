// Decoding of the values of the page, and look-up of the papers and links of nodes.

import { arrangeLevels } from "./levels.js";

export async function unpack(element) {
  return arrange(await inflated(element));
}

// Adds the abstracts and mentions, which are decoded after the first picture.
export async function unpackTexts(values, element) {
  Object.assign(values.papers, await inflated(element), { complete: true });
}

async function inflated(element) {
  const text = element.textContent.trim();
  element.textContent = "";
  const binary = atob(text);
  const bytes = new Uint8Array(binary.length);
  for (let place = 0; place < binary.length; place++) bytes[place] = binary.charCodeAt(place);
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate-raw"));
  return JSON.parse(await new Response(stream).text());
}

function arrange(raw) {
  const papers = raw.papers;
  papers.count = papers.titles.length;
  papers.abstracts = papers.mentions = Array(papers.count).fill("");
  const networks = {};
  for (const [name, network] of Object.entries(raw.networks)) networks[name] = prepareNetwork(name, network, papers);
  return { title: raw.title, formulas: raw.formulas, palette: raw.palette, papers, networks };
}

function prepareNetwork(name, network, papers) {
  network.name = name;
  network.count = network.ids.length;
  network.left = Uint32Array.from(network.left);
  network.right = Uint32Array.from(network.right);
  network.kindOf = (node) => network.kinds.table[network.kinds.places[node]];
  network.community = network.measures.community;
  network.levels = arrangeLevels(network);
  network.noun = name === "authors" ? ["author", "authors"] : ["method or dataset", "methods and datasets"];
  Object.assign(network, gatherPapers(network, papers));
  return network;
}

// Returns arrays with the sorted papers of each node: `paperOf[at]` for `at` from `paperStart[node]` to before
// `paperStart[node + 1]`. `roleOf[at]` is the role of the node in this paper.
function gatherPapers(network, papers) {
  const step = network.name === "authors" ? 1 : 2;
  const rows = network.name === "authors" ? papers.authors : papers.concepts;
  const paperStart = new Uint32Array(network.count + 1);
  for (const row of rows) for (let at = 0; at < row.length; at += step) paperStart[row[at] + 1]++;
  for (let node = 0; node < network.count; node++) paperStart[node + 1] += paperStart[node];
  const next = paperStart.slice();
  const paperOf = new Uint32Array(paperStart[network.count]);
  const roleOf = new Uint8Array(paperOf.length);
  rows.forEach((row, paper) => {
    for (let at = 0; at < row.length; at += step) {
      const place = next[row[at]]++;
      paperOf[place] = paper;
      roleOf[place] = step === 2 ? row[at + 1] : 0;
    }
  });
  return { paperStart, paperOf, roleOf };
}

export function papersOfNode(network, node) {
  const papers = Array.from(network.paperOf.subarray(network.paperStart[node], network.paperStart[node + 1]));
  return [...new Set(papers)];
}

// Calls `found` for each paper of both nodes, with the paper and its positions in `paperOf` for either node.
export function eachShared(network, one, other, found) {
  const { paperStart, paperOf } = network;
  let left = paperStart[one];
  let right = paperStart[other];
  const leftEnd = paperStart[one + 1];
  const rightEnd = paperStart[other + 1];
  while (left < leftEnd && right < rightEnd) {
    const gap = paperOf[left] - paperOf[right];
    if (gap === 0) found(paperOf[left], left++, right++);
    else if (gap < 0) left++;
    else right++;
  }
}

export function sharedPapers(network, one, other) {
  const shared = new Set();
  eachShared(network, one, other, (paper) => shared.add(paper));
  return [...shared];
}

// Returns the links of each node: `edges[at]` for `at` from `start[node]` to before `start[node + 1]`. Computed only once.
export function incidence(network) {
  if (network.incident) return network.incident;
  const start = new Uint32Array(network.count + 1);
  for (const ends of [network.left, network.right]) for (const node of ends) start[node + 1]++;
  for (let node = 0; node < network.count; node++) start[node + 1] += start[node];
  const next = start.slice();
  const edges = new Uint32Array(start[network.count]);
  for (let edge = 0; edge < network.left.length; edge++) {
    edges[next[network.left[edge]]++] = edge;
    edges[next[network.right[edge]]++] = edge;
  }
  network.incident = { start, edges };
  return network.incident;
}

export const otherEnd = (network, edge, node) => (network.left[edge] === node ? network.right[edge] : network.left[edge]);

export function edgeBetween(network, one, other) {
  const { start, edges } = incidence(network);
  for (let at = start[one]; at < start[one + 1]; at++) if (otherEnd(network, edges[at], one) === other) return edges[at];
  return null;
}
