/**
 * What each status means to the page. Code asks a row for a property and never compares names.
 *
 * @typedef {object} StatusRow
 * @property {string} id
 * @property {string} tile the name of its pattern's tile; `map/patterns.mjs` says what a tile is
 * @property {boolean} rivals whether other parties stand beside the holder
 * @property {""|"held"|"contested"|"shared"} counts the figure that its km² go into; empty for none
 * @property {boolean} plain whether the holder's name says it all, without the status's word
 */

/** @type {StatusRow[]} in the order of the legend */
export const STATUSES = [
  { id: "held", tile: "solid", rivals: false, counts: "held", plain: true },
  { id: "contested", tile: "hatch", rivals: true, counts: "contested", plain: false },
  { id: "shared", tile: "bands", rivals: true, counts: "shared", plain: false },
  { id: "evacuating", tile: "dots", rivals: false, counts: "held", plain: false },
  { id: "unknown", tile: "crosses", rivals: false, counts: "", plain: true },
  { id: "no_data", tile: "empty", rivals: false, counts: "", plain: true },
];

/** The status of an area on a day of which the record tells nothing. */
export const NOTHING_TOLD = "no_data";

/**
 * @param {(string|StatusRow)[]} packed the payload's statuses: rows, or the ids of rows
 * @returns {Map<string, StatusRow>} by id, in order
 */
export function statusRows(packed) {
  return new Map(packed.map((entry) => {
    const row = typeof entry === "string" ? STATUSES.find(({ id }) => id === entry) : entry;
    return [row.id, row];
  }));
}

/**
 * @param {Map<string, StatusRow>} statuses
 * @param {string} figure `contested` or `shared`
 * @returns {string} the tile of the first status that counts as this figure
 */
export function tileCountedAs(statuses, figure) {
  return [...statuses.values()].find(({ counts }) => counts === figure).tile;
}
