// SPARQL editor with tabs. It displays results as table, graph and text, and sends requests only to this server.

import Yasgui from "@zazuko/yasgui";
import "@zazuko/yasgui/build/yasgui.min.css";
import { byId, counted } from "./dom.js";
import { GraphView } from "./graph_view.js";
import { TableView } from "./table_view.js";
import { prefixes, registerCompleters, start } from "./completions.js";

const ENDPOINT = `${location.origin}/sparql`;
const watched = new WeakSet();

export function openEditor(place) {
  const form = byId("plain");
  const submitted = new URLSearchParams(location.search).get("query");
  const linked = new URLSearchParams(location.hash.slice(1)).get("query");
  registerCompleters(Yasgui.Yasqe);
  Yasgui.Yasr.registerPlugin("table", TableView);
  Yasgui.Yasr.registerPlugin("graph", GraphView);
  Yasgui.Tab.prototype.getShareableLink = function () {
    return `${location.origin}/query#query=${encodeURIComponent(this.getYasqe().getValue())}`;
  };
  const gui = new Yasgui(place, settings());
  form.hidden = true;
  gui.on("queryBefore", (_, tab) => {
    byId("result")?.remove(); // the result that the server rendered for the plain form
    watch(tab);
  });
  gui.on("tabSelect", () => label(place));
  gui.on("tabAdd", () => setTimeout(() => label(place)));
  for (const tab of Object.values(gui._tabs)) tab.setEndpoint(ENDPOINT);
  if (linked ?? submitted) show(gui, declared(linked ?? submitted));
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
    yasr: { ...Yasgui.Yasr.defaults, prefixes, pluginOrder: ["table", "graph", "response"] },
  };
}

// Opens a query from the URL in a new tab, or selects the tab that already contains it.
function show(gui, query) {
  const known = gui.persistentConfig.getTabs().find((id) => gui.persistentConfig.getTab(id).yasqe.value === query);
  if (known) gui.selectTabId(known);
  else gui.addTab(true, { name: gui.createTabName(), yasqe: { value: query }, requestConfig: { endpoint: ENDPOINT } });
}

// Adds missing prefix declarations, which the server does not need but whose absence the editor marks as an error.
function declared(query) {
  const missing = Object.keys(prefixes).filter((name) => new RegExp(`(?<![\\w:-])${name}:(?!//)`).test(query) && !new RegExp(`prefix\\s+${name}:`, "i").test(query));
  return missing.map((name) => `PREFIX ${name}: <${prefixes[name]}>\n`).join("") + query;
}

// Displays the number of rows and the notice that the server sends in the headers of a response.
function watch(tab) {
  const editor = tab.getYasqe();
  if (watched.has(editor)) return;
  watched.add(editor);
  editor.on("queryResponse", (_, response) => {
    const headers = response instanceof Error ? null : response.headers;
    const rows = headers?.get("kg-rows");
    byId("result-status").textContent = headers ? `${counted(Number(rows), "row")}. ${headers.get("kg-notice") ?? ""}` : response.message;
    byId("result-status").className = headers?.has("kg-notice") ? "warning" : "hidden";
  });
}

// Accessible names for controls of the library, by selector.
const ACCESSIBLE_NAMES = {
  ".CodeMirror textarea": "SPARQL",
  ".tabsList input": "Name of the tab",
  ".tabsList .addTab": "New tab",
  ".controlbar input": "Endpoint",
  ".yasqe_queryButton": "Run query",
};

function label(place) {
  for (const [parts, name] of Object.entries(ACCESSIBLE_NAMES)) {
    for (const part of place.querySelectorAll(parts)) part.setAttribute("aria-label", name);
  }
  place.querySelector(".addTab")?.setAttribute("role", "tab"); // a list of tabs must contain nothing but tabs
}
