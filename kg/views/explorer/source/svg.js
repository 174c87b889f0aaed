// Scene as SVG, with every text in the width that it has on screen.

import { textWidth } from "./text.js";

const round = (value) => Math.round(value * 100) / 100;

// Returns the elements of a scene, without the outer element.
function elements(scene) {
  return [
    scene.background && `<rect width="${round(scene.width)}" height="${round(scene.height)}" fill="${scene.background}"/>`,
    scene.image && imageElement(scene.image),
    ...(scene.areas ?? []).map(areaElement),
    ...(scene.links ?? []).map(linkElement),
    ...(scene.strong ?? []).map(linkElement),
    ...[...(scene.dots ?? []), ...(scene.rings ?? [])].map(dotElement),
    ...[...(scene.names ?? []), ...(scene.texts ?? [])].map(textElement),
    ...(scene.parts ?? []).map(({ scene: part, x, y, scale }) => `<g transform="translate(${round(x)} ${round(y)}) scale(${scale})">\n${elements(part)}\n</g>`),
  ]
    .filter(Boolean)
    .join("\n");
}

export function svgOf(scene, { width, font }) {
  const size = width ? ` width="${width}mm" height="${round((width * scene.height) / scene.width)}mm"` : "";
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${round(scene.width)} ${round(scene.height)}"${size} font-family="${xml(font)}">\n${elements(scene)}\n</svg>\n`;
}

const imageElement = ({ canvas, x, y, width, height }) => `<image x="${x}" y="${y}" width="${width}" height="${height}" preserveAspectRatio="none" href="${canvas.toDataURL("image/png")}"/>`;

const areaElement = ({ d, fill, stroke, width = 1, opacity = 1 }) =>
  `<path d="${d}" fill="${fill ?? "none"}"${stroke ? ` stroke="${stroke}" stroke-width="${round(width)}"` : ""}${opacity < 1 ? ` opacity="${round(opacity)}"` : ""}/>`;

const linkElement = ({ x1, y1, x2, y2, cx, cy, width, colour, opacity }) =>
  `<path d="M${round(x1)} ${round(y1)}Q${round(cx)} ${round(cy)} ${round(x2)} ${round(y2)}" fill="none" stroke="${colour}" stroke-width="${round(width)}" opacity="${round(opacity)}"/>`;

const dotElement = ({ x, y, radius, colour, opacity = 1, edge, edgeWidth = 1 }) =>
  `<circle cx="${round(x)}" cy="${round(y)}" r="${round(radius)}" fill="${colour ?? "none"}"${edge ? ` stroke="${edge}" stroke-width="${edgeWidth}"` : ""}${opacity < 1 ? ` opacity="${round(opacity)}"` : ""}/>`;

function textElement({ x, y, text, size, weight = 400, colour, opacity = 1, halo, turn = 0 }) {
  const place = turn ? `transform="translate(${round(x)} ${round(y)}) rotate(${round((turn * 180) / Math.PI)})"` : `x="${round(x)}" y="${round(y)}"`;
  const outline = halo ? ` stroke="${halo}" stroke-width="${round(Math.max(2.5, size / 5))}" stroke-linejoin="round" paint-order="stroke"` : "";
  const width = round(textWidth(text, size, weight));
  return `<text ${place} font-size="${size}" font-weight="${weight}" textLength="${width}" lengthAdjust="spacingAndGlyphs" fill="${colour}"${outline}${opacity < 1 ? ` opacity="${opacity}"` : ""}>${xml(text)}</text>`;
}

const ENTITIES = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };

export const xml = (text) =>
  String(text)
    .replace(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, "\ufffd")
    .replace(/[&<>"]/g, (mark) => ENTITIES[mark]);
