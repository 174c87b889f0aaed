// The editor in tabs, with answers as tables, pictures and text. It asks this server and no other.

import Yasgui from "@zazuko/yasgui";
import "@zazuko/yasgui/build/yasgui.min.css";
import { byId, counted } from "./dom.js";
import { PictureView } from "./pictured.js";
import { TableView } from "./tabled.js";
import { prefixes, start, teach } from "./words.js";

const ENDPOINT = `${location.origin}/sparql`;
const watched = new WeakSet();

export function openEditor(place) {
  const form = byId("plain");
  const asked = new URLSearchParams(location.search).get("query");
  const linked = new URLSearchParams(location.hash.slice(1)).get("query");
  teach(Yasgui.Yasqe);
  Yasgui.Yasr.registerPlugin("table", TableView);
  Yasgui.Yasr.registerPlugin("picture", PictureView);
  Yasgui.Tab.prototype.getShareableLink = function () {
    return `${location.origin}/query#query=${encodeURIComponent(this.getYasqe().getValue())}`;
  };
  const gui = new Yasgui(place, settings());
  form.hidden = true;
  gui.on("queryBefore", (_, tab) => {
    byId("answer")?.remove(); // what the server answered before there was an editor
    watch(tab);
  });
  gui.on("tabSelect", () => label(place));
  gui.on("tabAdd", () => setTimeout(() => label(place)));
  for (const tab of Object.values(gui._tabs)) tab.setEndpoint(ENDPOINT);
  if (linked ?? asked) show(gui, declared(linked ?? asked));
  if (linked) gui.getTab().query().catch(() => {});
  label(place);
}

function settings() {
  const editing = { ...Yasgui.Yasqe.defaults, value: start, editorHeight: "260px", resizeable: true };
  return {
    autofocus: false,
    copyEndpointOnNewTab: false,
    endpointCatalogueOptions: { getData: () => [], keys: [] },
    persistenceId: "paperkg",
    populateFromUrl: false,
    requestConfig: { ...Yasgui.Yasqe.defaults.requestConfig, endpoint: ENDPOINT, method: "POST" },
    yasqe: editing,
    yasr: { ...Yasgui.Yasr.defaults, prefixes, pluginOrder: ["table", "picture", "response"] },
  };
}

// A link to this page may carry a query: it gets a tab of its own, or the one that has it already.
function show(gui, query) {
  const known = gui.persistentConfig.getTabs().find((id) => gui.persistentConfig.getTab(id).yasqe.value === query);
  if (known) gui.selectTabId(known);
  else gui.addTab(true, { name: gui.createTabName(), yasqe: { value: query }, requestConfig: { endpoint: ENDPOINT } });
}

// The server knows the prefixes of its graph; the editor marks what is not declared.
function declared(query) {
  const missing = Object.keys(prefixes).filter((name) => new RegExp(`(?<![\\w:-])${name}:(?!//)`).test(query) && !new RegExp(`prefix\\s+${name}:`, "i").test(query));
  return missing.map((name) => `PREFIX ${name}: <${prefixes[name]}>\n`).join("") + query;
}

// The server says in the head of an answer how it was cut; the tables do not.
function watch(tab) {
  const editor = tab.getYasqe();
  if (watched.has(editor)) return;
  watched.add(editor);
  editor.on("queryResponse", (_, answer) => {
    const heads = answer instanceof Error ? null : answer.headers;
    const rows = heads?.get("kg-rows");
    byId("said").textContent = heads ? `${counted(Number(rows), "row")}. ${heads.get("kg-notice") ?? ""}` : answer.message;
    byId("said").className = heads?.has("kg-notice") ? "warning" : "hidden";
  });
}

// Names for those who hear the page.
const NAMES = {
  ".CodeMirror textarea": "SPARQL",
  ".tabsList input": "Name of the tab",
  ".tabsList .addTab": "New tab",
  ".controlbar input": "Endpoint",
  ".yasqe_queryButton": "Ask",
};

function label(place) {
  for (const [parts, name] of Object.entries(NAMES)) {
    for (const part of place.querySelectorAll(parts)) part.setAttribute("aria-label", name);
  }
}
