import assert from "node:assert/strict";
import { test } from "node:test";
import { viewOf, windowOn } from "../../src/frontmap/page/assets/map/pixels.mjs";
import { tiny } from "./records.mjs";

/** A window whose upper left corner is that of the field in the north, which is 200 pixels wide. */
const SCALE = 200 / ((0.02 / 360) * 256);
const CORNER = { left: (3 / 360 + 0.5) * 256 * SCALE, top: 0 };
CORNER.top = viewOf(tiny, { scale: SCALE, left: 0, top: 0 }).pointOf([0.01, 3])[1];
const view = viewOf(tiny, { scale: SCALE, ...CORNER });
const rounded = (numbers) => numbers.map(Math.round);

test("places, borders and areas are in pixels of the window, each worked out once", () => {
  assert.deepEqual(rounded(view.pointOf([0, 3.02])), [200, 100]);
  assert.deepEqual(rounded(view.lineOf(0)), [0, 100, 100, 100]);
  assert.equal(view.lineOf(0), view.lineOf(0));
  assert.equal(view.ringsOf(0).length, 1);
  assert.equal(view.ringsOf(0), view.ringsOf(0));
});

test("a window has what reaches into it, and says whether it has the whole of it", () => {
  const all = windowOn(tiny, view, { x: 201, y: 201 });
  assert.deepEqual([0, 1, 2].map(all.hasArea), [true, true, true]);
  assert.equal(all.hasAll([0, 1, 2]), true);
  const north = windowOn(tiny, view, { x: 90, y: 90 });
  assert.deepEqual([0, 1, 2].map(north.hasArea), [true, false, false]);
  assert.deepEqual([0, 1].map(north.hasBorder), [false, false]);
  assert.equal(north.hasAll([0]), false);
});

test("a window inside an area has that, though no border of it", () => {
  const inside = windowOn(tiny, viewOf(tiny, { scale: SCALE, left: CORNER.left + 20, top: CORNER.top + 20 }),
    { x: 40, y: 40 });
  assert.deepEqual([0, 1, 2].map(inside.hasArea), [true, false, false]);
});
