// Elements made from values. Text of a listing only ever becomes a text node or an attribute's value.

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

export const counted = (count, one, many = `${one}s`) => `${whole(count)} ${count === 1 ? one : many}`;

// A link is made of an address only when it is one of the web.
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
