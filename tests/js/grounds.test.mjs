import assert from "node:assert/strict";
import { test } from "node:test";
import { Grounds } from "../../src/frontmap/page/assets/map/grounds.mjs";

/** Two squares of a hundred pixels, side by side; border 1 lies between them. */
const LINES = [[100, 0, 0, 0, 0, 100, 100, 100], [100, 0, 100, 100], [100, 0, 200, 0, 200, 100, 100, 100]];
const RINGS = [[[0, 0, 100, 0, 100, 100, 0, 100]], [[100, 0, 200, 0, 200, 100, 100, 100]]];
/** @type {any} */
const RECORD = {
  areas: [{ rings: [[[0, 1]]], label: [50, 50] }, { rings: [[[~1, 2]]], label: [50, 150] }],
  borders: [{ left: 0, right: -1 }, { left: 1, right: 0 }, { left: -1, right: 1 }],
};
/** @type {any} */
const VIEW = {
  lineOf: (border) => LINES[border], ringsOf: (area) => RINGS[area],
  pointOf: ([lat, lon]) => [lon, lat],
};
const grounds = (frame) => new Grounds(RECORD, VIEW, frame, [0, 1, 2]);
const ALL = { x: 100, y: 50, width: 400, height: 400 };

test("an area that is all in view has the middle that the record gives it", () => {
  const { x, y, bounds, lines } = grounds(ALL).ofArea(0);
  assert.deepEqual([x, y, bounds], [50, 50, [0, 0, 100, 100]]);
  assert.deepEqual(lines, [LINES[0], LINES[1]]);
});

test("an area that the window cuts has its middle in the part that is seen", () => {
  const { x, y, bounds } = grounds({ x: 100, y: 0, width: 40, height: 400 }).ofArea(0);
  assert.deepEqual([x, y, bounds], [90, 50, [80, 0, 100, 100]]);
});

test("an area out of view has no ground", () => {
  assert.equal(grounds({ x: 300, y: 50, width: 40, height: 40 }).ofArea(0), null);
});

test("a group's ground ends where no member is, and not between members", () => {
  const { bounds, lines, has } = grounds(ALL).ofGroup([0, 1]);
  assert.deepEqual([bounds, lines], [[0, 0, 200, 100], [LINES[0], LINES[2]]]);
  assert.deepEqual([has(50, 50), has(150, 50), has(250, 50)], [true, true, false]);
});

test("off some areas is where none of them is", () => {
  const { has, lines } = grounds(ALL).off([0]);
  assert.deepEqual([has(50, 50), has(150, 50)], [false, true]);
  assert.deepEqual(lines, [LINES[0], LINES[1]]);
});
