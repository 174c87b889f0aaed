// Views of the explorer: the functions that make the scene and the legend of each, and its name. Without a legend of its
// own, a view has that of the colours of nodes.

import { densityLegend, densityScene } from "./density_scene.js";
import { evolutionLegend, evolutionScene } from "./evolution_scene.js";
import { fieldsLegend, fieldsScene } from "./fields_scene.js";
import { networkScene } from "./network_scene.js";
import { themesLegend, themesScene } from "./themes_scene.js";

// Views on the map can be moved and magnified.
export const VIEWS = {
  network: { label: "Network", scene: networkScene, map: true },
  density: { label: "Density", scene: densityScene, legend: densityLegend, map: true },
  themes: { label: "Thematic map", scene: themesScene, legend: themesLegend, map: false },
  evolution: { label: "Thematic evolution", scene: evolutionScene, legend: evolutionLegend, map: false },
  fields: { label: "Three fields", scene: fieldsScene, legend: fieldsLegend, map: false },
};
