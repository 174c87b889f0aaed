// Drawing of a scene on a canvas. A scene has a size and lists of areas, links, dots, names of communities and texts, in pixels.

import { rasterised } from "./raster.js";
import { fontOf } from "./text.js";

export const MANY = 4_000; // number of links or dots above which they are set pixel by pixel, which is ten times as fast

export function paint(context, scene) {
  if (scene.background) {
    context.fillStyle = scene.background;
    context.fillRect(0, 0, scene.width, scene.height);
  }
  if (scene.image) context.drawImage(scene.image.canvas, scene.image.x, scene.image.y, scene.image.width, scene.image.height);
  for (const area of scene.areas ?? []) paintArea(context, area);
  const { links = [], dots = [] } = scene;
  if (links.length > MANY || dots.length > MANY) {
    context.drawImage(rasterised(scene, context.getTransform()), 0, 0, scene.width, scene.height);
  } else {
    for (const link of links) paintLink(context, link);
    for (const dot of dots) paintDot(context, dot);
  }
  for (const link of scene.strong ?? []) paintLink(context, link);
  for (const dot of scene.rings ?? []) paintDot(context, dot);
  for (const text of [...(scene.names ?? []), ...(scene.texts ?? [])]) paintText(context, text);
  for (const part of scene.parts ?? []) paintPart(context, part);
  context.globalAlpha = 1;
}

function paintPart(context, { scene, x, y, scale }) {
  context.save();
  context.translate(x, y);
  context.scale(scale, scale);
  paint(context, scene);
  context.restore();
}

function paintArea(context, { d, fill, stroke, opacity = 1, width = 1 }) {
  const path = new Path2D(d);
  context.globalAlpha = opacity;
  if (fill) {
    context.fillStyle = fill;
    context.fill(path);
  }
  if (stroke) {
    context.strokeStyle = stroke;
    context.lineWidth = width;
    context.stroke(path);
  }
}

function paintLink(context, { x1, y1, x2, y2, cx, cy, width, colour, opacity }) {
  context.globalAlpha = opacity;
  context.strokeStyle = colour;
  context.lineWidth = width;
  context.beginPath();
  context.moveTo(x1, y1);
  context.quadraticCurveTo(cx, cy, x2, y2);
  context.stroke();
}

function paintDot(context, { x, y, radius, colour, opacity = 1, edge = null, edgeWidth = 1 }) {
  context.globalAlpha = opacity;
  context.beginPath();
  context.arc(x, y, radius, 0, 2 * Math.PI);
  if (colour) {
    context.fillStyle = colour;
    context.fill();
  }
  if (edge) {
    context.strokeStyle = edge;
    context.lineWidth = edgeWidth;
    context.stroke();
  }
}

function paintText(context, { x, y, text, size, weight = 400, colour, opacity = 1, halo = null, turn = 0 }) {
  context.save();
  context.translate(x, y);
  context.rotate(turn);
  context.globalAlpha = opacity;
  context.font = fontOf(size, weight);
  if (halo) {
    context.lineWidth = Math.max(2.5, size / 5);
    context.lineJoin = "round";
    context.strokeStyle = halo;
    context.strokeText(text, 0, 0);
  }
  context.fillStyle = colour;
  context.fillText(text, 0, 0);
  context.restore();
}
