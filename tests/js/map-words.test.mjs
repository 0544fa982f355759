import assert from "node:assert/strict";
import { test } from "node:test";
import {
  areasInWords, frontWords, fronts, stretchWords, wayTo,
} from "../../src/frontmap/page/assets/state/map-words.mjs";
import { next, opening } from "../../src/frontmap/page/assets/state/page-state.mjs";
import { redrawn, tiny } from "./records.mjs";

const start = opening(tiny);
const on = (day) => next(start, { day });

test("the way from place to place is one of eight, as a compass has them", () => {
  assert.deepEqual(
    [[0, 1], [1, 1], [1, 0], [1, -1], [0, -1], [-1, -1], [-1, 0], [-1, 1]]
      .map((place) => wayTo([0, 0], place)),
    ["e", "ne", "n", "nw", "w", "sw", "s", "se"],
  );
  // so far north a degree of longitude is half as long as one of latitude
  assert.deepEqual([wayTo([60, 0], [61, 0.8]), wayTo([0, 0], [1, 0.8])], ["n", "ne"]);
});

test("borders that meet between the same two parties are one stretch of the front", () => {
  const told = fronts(on(0));
  assert.equal(told.length, 1);
  assert.deepEqual(told[0].stretches.map((stretch) => stretchWords(on(0), stretch)), [
    "2,226 m: Blue party (North field) facing Green party (Southwest field, Southeast field), "
      + "from Southwest field (west) to Southeast field (east)",
  ]);
});

test("where a rival stands inside, the front within a party is a stretch of its own", () => {
  const [{ stretches }] = fronts(on(1));
  assert.deepEqual(stretches.map((stretch) => stretchWords(on(1), stretch)), [
    "2,226 m: Blue party (North field) facing Green party (Southwest field, "
      + "Southeast field (contested)), from Southwest field (west) to Southeast field (east)",
    "1,106 m within Green party: Southwest field, Southeast field (contested)",
  ]);
});

test("fronts that do not touch are told apart, the longest first", () => {
  const day = next(opening(redrawn), { day: 2 });
  assert.deepEqual(fronts(day).map(({ metres }) => Math.round(metres)), [2776, 2226]);
});

test("a stretch that ends beside a landmark is told to reach there", () => {
  /** @type {any} */
  const mill = { ...tiny.landmarks[0], line: [[0, 3.0005], [0.0005, 3.001]] };
  const state = next(opening({ ...tiny, landmarks: [mill] }), { day: 0 });
  assert.match(stretchWords(state, fronts(state)[0].stretches[0]),
    /, from The mill \(west\) to Southeast field \(east\)$/);
});

test("in short it is told how long the front is, and the longest stretch", () => {
  assert.match(frontWords(on(1)), /^Front in all: 3,332 m; stretches: 2\. 2,226 m: Blue party/);
  assert.equal(frontWords(on(3)), "No front on this day");
});

test("each area is told with its state, and its neighbours by the way to them", () => {
  assert.deepEqual(areasInWords(on(1)), [
    "North field, Blue party, medium confidence. southwest: Southwest field. "
      + "southeast: Southeast field",
    "Southwest field, Green party, medium confidence. east: Southeast field. "
      + "northeast: North field",
    "Southeast field, Green party, contested (Blue party), low confidence. "
      + "northwest: North field. west: Southwest field",
  ]);
  assert.match(areasInWords(next(start, { day: 1, lang: "ar" }))[0], /الجنوب الغربي: /);
});

test("an outline that is not there has no neighbours and is nobody's", () => {
  const names = (day) => areasInWords(next(opening(redrawn), { day })).map((words) => (
    words.split(",")[0]));
  assert.deepEqual(names(0), ["north", "Southwest field", "southeast"]);
  assert.deepEqual(names(3), ["north", "west", "east"]);
});
