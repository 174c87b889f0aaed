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

  const state = { node: null, community: null };
  const colour = (node) => getComputedStyle(swatches.get(node.community)).fill;
  const shown = (node) =>
    state.node !== null ? node.id === state.node || neighbours[state.node].some(([other]) => other === node.id)
      : state.community === null || node.community === state.community;
  const ink = () => getComputedStyle(document.body).color;
  const faint = () => (dark.matches ? "rgba(170,180,200,0.10)" : "rgba(60,70,90,0.08)");
  const line = () => (dark.matches ? "rgba(170,180,200,0.2)" : "rgba(60,70,90,0.13)");
  const paper = () => getComputedStyle(container).backgroundColor;

  const translucent = (rgb) => rgb.replace("rgb(", "rgba(").replace(")", ", 0.4)");

  const styledNode = (node) => {
    const visible = shown(node);
    const fill = visible ? colour(node) : faint();
    return {
      ...node,
      label: undefined,
      color: { background: fill, border: paper(), highlight: { background: fill, border: ink() }, hover: { background: fill, border: ink() } },
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

  // Labels are drawn here because those of vis-network overlap: the most important first, each at the first free of
  // four positions around its dot. Only the labels of the first nodes may cover dots that are more important.
  // `container.labels` has the boxes of the labels.
  const overlaps = (one, other) => one.left < other.right && other.left < one.right && one.top < other.bottom && other.top < one.bottom;
  const positions = (x, y, radius, width, height) => [
    [x - width / 2, y + radius + 1],
    [x + radius + 3, y - height / 2],
    [x - radius - 3 - width, y - height / 2],
    [x - width / 2, y - radius - 1 - height],
  ];
  const inside = (box, spot) => spot.x > box.left && spot.x < box.right && spot.y > box.top && spot.y < box.bottom;
  const mayCover = 60;
  const freeBox = (node, width, height, spots, taken) => {
    let second = null;
    const { x, y } = spots[node.id];
    const radius = node.size * network.getScale();
    for (const [left, top] of positions(x, y, radius, width, height)) {
      const box = { left, top, right: left + width, bottom: top + height, id: node.id };
      if (left < 0 || top < 0 || box.right > container.clientWidth || box.bottom > container.clientHeight) continue;
      if (taken.some((other) => overlaps(box, other))) continue;
      if (!spots.slice(0, node.id).some((spot, other) => inside(box, spot) && shown(nodes[other]))) return box;
      second ??= box;
    }
    return node.id < mayCover ? second : null;
  };
  const writeLabels = (context) => {
    const ratio = context.canvas.width / container.clientWidth;
    const first = nodes.filter((node) => node.id === state.node);
    const spots = nodes.map((node) => network.canvasToDOM({ x: node.x, y: node.y }));
    container.labels = [];
    context.save();
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    Object.assign(context, { textBaseline: "middle", textAlign: "left", lineJoin: "round", lineWidth: 3, fillStyle: ink(), strokeStyle: paper() });
    for (const node of [...first, ...nodes]) {
      if (!shown(node) || !node.label.trim() || container.labels.some((box) => box.id === node.id)) continue;
      const size = Math.round(11 + node.size / 6);
      context.font = `${node.id === state.node ? "600 " : ""}${size}px system-ui, sans-serif`;
      const width = context.measureText(node.label).width;
      const box = freeBox(node, width, size * 1.2, spots, container.labels);
      if (!box) continue;
      container.labels.push(box);
      context.strokeText(node.label, box.left, (box.top + box.bottom) / 2);
      context.fillText(node.label, box.left, (box.top + box.bottom) / 2);
    }
    context.restore();
  };
  network.on("afterDrawing", writeLabels);

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
    const link = section.querySelector("a");
    if (link) link.href = `${link.dataset.explorer}&${new URLSearchParams({ node: node.iri })}`;
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
