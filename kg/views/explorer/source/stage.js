// Canvas of the page: draws the scene of the current view, and turns pointers and keys into moves, hints and selections.

import { between, moved, zoomed } from "./camera.js";
import { byId, make } from "./dom.js";
import { hitIn } from "./hit.js";
import { paint } from "./paint.js";

const SLOW = 60; // milliseconds of a drawing above which links are left out while the picture moves
const STEPS = { ArrowLeft: [60, 0], ArrowRight: [-60, 0], ArrowUp: [0, 60], ArrowDown: [0, -60] };

export function createStage(container, { sceneOf, onPick, onMoved }) {
  const canvas = make("canvas", { class: "picture", "aria-hidden": "true" });
  const tip = make("div", { class: "tip", hidden: true, "aria-hidden": "true" });
  container.append(canvas, tip);
  const stage = { container, canvas, tip, sceneOf, onPick, onMoved, camera: null, movable: true, scene: null, pending: 0, cost: 0, moving: false, flight: 0 };
  stage.size = () => ({ width: Math.max(1, container.clientWidth), height: Math.max(1, container.clientHeight) });
  stage.draw = () => (stage.pending ||= requestAnimationFrame(() => render(stage)));
  stage.fly = (camera, milliseconds = 250) => fly(stage, camera, milliseconds);
  stage.zoom = (factor) => fly(stage, zoomed(stage.camera, factor), 150);
  new ResizeObserver(() => render(stage)).observe(container);
  listen(stage);
  return stage;
}

function render(stage) {
  cancelAnimationFrame(stage.pending);
  stage.pending = 0;
  const { canvas } = stage;
  const begun = performance.now();
  const size = stage.size();
  const density = Math.min(3, devicePixelRatio || 1);
  const scene = stage.sceneOf(size, stage.moving && stage.cost > SLOW);
  if (!scene) return;
  stage.scene = scene;
  const pixels = { width: Math.round(size.width * density), height: Math.round(size.height * density) };
  if (canvas.width !== pixels.width || canvas.height !== pixels.height) Object.assign(canvas, pixels);
  const context = canvas.getContext("2d");
  context.setTransform(density, 0, 0, density, 0, 0);
  context.clearRect(0, 0, size.width, size.height);
  paint(context, scene);
  if (!stage.moving) stage.cost = performance.now() - begun;
  performance.measure("draw", { start: begun });
}

function fly(stage, target, milliseconds) {
  cancelAnimationFrame(stage.flight);
  const from = stage.camera;
  if (!from || matchMedia("(prefers-reduced-motion: reduce)").matches || stage.cost > SLOW) {
    stage.camera = target;
    stage.draw();
    return stage.onMoved();
  }
  const begun = performance.now();
  const step = (now) => {
    const share = Math.max(0, Math.min(1, (now - begun) / milliseconds));
    stage.camera = share < 1 ? between(from, target, share * (2 - share)) : target;
    stage.draw();
    if (share < 1) stage.flight = requestAnimationFrame(step);
    else stage.onMoved();
  };
  stage.flight = requestAnimationFrame(step);
  return undefined;
}

function listen(stage) {
  const { container } = stage;
  const pointers = new Map();
  const gesture = { travelled: 0 };
  container.addEventListener("pointerdown", (event) => {
    if (event.button) return;
    pointers.set(event.pointerId, [event.offsetX, event.offsetY]);
    if (pointers.size === 1) gesture.travelled = 0;
    container.setPointerCapture(event.pointerId);
  });
  container.addEventListener("pointermove", (event) => {
    if (pointers.has(event.pointerId)) drag(stage, pointers, event, gesture);
    else hint(stage, event);
  });
  const end = (event) => {
    const known = pointers.delete(event.pointerId);
    if (known && event.type === "pointerup" && !pointers.size && gesture.travelled < 5) stage.onPick(hitIn(stage.scene, event.offsetX, event.offsetY));
    if (known && !pointers.size) settle(stage);
  };
  for (const name of ["pointerup", "pointercancel"]) container.addEventListener(name, end);
  container.addEventListener("pointerleave", () => hint(stage, null));
  container.addEventListener("wheel", (event) => wheel(stage, event), { passive: false });
  container.addEventListener("keydown", (event) => key(stage, event));
}

function drag(stage, pointers, event, gesture) {
  const others = [...pointers].filter(([id]) => id !== event.pointerId).map(([, place]) => place);
  const [x, y] = pointers.get(event.pointerId);
  const now = [event.offsetX, event.offsetY];
  pointers.set(event.pointerId, now);
  gesture.travelled += Math.hypot(now[0] - x, now[1] - y);
  if (!stage.movable || gesture.travelled < 5) return;
  stage.moving = true;
  hint(stage, null);
  if (!others.length) stage.camera = moved(stage.camera, now[0] - x, now[1] - y);
  else {
    const [[ox, oy]] = others;
    const factor = Math.hypot(now[0] - ox, now[1] - oy) / Math.max(1, Math.hypot(x - ox, y - oy));
    const { width, height } = stage.size();
    stage.camera = zoomed(stage.camera, factor, (now[0] + ox) / 2 - width / 2, (now[1] + oy) / 2 - height / 2);
  }
  stage.draw();
}

function settle(stage) {
  if (!stage.moving) return;
  stage.moving = false;
  stage.draw();
  stage.onMoved();
}

let still = 0;

function wheel(stage, event) {
  if (!stage.movable) return;
  event.preventDefault();
  const { width, height } = stage.size();
  stage.moving = true;
  stage.camera = zoomed(stage.camera, Math.exp(-Math.max(-80, Math.min(80, event.deltaY)) / 250), event.offsetX - width / 2, event.offsetY - height / 2);
  stage.draw();
  clearTimeout(still);
  still = setTimeout(() => settle(stage), 160);
}

function key(stage, event) {
  if (!stage.movable) return;
  if (STEPS[event.key]) stage.fly(moved(stage.camera, ...STEPS[event.key]), 100);
  else if (event.key === "+" || event.key === "=") stage.zoom(1.5);
  else if (event.key === "-") stage.zoom(1 / 1.5);
  else if (event.key === "0") byId("fit").click();
  else return;
  event.preventDefault();
}

// Shows the name of what is under the pointer.
function hint(stage, event) {
  const hit = event && event.pointerType !== "touch" ? hitIn(stage.scene, event.offsetX, event.offsetY) : null;
  const text = hit ? stage.scene.hint(hit) : "";
  stage.container.style.cursor = hit ? "pointer" : "";
  stage.tip.hidden = !text;
  if (!text) return;
  stage.tip.textContent = text;
  const { width, height } = stage.size();
  const right = event.offsetX + 14 + stage.tip.offsetWidth > width;
  const low = event.offsetY + 14 + stage.tip.offsetHeight > height;
  stage.tip.style.left = `${Math.max(4, event.offsetX + (right ? -14 - stage.tip.offsetWidth : 14))}px`;
  stage.tip.style.top = `${Math.max(4, event.offsetY + (low ? -14 - stage.tip.offsetHeight : 14))}px`;
}
