// The values of the page, unpacked into columns, with rows joined where they are asked for.

export async function unpack(element) {
  const text = element.textContent.trim();
  element.textContent = "";
  const binary = atob(text);
  const bytes = new Uint8Array(binary.length);
  for (let place = 0; place < binary.length; place++) bytes[place] = binary.charCodeAt(place);
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate-raw"));
  return arrange(JSON.parse(await new Response(stream).text()));
}

function arrange(raw) {
  const papers = raw.papers;
  papers.count = papers.titles.length;
  const planes = {};
  for (const [name, plane] of Object.entries(raw.planes)) planes[name] = arrangePlane(name, plane, papers);
  return { title: raw.title, formulas: raw.formulas, papers, planes };
}

function arrangePlane(name, plane, papers) {
  plane.name = name;
  plane.count = plane.ids.length;
  plane.left = Uint32Array.from(plane.left);
  plane.right = Uint32Array.from(plane.right);
  plane.kindOf = (node) => plane.kinds.table[plane.kinds.places[node]];
  plane.community = plane.measures.community;
  plane.communityNames = new Map(plane.communities.map(([number, size, label]) => [number, { size, label }]));
  plane.noun = name === "people" ? ["person", "people"] : ["concept", "concepts"];
  Object.assign(plane, gatherPapers(plane, papers));
  plane.measures["mean year"] = meanYears(plane, papers);
  return plane;
}

// For each node its papers in order: rows `paperStart[node]` to `paperStart[node + 1]` of `paperOf`, and its role there.
function gatherPapers(plane, papers) {
  const step = plane.name === "people" ? 1 : 2;
  const rows = plane.name === "people" ? papers.people : papers.concepts;
  const paperStart = new Uint32Array(plane.count + 1);
  for (const row of rows) for (let at = 0; at < row.length; at += step) paperStart[row[at] + 1]++;
  for (let node = 0; node < plane.count; node++) paperStart[node + 1] += paperStart[node];
  const next = paperStart.slice();
  const paperOf = new Uint32Array(paperStart[plane.count]);
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

function meanYears(plane, papers) {
  return Array.from({ length: plane.count }, (_, node) => {
    let sum = 0;
    let known = 0;
    for (let at = plane.paperStart[node]; at < plane.paperStart[node + 1]; at++) {
      const year = papers.years[plane.paperOf[at]];
      if (year) [sum, known] = [sum + year, known + 1];
    }
    return known ? Math.round((100 * sum) / known) / 100 : null;
  });
}

export function papersOfNode(plane, node) {
  const papers = Array.from(plane.paperOf.subarray(plane.paperStart[node], plane.paperStart[node + 1]));
  return [...new Set(papers)];
}

// Calls `found(paper, row of one, row of the other)` for each paper that both nodes have: both lists are in order.
export function eachShared(plane, one, other, found) {
  const { paperStart, paperOf } = plane;
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

export function sharedPapers(plane, one, other) {
  const shared = new Set();
  eachShared(plane, one, other, (paper) => shared.add(paper));
  return [...shared];
}

// For each node its edges: rows `start[node]` to `start[node + 1]` of `edges`. Made when first asked for.
export function incidence(plane) {
  if (plane.incident) return plane.incident;
  const start = new Uint32Array(plane.count + 1);
  for (const ends of [plane.left, plane.right]) for (const node of ends) start[node + 1]++;
  for (let node = 0; node < plane.count; node++) start[node + 1] += start[node];
  const next = start.slice();
  const edges = new Uint32Array(start[plane.count]);
  for (let edge = 0; edge < plane.left.length; edge++) {
    edges[next[plane.left[edge]]++] = edge;
    edges[next[plane.right[edge]]++] = edge;
  }
  plane.incident = { start, edges };
  return plane.incident;
}

export const otherEnd = (plane, edge, node) => (plane.left[edge] === node ? plane.right[edge] : plane.left[edge]);

export function edgeBetween(plane, one, other) {
  const { start, edges } = incidence(plane);
  for (let at = start[one]; at < start[one + 1]; at++) if (otherEnd(plane, edges[at], one) === other) return edges[at];
  return null;
}
