// Panel with all shortest paths between two nodes, and the papers of each step.

import { counted, make, whole } from "./dom.js";
import { listed, nodeButton, paperButton, recentFirst } from "./rows.js";
import { sharedPapers } from "./values.js";

const MOST_TITLES = 3;

export function pathDetails(app, { nodes: [from, to], found }) {
  const { network } = app;
  const heading = make("h2", {}, `${network.labels[from]} – ${network.labels[to]}`);
  if (!found) return [heading, make("p", {}, "With the current filters, no path connects these two. Clear the filters, or choose another node.")];
  const { steps, count, paths } = found;
  const cut = count > paths.length ? ` The ${whole(paths.length)} with the strongest links are listed.` : "";
  const text = count === 1 ? `Shortest path: ${counted(steps, "step")}.` : `${whole(count)} shortest paths of ${counted(steps, "step")}.${cut}`;
  const row = (path, at) => make("li", {}, make("details", { open: at === 0 }, make("summary", {}, summary(app, path)), stepList(app, path)));
  return [heading, make("p", {}, text), ...(count === 1 ? [stepList(app, paths[0])] : listed("paths", paths.map((path, at) => [path, at]), ([path, at]) => row(path, at)))];
}

const summary = ({ network }, { nodes }) => (nodes.length > 2 ? `via ${nodes.slice(1, -1).map((node) => network.labels[node]).join(", ")}` : "direct link");

function stepList(app, { nodes, edges }) {
  const node = (each) => make("li", {}, nodeButton(app, each));
  return make("ol", { class: "path" }, edges.map((edge, at) => [node(nodes[at]), step(app, edge)]), node(nodes.at(-1)));
}

function step(app, edge) {
  const { network } = app;
  const ends = [network.left[edge], network.right[edge]];
  const papers = recentFirst(app, sharedPapers(network, ...ends).filter(app.matches));
  const rest = papers.length - MOST_TITLES;
  const why = make("button", { type: "button", class: "why", onclick: () => app.pick("edge", ends) }, rest > 0 ? `all ${counted(papers.length, "paper")}` : counted(papers.length, "paper"));
  return make("li", { class: "step" }, make("ul", {}, papers.slice(0, MOST_TITLES).map((paper) => make("li", {}, paperButton(app, paper)))), why);
}
