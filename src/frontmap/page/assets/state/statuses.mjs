/**
 * What each status means to the page. Code asks a row for a property and never compares names.
 *
 * @typedef {object} StatusRow
 * @property {string} id
 * @property {string} tile the name of its pattern's tile; `map/patterns.mjs` says what a tile is
 * @property {boolean} disputed whether those who stand there have not agreed on it
 * @property {""|"held"|"contested"|"shared"} counts the figure that its km² go into; empty for none
 * @property {string[]} inks those of its sample in the legend, as its tile takes them
 */

/** The status of an area on a day of which the record tells nothing. */
export const NOTHING_TOLD = "no_data";

/**
 * @param {StatusRow[]} rows in the order of the legend
 * @returns {Map<string, StatusRow>} by id, in that order
 */
export function statusRows(rows) {
  return new Map(rows.map((row) => [row.id, row]));
}

/**
 * @param {Map<string, StatusRow>} statuses
 * @param {string} figure `contested` or `shared`
 * @returns {StatusRow} the first status that counts as this figure
 */
export function statusCountedAs(statuses, figure) {
  return [...statuses.values()].find(({ counts }) => counts === figure);
}
