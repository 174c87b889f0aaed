// Colours of the two themes, and the font, which the canvas, the exported SVG and the page share.

const INK = {
  light: { paper: "#ffffff", text: "#1d2430", soft: "#5b6472", line: "#c9ced6", dim: "#d5d9df", strong: "#c2410c", shade: "#000000" },
  dark: { paper: "#1c2027", text: "#e7e9ee", soft: "#a2abba", line: "#414956", dim: "#3a414d", strong: "#ffa25e", shade: "#ffffff" },
};

const dark = matchMedia("(prefers-color-scheme: dark)");

export const themeName = () => (dark.matches ? "dark" : "light");

export const inkOf = (theme) => INK[theme];

export const onThemeChange = (act) => dark.addEventListener("change", act);

export const fontFamily = () => getComputedStyle(document.body).fontFamily;

export const channels = (colour) => [1, 3, 5].map((at) => Number.parseInt(colour.slice(at, at + 2), 16));

export const hex = (values) => `#${values.map((value) => Math.round(Math.max(0, Math.min(255, value))).toString(16).padStart(2, "0")).join("")}`;

// Returns the colour that lies at this share of the way from one colour to another.
export function mix(one, other, share) {
  const [a, b] = [channels(one), channels(other)];
  return hex(a.map((value, at) => value + (b[at] - value) * share));
}
