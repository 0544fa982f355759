/** The fills of the map: the pattern tells the status, its colours the actors. */

import { svg } from "./dom.mjs";

/** The pixels after which a pattern repeats. */
const STEP = 12;

/**
 * A drawer full of patterns: each is made when it is first asked for, and then shared.
 *
 * @param {string} prefix of the ids of the patterns, so that two maps in one page do not mix
 * @returns {{element: SVGElement, fill: (kind: string, inks: string[]) => string,
 *   clip: (name: string, path: string) => string, keepClips: (clips: string[]) => void}} the
 *   element has to stand in the page; `fill` gives what an SVG `fill` attribute takes, `clip` what
 *   `clip-path` does, and `keepClips` drops all other clips
 */
export function patternDrawer(prefix) {
  const definitions = svg("defs");
  const clips = svg("defs");
  const known = new Map();
  return {
    element: svg("svg.frontmap-patterns", { width: 0, height: 0, "aria-hidden": "true" },
      definitions, clips),
    fill(kind, inks) {
      if (kind === "solid") return inks[0];
      const key = [kind, ...inks].join(" ");
      if (!known.has(key)) {
        const id = `${prefix}-${known.size}`;
        definitions.append(pattern(id, kind, inks));
        known.set(key, `url(#${id})`);
      }
      return known.get(key);
    },
    clip(name, path) {
      const id = `${prefix}-${name}`;
      clips.querySelector(`#${CSS.escape(id)}`)?.remove();
      clips.append(svg("clipPath", { id }, svg("path", { d: path, "clip-rule": "evenodd" })));
      return `url(#${id})`;
    },
    keepClips(kept) {
      for (const clip of [...clips.children]) {
        if (!kept.includes(`url(#${clip.id})`)) clip.remove();
      }
    },
  };
}

function pattern(id, kind, inks) {
  const size = STEP;
  const box = { id, width: size, height: size, patternUnits: "userSpaceOnUse" };
  const ground = (colour) => svg("rect", { width: size, height: size, fill: colour });
  switch (kind) {
    case "hatch":
      return svg("pattern", { ...box, patternTransform: "rotate(45)" }, stripes(size, inks));
    case "bands":
      return svg("pattern", { ...box, height: size * 2 }, stripes(size, inks));
    case "dots":
      return svg("pattern", box, ground(inks[0]),
        svg("circle", { cx: 3, cy: 3, r: 1.7, fill: inks[1] }),
        svg("circle", { cx: 9, cy: 9, r: 1.7, fill: inks[1] }));
    case "crosses":
      return svg("pattern", box, ground(inks[0]),
        svg("path", { d: "M3 6h6M6 3v6", stroke: inks[1], "stroke-width": 1.3 }));
    default:
      return svg("pattern", box, ground("#ffffff"));
  }
}

function stripes(size, inks) {
  const width = size / inks.length;
  return inks.map((colour, number) => (
    svg("rect", { x: number * width, width, height: size * 2, fill: colour })));
}
