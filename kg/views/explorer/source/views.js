// Views of the explorer: the function that makes the scene of each, and its name.

import { densityScene } from "./density_scene.js";
import { evolutionScene } from "./evolution_scene.js";
import { fieldsScene } from "./fields_scene.js";
import { networkScene } from "./network_scene.js";
import { themesScene } from "./themes_scene.js";

// Views on the map can be moved and magnified.
export const VIEWS = {
  network: { label: "Network", scene: networkScene, map: true },
  density: { label: "Density", scene: densityScene, map: true },
  themes: { label: "Thematic map", scene: themesScene, map: false },
  evolution: { label: "Thematic evolution", scene: evolutionScene, map: false },
  fields: { label: "Three fields", scene: fieldsScene, map: false },
};
