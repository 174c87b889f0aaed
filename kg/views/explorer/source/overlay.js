// Values that colour the nodes: measures of the graph, and values computed from the papers that match the filters.

import { measureLabel, number, percent } from "./dom.js";
import { eachPaper } from "./filter.js";

const COMPUTED = { meanYear: "mean year", acceptance: "share of accepted papers" };
const VENUE = "venue:";

export const isVenueShare = (name) => name.startsWith(VENUE);

// Returns the names of all values that can colour the nodes.
export function overlayNames(app) {
  const { papers } = app.values;
  const measures = Object.keys(app.network.measures).filter((name) => name !== "community");
  const decided = papers.outcomes.table.filter((outcome) => accepted(outcome) !== null);
  const named = new Set(decided.map(accepted)).size > 1 ? ["meanYear", "acceptance"] : ["meanYear"];
  const venues = papers.venues.table.filter(Boolean);
  return [...named, ...(venues.length > 1 ? venues.map((venue) => VENUE + venue) : []), ...measures];
}

export const overlayLabel = (name) => (isVenueShare(name) ? `share of ${name.slice(VENUE.length)}` : (COMPUTED[name] ?? measureLabel(name)));

export function valueText(name, value) {
  if (value === null || value === undefined) return "unknown";
  if (name === "meanYear") return value.toFixed(1);
  return name === "acceptance" || isVenueShare(name) ? percent(value) : number(value);
}

// Returns true for an accepted paper, false for a rejected or withdrawn one, and null if the decision is unknown.
export function accepted(outcome) {
  if (!outcome) return null;
  return !/^(rejected|withdrawn)/.test(outcome);
}

// Returns one value per node; null where it is unknown.
export function computedValues(app, name) {
  if (Object.hasOwn(app.network.measures, name) && name !== "works") return app.network.measures[name];
  if (name === "works") return app.passing.paperCounts;
  const key = name;
  app.passing.values ??= new Map();
  if (!app.passing.values.has(key)) app.passing.values.set(key, means(app, name));
  return app.passing.values.get(key);
}

function means(app, name) {
  const value = paperValue(app.values.papers, name);
  return Array.from({ length: app.network.count }, (_, node) => {
    let [sum, count] = [0, 0];
    eachPaper(app.network, node, app.passing, (paper) => {
      const each = value(paper);
      if (each !== null) [sum, count] = [sum + each, count + 1];
    });
    return count ? sum / count : null;
  });
}

function paperValue(papers, name) {
  if (name === "meanYear") return (paper) => papers.years[paper] || null;
  if (name === "acceptance") {
    const table = papers.outcomes.table.map(accepted);
    return (paper) => (table[papers.outcomes.places[paper]] === null ? null : Number(table[papers.outcomes.places[paper]]));
  }
  const wanted = papers.venues.table.indexOf(name.slice(VENUE.length));
  return (paper) => (papers.venues.table[papers.venues.places[paper]] ? Number(papers.venues.places[paper] === wanted) : null);
}
