// Communities of a network at several resolutions, with their names, colours and places.

export const LEVELS = { coarse: "Few, large", default: "Medium", fine: "Many, small" };
export const OTHERS = -1; // value of the filter for all communities without a colour of their own
export const NAMED = 12; // communities with an entry of their own in the legend
const SMALLEST = 5;

// Returns the levels by name. Each has the number of the community of each node, and the communities, largest first.
export function arrangeLevels(network) {
  return Object.fromEntries(network.levels.map(({ name, of, communities }) => [name, { name, of, ...indexed(communities) }]));
}

function indexed(rows) {
  const communities = rows.map(([number, size, name, colour, within]) => ({ number, size, name, colour, within }));
  return { communities, byNumber: new Map(communities.map((each) => [each.number, each])) };
}

// Returns the communities that the legend lists: those with a colour and at least `smallest` nodes.
export const coloured = (level, smallest = SMALLEST) => level.communities.filter(({ size, colour }) => colour >= 0 && size >= smallest);

export const isOther = (level, number, smallest) => {
  const found = level.byNumber.get(number);
  return !found || found.colour < 0 || found.size < smallest;
};

export const communityOf = (app, node) => app.level.byNumber.get(app.level.of[node]);

export const communityName = (community) => community?.name || `Community ${community?.number ?? ""}`.trim();
