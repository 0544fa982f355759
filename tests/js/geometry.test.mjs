import assert from "node:assert/strict";
import { test } from "node:test";

import {
  bordersOf, boxOf, boxRound, isSchematic, isWithin, outline, pixelLine, pixelRings, worldLine,
} from "../../src/frontmap/page/assets/map/geometry.mjs";
import { tiny } from "./records.mjs";

test("the world is 256 wide at zoom 0, and the equator its middle", () => {
  assert.deepEqual([...worldLine([0, 0, 0, -180])], [128, 128, 0, 128]);
  const [, top] = worldLine([85.0511287798066, 0]);
  assert.ok(Math.abs(top) < 1e-9);
});

test("a line keeps its ends, and no vertex that is finer than two pixels", () => {
  const line = [0, 0, 1, 0, 2, 0, 2.5, 0, 10, 0, 10.1, 0];
  assert.deepEqual(pixelLine(line, { scale: 1, left: 0, top: 0 }), [0, 0, 2, 0, 10, 0, 10.1, 0]);
});

test("a line is moved by the view's corner and grows with its scale", () => {
  const line = worldLine([0, 0, 0, 90]);
  assert.deepEqual([...pixelLine(line, { scale: 2, left: 200, top: 250 })], [56, 6, 184, 6]);
});

test("rings walk their borders forward and back, each vertex once", () => {
  const lines = [[0, 0, 4, 0, 4, 4], [0, 0, 0, 4, 4, 4]];
  assert.deepEqual(pixelRings([[[0, ~1]]], (border) => lines[border]), [[0, 0, 4, 0, 4, 4, 0, 4]]);
});

test("a point is within a ring, and not within its hole", () => {
  const rings = [[0, 0, 9, 0, 9, 9, 0, 9], [3, 3, 6, 3, 6, 6, 3, 6]];
  assert.equal(isWithin(rings, 1, 1), true);
  assert.equal(isWithin(rings, 4, 4), false);
  assert.equal(isWithin(rings, 10, 4), false);
  assert.deepEqual(boxOf(rings), [0, 0, 9, 9]);
});

test("the box round boxes is that of all in them", () => {
  const rings = [[0, 0, 4, 2], [-1, 5, 3, 1]];
  assert.deepEqual(boxRound(rings.map((ring) => boxOf([ring]))), boxOf(rings));
});

test("rings in degrees are walked along their borders, forward and back", () => {
  const rounded = (point) => point.map((degrees) => Math.round(degrees * 1e5) / 1e5 + 0);
  assert.deepEqual(outline(tiny, 1)[0][0].map(rounded), [
    [-0.01, 3.01], [0, 3.01], [0, 3], [-0.01, 3],
  ]);
  assert.equal(outline(tiny, 0)[0][0].length, 5);
});

test("borders are those of some areas, and schematic where one beside them is", () => {
  assert.deepEqual(bordersOf(tiny, [0, 1, 2, 3, 4, 5], [2]), [1, 3, 5]);
  assert.deepEqual([0, 1, 2, 3, 4, 5].filter((border) => isSchematic(tiny, border)), [1, 3, 5]);
});
