import assert from "node:assert/strict";
import { test } from "node:test";
import {
  boxesAlong, codedAreas, holdersSaid, overlap, placeAside, placeBeside, placeInside, touching,
  urgentOn,
} from "../../src/frontmap/page/assets/map/labels.mjs";
import { tiny } from "./records.mjs";

const FRAME = { x: 0, y: 0, width: 1000, height: 1000 };
/**
 * A square ground round a middle.
 *
 * @returns {any}
 */
const square = (x, y, side) => {
  const [left, top, right, bottom] = [x - side / 2, y - side / 2, x + side / 2, y + side / 2];
  return {
    x, y, bounds: [left, top, right, bottom],
    lines: [[left, top, right, top, right, bottom, left, bottom, left, top]],
    has: (at, down) => at > left && at < right && down > top && down < bottom,
  };
};
/** @returns {any} */
const wording = (width, height = 10) => ({ lines: ["…"], size: 11, code: "", width, height });

test("the first wording that fits inside the area is taken, in its middle", () => {
  const [long, short] = [wording(120), wording(80)];
  assert.deepEqual(placeInside(7, square(50, 50, 100), [long, short], { placed: [], frame: FRAME }),
    { key: 7, x: 50, y: 50, width: 80, height: 10, wording: short });
});

test("an area too small for any wording bears none, and one out of view neither", () => {
  assert.equal(placeInside(7, square(0, 0, 15), [wording(20)], { placed: [], frame: FRAME }), undefined);
  assert.equal(placeInside(7, null, [wording(20)], { placed: [], frame: FRAME }), undefined);
});

test("a label gives way to what stands in the middle of its area", () => {
  const placed = [{ x: 50, y: 50, width: 20, height: 20 }];
  const label = placeInside(7, square(50, 50, 100), [wording(60)], { placed, frame: FRAME });
  assert.equal(overlap(label, placed[0]), false);
  assert.ok(Math.abs(label.y - 50) + 5 <= 50);
});

test("no label stands out of the view", () => {
  const frame = { x: 0, y: 0, width: 100, height: 100 };
  const label = placeInside(7, square(40, 0, 60), [wording(30)], { placed: [], frame });
  assert.ok(label.x + 15 <= 50);
});

test("under the lines a label keeps off them, which a halo would else bear", () => {
  const there = { placed: [], frame: FRAME };
  assert.ok(placeInside(7, square(0, 0, 38), [wording(40)], there));
  assert.equal(placeInside(7, square(0, 0, 38), [wording(40)], { ...there, isUnder: true }), undefined);
});

test("an edge that crosses the middle of an area keeps labels off it", () => {
  const halved = square(0, 0, 100);
  halved.lines.push([0, -50, 0, 50]);
  const label = placeInside(7, halved, [wording(40)], { placed: [], frame: FRAME });
  assert.ok(Math.abs(label.x) >= 20 - 1.5);
});

test("beside its area a label has the shortest leader, off all areas and off other labels", () => {
  const area = square(0, 0, 20);
  const free = { lines: area.lines, has: (x, y) => !area.has(x, y) };
  const there = { placed: [], frame: FRAME, most: 80 };
  const label = placeAside(7, area, [wording(20)], free, there);
  assert.deepEqual([label.x, label.y, label.leader], [26, 0, [0, 0, 16, 0]]);
  there.placed.push(label);
  const next = placeAside(8, area, [wording(20)], free, there);
  assert.equal(overlap(label, next), false);
  assert.equal(placeAside(9, area, [wording(20)], free, { ...there, most: 8 }), undefined);
});

test("small boxes keep other labels off a leader", () => {
  assert.deepEqual(boxesAlong([0, 0, 16, 0]).map(({ x, y }) => [x, y]), [[0, 0], [8, 0]]);
});

test("boxes side by side do not overlap", () => {
  const box = (x) => ({ x, y: 0, width: 10, height: 10 });
  assert.equal(overlap(box(0), box(10)), false);
  assert.equal(overlap(box(0), box(9)), true);
});

test("a place is named on the first side that is free", () => {
  const point = { x: 0, y: 0, width: 20, height: 10 };
  const placed = [{ x: 20, y: 0, width: 20, height: 10 }];
  assert.deepEqual(placeBeside(point, 5, placed, null), { x: -15, y: 0, width: 20, height: 10 });
  assert.equal(placed.length, 2);
});

test("a holder is said once in each connected group, and on every area that is urgent", () => {
  const looks = ["red", "red", "blue", "red", "red"];
  /** @type {[number, number][]} */
  const pairs = [[0, 1], [1, 2], [2, 3], [3, 4]];
  const said = (urgent) => [...holdersSaid([0, 1, 2, 3, 4], pairs, (area) => looks[area],
    new Set(urgent))].sort();
  assert.deepEqual(said([]), [0, 2, 3]);
  assert.deepEqual(said([1]), [1, 2, 3]);
  assert.deepEqual(said([3, 4]), [0, 2, 3, 4]);
});

test("a group is said by the first of its areas that has room, even where others lie between", () => {
  assert.deepEqual([...holdersSaid([2], [[0, 1], [1, 2]], () => "red", new Set([0]))], [2]);
});

test("codes are asked of the largest areas first, and last where a name would give way", () => {
  /** @type {any[]} */
  const labels = [[0, "instead"], [1, "below"], [2, "beside"], ["a", ""]]
    .map(([key, code]) => ({ key, wording: { code } }));
  const km2 = [9, 1, 2];
  /** @type {any} */
  const record = { areas: km2.map((size) => ({ km2: size })) };
  assert.deepEqual(codedAreas(labels, record), [2, 1, 0]);
});

test("the areas beside the front are urgent, and those that changed", () => {
  const border = tiny.borders.findIndex(({ left, right }) => left >= 0 && right >= 0);
  const { left, right } = tiny.borders[border];
  assert.deepEqual(urgentOn(tiny, { front: [border], changed: [1] }), new Set([1, left, right]));
  assert.deepEqual(touching(tiny, [border], [left, right]), [[left, right]]);
  assert.deepEqual(touching(tiny, [border], [left]), []);
});
