import assert from "node:assert/strict";
import { test } from "node:test";
import { next, opening } from "../../src/frontmap/page/assets/state/page-state.mjs";
import {
  areasOf, dayToSee, searchIndex, searched, searchedDay,
} from "../../src/frontmap/page/assets/state/search-index.mjs";
import { redrawn, tiny } from "./records.mjs";

const index = searchIndex(tiny);
const found = (text) => searched(index, text).map(({ kind, number }) => `${kind} ${number}`);

test("areas, parties and places are found by their names in every language", () => {
  assert.deepEqual(found("north"), ["area 0"]);
  assert.deepEqual(found("الحقل الشمالي"), ["area 0"]);
  assert.deepEqual(found("شمالي"), ["area 0"]);
  assert.deepEqual(found("Blue pa"), ["party 0"]);
  assert.deepEqual(found("طاحونة"), ["place 0"]);
  assert.deepEqual(found("southeastfield"), ["area 2"]);
});

test("a whole name comes before one that begins so, and that before a word inside", () => {
  assert.deepEqual(found("se"), ["area 2"]);
  assert.deepEqual(found("field"), ["area 0", "area 1", "area 2"]);
  const names = [["mill hill"], ["windmill"], ["mill"], ["old mill"]];
  const made = names.map((one, number) => (
    { kind: /** @type {const} */ ("place"), number, names: one }));
  assert.deepEqual(searched(made, "mill").map(({ number }) => number), [2, 0, 3, 1]);
});

test("nothing is found by nothing, by signs, or by what is in no name", () => {
  for (const text of ["", "  ", "?!", "westerly"]) assert.deepEqual(found(text), []);
});

test("ten thousand areas are searched, and a dozen offered", () => {
  const many = Array.from({ length: 10_000 }, (_, number) => (
    { kind: /** @type {const} */ ("area"), number, names: [`cell ${number}`] }));
  assert.equal(searched(many, "cell").length, 12);
  assert.deepEqual(searched(many, "cell 9999").map(({ number }) => number), [9999]);
});

test("a day that is typed is found where the atlas has it, and means one day", () => {
  const state = opening(tiny);
  assert.deepEqual(searchedDay(state, "4 January 2001"), [{ kind: "day", number: 3, names: [] }]);
  assert.deepEqual(searchedDay(state, "4 January 2018"), []);
  assert.deepEqual(searchedDay(state, "1.2.2001"), []);
});

test("an area is shown on the present day, else on the nearest that has its outline", () => {
  const [NORTH, SOUTHWEST, HARBOUR] = [0, 1, 3];
  const on = (day) => next(opening(redrawn), { day });
  assert.equal(dayToSee(on(2), NORTH), 2);
  // the southwest is there on the days 0 and 1
  assert.equal(dayToSee(on(6), SOUTHWEST), 1);
  // the harbour is there on the days 1 and 2
  assert.equal(dayToSee(on(0), HARBOUR), 1);
  assert.equal(dayToSee(on(5), HARBOUR), 2);
});

test("a party's areas are those that it holds on the day", () => {
  const [BLUE, GREEN] = [0, 1];
  const state = next(opening(tiny), { day: 2 });
  assert.deepEqual(areasOf(state, BLUE), [0, 2]);
  assert.deepEqual(areasOf(state, GREEN), [1]);
});
