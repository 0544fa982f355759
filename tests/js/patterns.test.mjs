import assert from "node:assert/strict";
import { test } from "node:test";
import { TILES, partsOf } from "../../src/frontmap/page/assets/map/patterns.mjs";
import { STATUSES } from "../../src/frontmap/page/assets/state/statuses.mjs";

test("stripes are of equal width, each reaching under the next", () => {
  assert.deepEqual(partsOf({ stripes: 45 }, ["red", "blue", "green"], 12).rects, [
    { x: 0, width: 12, fill: "red" }, { x: 4, width: 8, fill: "blue" },
    { x: 8, width: 4, fill: "green" },
  ]);
});

test("dots and strokes lie in the second colour over the first, at shares of the side", () => {
  const tile = {
    dots: [[0.5, 0.5, 0.2]], strokes: [[0.25, 0.25, 0.75, 0.5]], width: 0.1,
  };
  assert.deepEqual(partsOf(/** @type {any} */ (tile), ["red", "blue"], 10), {
    rects: [{ x: 0, width: 10, fill: "red" }],
    dots: [{ cx: 5, cy: 5, r: 2 }],
    strokes: [{ x1: 2.5, y1: 2.5, x2: 7.5, y2: 5 }],
    width: 1, ink: "blue",
  });
});

test("a tile may have stripes, dots and strokes at once", () => {
  const tile = { stripes: 0, dots: [[0, 0, 1]], strokes: [[0, 0, 1, 1]], width: 0.5 };
  const parts = partsOf(/** @type {any} */ (tile), ["red", "blue"], 2);
  assert.deepEqual([parts.rects.length, parts.dots.length, parts.strokes.length], [2, 1, 1]);
});

test("every status has a tile, and no two have the same", () => {
  const tiles = STATUSES.map(({ tile }) => JSON.stringify(TILES[tile]));
  assert.equal(new Set(tiles).size, STATUSES.length);
  assert.equal(tiles.includes(undefined), false);
});
