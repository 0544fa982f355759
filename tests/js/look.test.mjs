import assert from "node:assert/strict";
import { test } from "node:test";
import { alike, lookOf } from "../../src/frontmap/page/assets/map/look.mjs";
import { next, opening } from "../../src/frontmap/page/assets/state/page-state.mjs";
import { tiny } from "./records.mjs";

const start = opening(tiny);
const [NORTH, SOUTHWEST, SOUTHEAST] = [0, 1, 2];

test("an area has its state's pattern, its name and its holder's code", () => {
  const { about, ...look } = lookOf(next(start, { day: 0 }), SOUTHEAST);
  assert.deepEqual(look, {
    tile: "solid", inks: ["#9cc98a"], ink: "#1c1f24", name: "Southeast field",
    holder: "GRN",
  });
  assert.match(about, /^Southeast field, Green party, medium confidence$/);
});

test("a doubted area is paler, and its code bears the language's question mark", () => {
  const look = lookOf(next(start, { day: 1, lang: "ar" }), SOUTHEAST);
  assert.deepEqual([look.tile, look.inks, look.holder],
    ["hatch", ["#aad19a", "#5073a7"], "أخضر؟"]);
});

/** The page's first state with all areas in doubt, and in which way. */
function inDoubt(doubt) {
  const days = [{ first: 0, last: tiny.days - 1, doubt }];
  const doubts = new Map(tiny.areas.map((_, area) => [area, days]));
  const accounts = new Map([["", { ...tiny.accounts.get(""), doubts }]]);
  return opening({ ...tiny, accounts });
}

test("an assumed area is paler still, and its code stands in brackets", () => {
  const [sure, uncertain, assumed] = ["none", "uncertain", "assumed"]
    .map((doubt) => lookOf(next(inDoubt(doubt), { day: 0 }), SOUTHEAST));
  assert.deepEqual([sure, uncertain, assumed].map(({ inks, holder }) => [...inks, holder]),
    [["#9cc98a", "GRN"], ["#aad19a", "GRN?"], ["#bcdaaf", "(GRN)"]]);
});

test("who is unknown is a question mark already, which brackets may hold", () => {
  const [sure, uncertain, assumed] = ["none", "uncertain", "assumed"]
    .map((doubt) => lookOf(next(inDoubt(doubt), { day: 3 }), SOUTHWEST).holder);
  assert.deepEqual([sure, uncertain, assumed], ["?", "?", "(?)"]);
});

test("codes switch with the language, and fall back to the first one in silence", () => {
  const [northern, eastern] = [NORTH, SOUTHEAST]
    .map((area) => lookOf(next(start, { day: 0, lang: "ar" }), area));
  assert.deepEqual([northern.holder, eastern.holder], ["أزرق", "أخضر"]);
});

test("of a part the code names who is there, and leaves the rest open", () => {
  assert.equal(lookOf(next(start, { day: 1, toldBy: "blue-media" }), SOUTHEAST).holder, "BLU/?");
});

test("where nothing is told the area is blank and bears no holder", () => {
  const look = lookOf(next(start, { day: 1, toldBy: "blue-media" }), NORTH);
  assert.deepEqual([look.tile, look.inks, look.holder, look.ink], ["empty", [], "", "#1c1f24"]);
});

test("areas look alike where holder, doubt and status are the same", () => {
  const [northern, southern] = [NORTH, SOUTHEAST]
    .map((area) => alike(lookOf(next(start, { day: 0 }), area)));
  assert.notEqual(northern, southern);
  assert.equal(alike(lookOf(next(start, { day: 0 }), NORTH)), northern);
});
