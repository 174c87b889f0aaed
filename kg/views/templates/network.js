"use strict";
// Map of a graph, drawn by vis-network, with search, selection and highlighting of communities.
(() => {
  const read = (id) => JSON.parse(document.getElementById(id).textContent);
  const { nodes, edges } = read("graph");
  const element = (id) => document.getElementById(id);
  const container = element("mynetwork");
  if (!nodes.length) { container.hidden = true; return; }

  const dark = matchMedia("(prefers-color-scheme: dark)");
  const swatches = new Map([...document.querySelectorAll("#legend button")].map((each) => [Number(each.dataset.community), each.querySelector("svg")]));
  const number = (value) => value.toLocaleString("en");
  const plain = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
  const neighbours = nodes.map(() => []);
  for (const edge of edges) {
    neighbours[edge.from].push([edge.to, edge.value]);
    neighbours[edge.to].push([edge.from, edge.value]);
  }

  const closer = Math.max(1, 820 / container.clientWidth);
  const largest = 17;
  const state = { node: null, community: null, scale: 1 };
  const letters = (base) => Math.min(base > 40 ? base * closer : base, largest / state.scale);
  const colour = (node) => getComputedStyle(swatches.get(node.community)).fill;
  const shown = (node) =>
    state.node !== null ? node.id === state.node || neighbours[state.node].some(([other]) => other === node.id)
      : state.community === null || node.community === state.community;
  const ink = () => getComputedStyle(document.body).color;
  const faint = () => (dark.matches ? "rgba(170,180,200,0.10)" : "rgba(60,70,90,0.08)");
  const line = () => (dark.matches ? "rgba(170,180,200,0.34)" : "rgba(60,70,90,0.26)");
  const paper = () => getComputedStyle(container).backgroundColor;

  const translucent = (rgb) => rgb.replace("rgb(", "rgba(").replace(")", ", 0.5)");

  const styledNode = (node) => {
    const visible = shown(node);
    const fill = visible ? colour(node) : faint();
    return {
      ...node,
      color: { background: fill, border: paper(), highlight: { background: fill, border: ink() }, hover: { background: fill, border: ink() } },
      font: { size: letters(node.font.size), color: visible ? ink() : "rgba(0,0,0,0)", strokeWidth: visible ? 3 : 0, strokeColor: paper(), face: "system-ui, sans-serif", multi: false },
    };
  };
  const styledEdge = (edge, id) => {
    const visible = state.node !== null ? edge.from === state.node || edge.to === state.node
      : shown(nodes[edge.from]) && shown(nodes[edge.to]);
    const within = nodes[edge.from].community === nodes[edge.to].community;
    const stroke = !visible ? faint() : within ? translucent(colour(nodes[edge.from])) : line();
    return { ...edge, id, color: { color: stroke, highlight: stroke, hover: stroke } };
  };

  if (container.clientHeight > container.clientWidth)
    for (const node of nodes) [node.x, node.y] = [node.y, node.x];
  const data = { nodes: new vis.DataSet(nodes.map(styledNode)), edges: new vis.DataSet(edges.map(styledEdge)) };
  const network = new vis.Network(container, data, read("options"));
  const redraw = () => { data.nodes.update(nodes.map(styledNode)); data.edges.update(edges.map(styledEdge)); };

  // vis-network scales labels with the map; this limits their size on the screen.
  network.on("beforeDrawing", () => {
    const scale = 2 ** (Math.round(Math.log2(network.getScale()) * 4) / 4);
    if (scale === state.scale) return;
    state.scale = scale;
    requestAnimationFrame(() => data.nodes.update(nodes.map((node) => ({ id: node.id, font: styledNode(node).font }))));
  });

  const button = (node, note) => {
    const item = document.createElement("li"), made = document.createElement("button"), aside = document.createElement("span");
    const name = document.createElement("bdi");
    made.type = "button";
    name.textContent = node.label;
    aside.className = "soft";
    aside.textContent = note;
    made.append(name, aside);
    made.addEventListener("click", () => choose(node.id, true));
    item.append(made);
    return item;
  };

  const describe = (node) => {
    const section = element("chosen");
    section.hidden = node === null;
    if (node === null) return;
    section.querySelector("h2").textContent = node.label;
    section.querySelector("dl").replaceChildren(...Object.entries(node.facts).flatMap(([name, fact]) => {
      const term = document.createElement("dt"), value = document.createElement("dd");
      term.textContent = name;
      value.textContent = fact;
      return [term, value];
    }));
    const linked = [...neighbours[node.id]].sort((a, b) => b[1] - a[1] || a[0] - b[0]);
    section.querySelector("ul").replaceChildren(...linked.map(([other, weight]) => button(nodes[other], number(weight))));
  };

  const choose = (id, move) => {
    state.node = id;
    state.community = null;
    press();
    describe(id === null ? null : nodes[id]);
    redraw();
    if (id === null) { network.unselectAll(); return; }
    network.selectNodes([id], false);
    if (move) network.focus(id, { scale: Math.max(network.getScale(), 0.9), animation: !matchMedia("(prefers-reduced-motion: reduce)").matches });
  };
  const press = () => {
    for (const each of document.querySelectorAll("#legend button"))
      each.setAttribute("aria-pressed", String(Number(each.dataset.community) === state.community));
  };

  const query = element("query");
  const matching = () => {
    const wanted = plain(query.value.trim());
    return wanted ? nodes.filter((node) => plain(node.label).includes(wanted)) : [];
  };
  const list = () => {
    const found = matching(), none = document.createElement("li");
    none.textContent = "No match on this map. The explorer searches the complete graph.";
    const items = found.slice(0, 8).map((node) => button(node, ""));
    element("found").replaceChildren(...(items.length || !query.value.trim() ? items : [none]));
  };
  query.addEventListener("input", list);
  element("search").addEventListener("submit", (event) => {
    event.preventDefault();
    const [first] = matching();
    if (first) choose(first.id, true);
  });

  element("legend").addEventListener("click", (event) => {
    const pressed = event.target.closest("button");
    if (!pressed) return;
    const chosen = Number(pressed.dataset.community);
    const next = state.community === chosen ? null : chosen;
    choose(null, false);
    state.community = next;
    press();
    redraw();
    network.fit({ nodes: nodes.filter(shown).map((node) => node.id), animation: false });
  });
  element("reset").addEventListener("click", () => { choose(null, false); network.fit({ animation: false }); });
  network.on("click", (event) => choose(event.nodes.length ? event.nodes[0] : null, false));
  dark.addEventListener("change", redraw);
  network.once("afterDrawing", () => network.fit({ animation: false }));
  addEventListener("resize", () => network.fit({ animation: false }));
})();
