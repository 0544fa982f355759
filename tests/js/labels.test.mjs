import assert from "node:assert/strict";
import { test } from "node:test";
import { overlap, placeLabels } from "../../src/frontmap/page/assets/labels.mjs";

const square = (x, y, side) => [[[x, y], [x + side, y], [x + side, y + side], [x, y + side]]];
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
