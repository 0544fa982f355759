/** The colours and the widths of the map's lines and letters, the same for both painters. */

export const INK = "#1c1f24";
/** What is written of areas in which nothing is new. */
export const QUIET = "#24292f";
export const PAPER = "#ffffff";
/** The yellow round what changed; a darker rim makes it stand out on pale grounds, too. */
const SIGNAL = "#ffd21f";
const RIM = "#6b5600";
const CHOSEN = "#1d4ed8";
/** Round dark letters on a canvas, and round light ones. */
export const GLOW = "rgb(255 255 255 / 75%)";
export const SHADE = "rgb(28 31 36 / 55%)";

/** @typedef {[colour: string, width: number][]} Strokes one over the other, in pixels */

/** @type {{[what: string]: Strokes}} */
export const STROKES = {
  edge: [[PAPER, 1.2]],
  blankEdge: [["#7b8086", 0.8]],
  schematic: [["#4b5058", 1.1]],
  frontBefore: [[PAPER, 3.2], [INK, 1.4]],
  front: [[PAPER, 6.6], [INK, 4]],
  changed: [[RIM, 12.6], [SIGNAL, 11], [PAPER, 5]],
  changedThin: [[SIGNAL, 11.5]],
  chosen: [[PAPER, 7], [CHOSEN, 3.5]],
  reached: [[PAPER, 10], [CHOSEN, 6], [PAPER, 1.5]],
};
/** Dash and gap of a schematic outline, in pixels. */
export const DASHES = [5, 4];

/** The pixels after which a pattern repeats. */
export const TILE_SIZE = 12;
/** Below this many pixels across, an area bears no label at all. */
export const LEAST_LABELLED = 16;
