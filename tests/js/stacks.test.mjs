import assert from "node:assert/strict";
import { test } from "node:test";
import { opening } from "../../src/frontmap/page/assets/state/page-state.mjs";
import {
  bandsOf, namePlace, scaleTexts, stackedPaths, stacksOf,
} from "../../src/frontmap/page/assets/state/stacks.mjs";
import { figuresOn } from "../../src/frontmap/page/assets/state/timeline.mjs";
import { redrawn, tiny } from "./records.mjs";

const state = opening(tiny);

test("every area counts, those of one holder together, and a column lasts until one changes", () => {
  const { parts, columns } = stacksOf(state);
  assert.deepEqual(columns.map(({ first, end }) => [first, end]), [[0, 1], [1, 2], [2, 3], [3, 4]]);
  assert.deepEqual(parts.map(({ actor, tile }) => [tiny.actors[actor].id, tile]),
    [["blue", "solid"], ["green", "solid"], ["green", "hatch"], ["unknown", "crosses"]]);
  // the north, 2.462, is blue's on all days and counts; green's south is two areas of 1.231
  assert.deepEqual(columns.map(({ km2 }) => km2), [
    [2.462, 2.462, 0, 0], [2.462, 1.231, 1.231, 0], [3.693, 1.231, 0, 0], [3.693, 0, 0, 1.231],
  ]);
});

test("what is contested is hatched in the colours of its holder and of the rival", () => {
  const { parts } = stacksOf(state);
  const [blue, green] = tiny.actors.map(({ colour }) => colour);
  assert.deepEqual(parts[2].inks, [green, blue]);
});

test("what is counted agrees with the figures of each day, in each account", () => {
  for (const record of [tiny, redrawn]) {
    const counts = new Map([...record.statuses.values()].map((row) => [row.tile, row.counts]));
    for (const account of record.accounts.values()) {
      for (const episode of record.episodes) {
        const { parts, columns } = stacksOf({ ...opening(record), account, episode });
        for (const { first, km2 } of columns) {
          const figures = figuresOn(record, account, episode.start + first);
          const counted = (figure, actor) => km2.reduce((total, one, place) => (
            counts.get(parts[place].tile) === figure && (actor ?? parts[place].actor)
              === parts[place].actor ? total + one : total), 0);
          const near = (one, other) => assert.ok(Math.abs(one - other) < 0.003, `${one} ${other}`);
          near(counted("contested"), figures.contested);
          near(counted("shared"), figures.shared);
          figures.actors.forEach(({ held }, actor) => near(counted("held", actor), held));
        }
      }
    }
  }
});

const FIELD = { height: 10, free: 2, xOf: (offset) => offset * 5 };

test("the highest column fills the field but for what is free above it", () => {
  const bands = bandsOf([
    { first: 0, end: 1, km2: [3, 1] }, { first: 1, end: 3, km2: [0, 2] },
  ], FIELD);
  assert.deepEqual(stackedPaths(bands), new Map([
    [0, "M0 4.0H5V10.0H0z"], [1, "M0 2.0H5V4.0H0zM5 6.0H15V10.0H5z"],
  ]));
  assert.deepEqual([], bandsOf([{ first: 0, end: 1, km2: [0] }], FIELD));
});

test("the smallest area is a pixel high", () => {
  const [large, small] = bandsOf([{ first: 0, end: 1, km2: [100, 0.01] }], FIELD);
  assert.deepEqual([small.part, small.bottom, small.top], [1, large.top, large.top - 1]);
});

test("columns run from right to left where the days do", () => {
  const field = { height: 10, free: 0, xOf: (offset) => 10 - offset * 5 };
  const bands = bandsOf([{ first: 0, end: 1, km2: [1] }], field);
  assert.equal(stackedPaths(bands).get(0), "M5 0.0H10V10.0H5z");
});

const band = (left, right, top, bottom) => ({ part: 0, left, right, top, bottom });

test("a party's name stands at the end of its band, where that is high enough", () => {
  const room = { width: 8, height: 10, rightToLeft: false };
  const bands = [band(0, 6, 0, 20), band(6, 12, 5, 16), band(12, 30, 12, 16)];
  // across the first two, 5 to 16 is free
  assert.deepEqual(namePlace(bands, room), { x: 8, y: 10.5 });
  assert.deepEqual(namePlace([...bands, band(30, 50, 0, 10)], room), { x: 46, y: 5 });
  assert.equal(namePlace(bands, { ...room, height: 12 }), null);
  assert.equal(namePlace([band(0, 6, 0, 20), band(7, 12, 0, 20)], room), null);
});

test("from right to left its end is on the left", () => {
  const bands = [band(20, 30, 0, 20), band(10, 20, 0, 20)];
  assert.deepEqual(namePlace(bands, { width: 15, height: 10, rightToLeft: true }),
    { x: 17.5, y: 10 });
});

test("under the track stand days as there is room, or months where days lie far apart", () => {
  const { language } = state;
  const [episode] = tiny.episodes;
  assert.deepEqual(scaleTexts(episode, 400, language).map(([offset]) => offset), [0, 1, 2, 3]);
  assert.deepEqual(scaleTexts(episode, 200, language), [[0, "1 January"], [2, "3 January"]]);
  assert.deepEqual(scaleTexts({ ...episode, days: 365 }, 500, language),
    [[90, "April 2001"], [181, "July 2001"], [273, "October 2001"]]);
});
