/**
 * Small samples of what states look like.
 *
 * @import { AtlasRecord, Run } from "../state/payload.mjs"
 *
 * @typedef {{fill: (tile: string, inks: string[]) => string}} Fills see `map/patterns.mjs`
 */

import { svg } from "../dom/elements.mjs";
import { NO_DOUBT, patternOf } from "../state/timeline.mjs";

/**
 * @param {AtlasRecord} record
 * @param {Run|null} run
 * @param {Fills} patterns
 * @param {string} [doubt]
 * @returns {SVGElement}
 */
export function sampleOfRun(record, run, patterns, doubt = NO_DOUBT) {
  return sample(fillOfRun(record, run, patterns, doubt));
}

/**
 * @param {AtlasRecord} record
 * @param {Run|null} run
 * @param {Fills} patterns
 * @param {string} [doubt]
 * @returns {string} what an SVG `fill` takes
 */
export function fillOfRun(record, run, patterns, doubt = NO_DOUBT) {
  const { tile, inks } = patternOf(record, run, doubt);
  return patterns.fill(tile, inks);
}

/**
 * @param {string} fill what an SVG `fill` takes
 * @returns {SVGElement}
 */
export function sample(fill) {
  return svg("svg.fm-swatch", { "aria-hidden": "true" },
    svg("rect", { width: "100%", height: "100%", fill }));
}
