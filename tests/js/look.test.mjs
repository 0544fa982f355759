import assert from "node:assert/strict";
import { test } from "node:test";
import { lookOf } from "../../src/frontmap/page/assets/map/look.mjs";
import { next, opening } from "../../src/frontmap/page/assets/state/page-state.mjs";
import { tiny } from "./records.mjs";

const start = opening(tiny);
const [NORTH, SOUTHEAST] = [0, 2];

test("an area has its state's pattern, its name and its holder's code", () => {
  const { about, ...look } = lookOf(next(start, { day: 0 }), SOUTHEAST);
  assert.deepEqual(look, {
    tile: "solid", inks: ["#9cc98a"], ink: "#1c1f24", name: "Southeast field", code: "SE",
    holder: "GRN",
  });
  assert.match(about, /^Southeast field, Green party, medium confidence$/);
});

test("a doubted area is paler, and its code bears the language's question mark", () => {
  const look = lookOf(next(start, { day: 1, lang: "ar" }), SOUTHEAST);
  assert.deepEqual([look.tile, look.inks, look.holder],
    ["hatch", ["#cee4c4", "#99aecc"], "GRN؟"]);
});

test("of a part the code names who is there, and leaves the rest open", () => {
  assert.equal(lookOf(next(start, { day: 1, toldBy: "blue-media" }), SOUTHEAST).holder, "BLU/?");
});

test("where nothing is told the area is blank and bears no holder", () => {
  const look = lookOf(next(start, { day: 1, toldBy: "blue-media" }), NORTH);
  assert.deepEqual([look.tile, look.inks, look.holder, look.ink], ["empty", [], "", "#1c1f24"]);
});
