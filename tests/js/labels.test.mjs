import assert from "node:assert/strict";
import { test } from "node:test";
import { overlap, placeBeside, placeLabels } from "../../src/frontmap/page/assets/map/labels.mjs";

const square = (x, y, side) => [[x, y, x + side, y, x + side, y + side, x, y + side]];
const label = (key, x, side, ...widths) => ({
  key, size: side, x: x + side / 2, y: side / 2, rings: square(x, 0, side),
  letters: 1, wordings: widths.map((width) => ({ width, height: 10 })),
});

test("the first wording that fits inside the area is taken", () => {
  assert.deepEqual(placeLabels([label(7, 0, 100, 120, 80, 20)]), new Map([[7, 1]]));
});

test("an area too small for any wording bears none", () => {
  assert.equal(placeLabels([label(7, 0, 15, 120, 20)]).size, 0);
});

test("no two labels overlap, and the larger area comes first", () => {
  const small = { ...label(1, 0, 100, 60), size: 10 };
  const large = { ...label(2, 0, 100, 60), size: 100 };
  assert.deepEqual(placeLabels([small, large]), new Map([[2, 0]]));
});

test("boxes side by side do not overlap", () => {
  const box = (x) => ({ x, y: 0, width: 10, height: 10 });
  assert.equal(overlap(box(0), box(10)), false);
  assert.equal(overlap(box(0), box(9)), true);
});

test("an urgent label stands out of its area where it runs into no other", () => {
  const urgent = { ...label(1, 0, 15, 40, 20), urgent: true };
  assert.deepEqual(placeLabels([urgent]), new Map([[1, 1]]));
  assert.deepEqual(placeLabels([urgent, label(2, 0, 100, 90)]).has(1), true);
  const beneath = { ...label(2, 0, 100, 90), x: 7.5, y: 7.5, rings: square(-100, -100, 200) };
  assert.deepEqual(placeLabels([urgent, beneath]), new Map([[2, 0]]));
});

test("a label that the edge of the view would cut is left out", () => {
  const frame = { x: 0, y: 0, width: 90, height: 200 };
  assert.equal(placeLabels([label(7, 0, 100, 60)], [], frame).size, 0);
});

test("a place is named on the first side that is free", () => {
  const point = { x: 0, y: 0, width: 20, height: 10 };
  const placed = [{ x: 20, y: 0, width: 20, height: 10 }];
  assert.deepEqual(placeBeside(point, 5, placed, null), { x: -15, y: 0, width: 20, height: 10 });
  assert.equal(placed.length, 2);
});
