import assert from "node:assert/strict";
import { test } from "node:test";
import { opening } from "../../src/frontmap/page/assets/state/page-state.mjs";
import {
  columnsOf, scaleTexts, stackedPaths,
} from "../../src/frontmap/page/assets/state/stacks.mjs";
import { tiny } from "./records.mjs";

const state = opening(tiny);

test("a column lasts until a figure changes, and leaves out what never does", () => {
  const columns = columnsOf(state);
  assert.deepEqual(columns.map(({ first, end }) => [first, end]), [[0, 1], [1, 2], [2, 3], [3, 4]]);
  const rounded = columns.map(({ km2 }) => km2.map((one) => Math.round(one * 1000) / 1000));
  // blue, green, unknown, shared, contested
  assert.deepEqual(rounded[0], [0.001, 2.462, 0, 0, 0]);
  assert.deepEqual(rounded[1], [0.001, 1.231, 0, 0, 1.231]);
});

test("the highest column fills the field but for what is free above it", () => {
  const field = { height: 10, free: 2, xOf: (offset) => offset * 5 };
  const paths = stackedPaths([
    { first: 0, end: 1, km2: [3, 1] }, { first: 1, end: 3, km2: [0, 2] },
  ], field);
  assert.deepEqual(paths, new Map([
    [0, "M0 4.0H5V10.0H0z"], [1, "M0 2.0H5V4.0H0zM5 6.0H15V10.0H5z"],
  ]));
  assert.equal(stackedPaths([{ first: 0, end: 1, km2: [0] }], field).size, 0);
});

test("columns run from right to left where the days do", () => {
  const field = { height: 10, free: 0, xOf: (offset) => 10 - offset * 5 };
  assert.equal(stackedPaths([{ first: 0, end: 1, km2: [1] }], field).get(0), "M5 0.0H10V10.0H5z");
});

test("under the track stand days as there is room, or months where days lie far apart", () => {
  const { language } = state;
  const [episode] = tiny.episodes;
  assert.deepEqual(scaleTexts(episode, 400, language).map(([offset]) => offset), [0, 1, 2, 3]);
  assert.deepEqual(scaleTexts(episode, 200, language), [[0, "1 January"], [2, "3 January"]]);
  assert.deepEqual(scaleTexts({ ...episode, days: 365 }, 500, language),
    [[90, "April 2001"], [181, "July 2001"], [273, "October 2001"]]);
});
