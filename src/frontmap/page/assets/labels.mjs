/** Which labels fit where they stand, and which of them would run into one another. */

/** Clear space beside a label, in pixels, both sides together. */
const MARGIN = 5;

/**
 * @typedef {{x: number, y: number, width: number, height: number}} Box `x`, `y` its centre
 */

/**
 * Choose for each label the first of its wordings that fits, the largest areas first.
 *
 * A wording fits when its box lies inside the area's outline and touches no box chosen before.
 *
 * @param {{key: number, size: number, x: number, y: number, rings: number[][][], letters: number,
 *   wordings: {width: number, height: number}[]}[]} labels positions in pixels; `rings` are the
 *   area's rings, `size` decides who comes first, and a wording is measured in `letters`
 * @returns {Map<number, number>} for each key the number of its wording; missing where none fits
 */
export function placeLabels(labels) {
  const placed = [];
  const chosen = new Map();
  for (const label of [...labels].sort((one, other) => other.size - one.size)) {
    const box = ({ width, height }) => ({
      x: label.x, y: label.y, width: width * label.letters + MARGIN, height: height * label.letters,
    });
    const fits = label.wordings.findIndex((wording) => (
      isInside(box(wording), label.rings)
      && !placed.some((other) => overlap(box(wording), other))
    ));
    if (fits < 0) continue;
    placed.push(box(label.wordings[fits]));
    chosen.set(label.key, fits);
  }
  return chosen;
}

/**
 * @param {Box} one
 * @param {Box} other
 * @returns {boolean}
 */
export function overlap(one, other) {
  return Math.abs(one.x - other.x) * 2 < one.width + other.width
    && Math.abs(one.y - other.y) * 2 < one.height + other.height;
}

/** Whether the ends and the middles of a box's sides lie inside the rings. */
function isInside(box, rings) {
  const steps = [-0.5, 0, 0.5];
  return steps.every((across) => steps.every((down) => (
    contains(rings, box.x + across * box.width, box.y + down * box.height)
  )));
}

/** The even-odd rule. */
function contains(rings, x, y) {
  let inside = false;
  for (const ring of rings) {
    for (let at = 0, before = ring.length - 1; at < ring.length; before = at, at += 1) {
      const [x1, y1] = ring[before];
      const [x2, y2] = ring[at];
      if (y1 > y !== y2 > y && x < ((x2 - x1) * (y - y1)) / (y2 - y1) + x1) inside = !inside;
    }
  }
  return inside;
}
