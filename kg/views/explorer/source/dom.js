// Creation of elements and formatting of values. Text of listings becomes text nodes and attribute values, never HTML.

export const byId = (id) => document.getElementById(id);

export function make(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue;
    if (name === "onclick") element.addEventListener("click", value);
    else element.setAttribute(name, value === true ? "" : String(value));
  }
  element.append(...children.flat(Infinity).filter((child) => child !== null && child !== undefined && child !== false));
  return element;
}

export const whole = (value) => Number(value).toLocaleString("en");

export function number(value) {
  if (Number.isInteger(value)) return whole(value);
  return Number(value.toPrecision(3)).toString();
}

export const kindLabel = (kind) => (kind === "person" ? "author" : kind);

export const percent = (share) => `${(100 * share).toFixed(0)} %`;

const MEASURE_LABELS = { works: "papers", pageRank: "PageRank" };

// Returns the display name of a measure: "weighted degree" for "weightedDegree".
export const measureLabel = (name) => MEASURE_LABELS[name] ?? name.replace(/([a-z])([A-Z])/g, (_, low, high) => `${low} ${high.toLowerCase()}`);

export const sentenceCase = (text) => text.charAt(0).toUpperCase() + text.slice(1);

export const counted = (count, one, many = `${one}s`) => `${whole(count)} ${count === 1 ? one : many}`;

// Returns a link to the page of a resource on the server, or null if the explorer is opened from disk.
export function pageLink(iri, text) {
  const served = "served" in document.documentElement.dataset;
  return served && iri ? make("a", { href: `/thing?iri=${encodeURIComponent(iri)}` }, text) : null;
}

// Returns a link to an http or https URL, and null for any other address.
export function webLink(address, text) {
  let url = null;
  try {
    url = new URL(address);
  } catch {
    return null;
  }
  if (url.protocol !== "https:" && url.protocol !== "http:") return null;
  return make("a", { href: url.href, rel: "noopener noreferrer", target: "_blank" }, text);
}

export function download(name, type, body) {
  const blob = body instanceof Blob ? body : new Blob([body], { type });
  const link = make("a", { href: URL.createObjectURL(blob), download: name });
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}
