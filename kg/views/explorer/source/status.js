// Line with the numbers of nodes and links, and the message of an empty picture.

import { byId, counted, whole } from "./dom.js";
import { isActive } from "./filter.js";

export function showCounts(app) {
  byId("counts").textContent = countsText(app);
}

// Shows why the picture is empty, and buttons to undo the filters.
export function showEmpty(app, scene) {
  const message = emptyText(app, scene);
  byId("empty").hidden = !message;
  if (!message || byId("empty-text").textContent === message) return;
  byId("empty-text").textContent = message;
}

function countsText({ network, passing, picture, state, matchingPapers }) {
  if (["evolution", "fields"].includes(state.show)) return state.show === "fields" ? counted(matchingPapers().length, "paper") : counted(passing.nodeCount, ...network.noun);
  const { nodes, edges, edgeCount, left } = picture;
  const of = nodes.length < passing.nodeCount ? `${whole(nodes.length)} of ${counted(passing.nodeCount, ...network.noun)}` : counted(nodes.length, ...network.noun);
  const drawn = edges.length < edgeCount ? ` (the ${whole(edges.length)} strongest are drawn)` : "";
  const apart = left ? `; ${whole(left)} in separate components` : "";
  const [all, allEdges] = network.all;
  const part = all > network.count || allEdges > network.left.length ? `; the complete network has ${whole(all)} nodes and ${whole(allEdges)} links, of which only the most central are included` : "";
  return `${of}, ${counted(edgeCount, "link")}${drawn}${apart}${part}`;
}

function emptyText(app, scene) {
  const { network, picture, state } = app;
  byId("undo").hidden = byId("clear-all").hidden = !isActive(state.filters);
  if (!picture.nodes.length && picture.left) return `The matching ${network.noun[1]} are in separate components. Select “Show separate components”.`;
  if (!picture.nodes.length) return network.count ? `No ${network.noun[1]} match these filters.` : `There are no ${network.noun[1]}.`;
  return scene.empty ?? "";
}
