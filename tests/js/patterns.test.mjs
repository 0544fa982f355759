import assert from "node:assert/strict";
import { test } from "node:test";
import { partsOf } from "../../src/frontmap/page/assets/map/patterns.mjs";
import { tiny } from "./records.mjs";

test("stripes are of equal width, each reaching under the next", () => {
  assert.deepEqual(partsOf({ stripes: 45 }, ["red", "blue", "green"], 12).rects, [
    { x: 0, width: 12, fill: "red" }, { x: 4, width: 8, fill: "blue" },
    { x: 8, width: 4, fill: "green" },
  ]);
});

test("dots and strokes lie in the last colour over the first, at shares of the side", () => {
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

test("over stripes dots and strokes take the last colour, and the stripes all others", () => {
  const tile = { stripes: 0, dots: [[0, 0, 1]], strokes: [[0, 0, 1, 1]], width: 0.5 };
  const parts = partsOf(/** @type {any} */ (tile), ["red", "blue", "black"], 2);
  assert.deepEqual(parts.rects.map(({ fill }) => fill), ["red", "blue"]);
  assert.deepEqual([parts.dots.length, parts.strokes.length, parts.ink], [1, 1, "black"]);
});

test("every status has a tile, and no two have the same", () => {
  const tiles = [...tiny.statuses.values()].map(({ tile }) => JSON.stringify(tiny.tiles[tile]));
  assert.equal(new Set(tiles).size, tiny.statuses.size);
  assert.equal(tiles.includes(undefined), false);
});

test("a sample and a look have as many colours as their tile is drawn in", () => {
  const drawn = ({ tile, inks }) => {
    const { rects, dots, strokes, ink } = partsOf(tiny.tiles[tile], inks, 10);
    return [...rects.map(({ fill }) => fill), ...dots.length + strokes.length > 0 ? [ink] : []];
  };
  const looks = tiny.looks.filter(Boolean).map(({ tile, inks }) => ({ tile, inks: inks.none }));
  for (const one of [...tiny.statuses.values(), ...looks]) {
    assert.deepEqual(drawn(one), one.inks);
  }
});
