// The query page: an editor where the form has a field for SPARQL, and pictures of answers that are pairs.

import "./editor.css";
import { byId } from "./dom.js";
import { openEditor } from "./editing.js";
import { offerPicture } from "./answer.js";

const place = byId("editor");
if (place) openEditor(place);

const table = document.querySelector("#answer table");
if (table) offerPicture(table);
