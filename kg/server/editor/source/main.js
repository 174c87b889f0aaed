// Query page: the SPARQL editor, and graph drawings of results that consist of pairs.

import "./editor.css";
import { byId } from "./dom.js";
import { openEditor } from "./editor.js";
import { addGraphToggle } from "./graph_toggle.js";

const place = byId("editor");
if (place) openEditor(place);

const table = document.querySelector("#result table");
if (table) addGraphToggle(table);
