import assert from "node:assert/strict";
import { test } from "node:test";
import { drawnIn, drawnOf } from "../../src/frontmap/page/assets/state/drawn.mjs";
import { opening } from "../../src/frontmap/page/assets/state/page-state.mjs";
import { tiny } from "./records.mjs";

test("the legend has what the looks of the areas need, and no more", () => {
  const control = (holder, more = {}) => tiny.controls.findIndex((one) => (
    one !== null && one.holder === holder && Object.entries(more).every(([k, v]) => one[k] === v)));
  const blue = control("blue", { status: "held" });
  const drawn = drawnOf(tiny, [[String(blue), "none"]]);
  assert.deepEqual([drawn.actors.map(({ id }) => id), drawn.statuses, drawn.doubts],
    [["blue"], [], []]);
  const contested = tiny.controls.findIndex((one) => one?.status === "contested");
  const two = drawnOf(tiny, [[String(blue), "uncertain"], [String(contested), "assumed"]]);
  assert.deepEqual(two.statuses.map(({ id }) => id), ["contested"]);
  assert.deepEqual(two.doubts, ["uncertain", "assumed"]);
  assert.ok(two.actors.length > 1);
});

test("an area of which nothing is told has its white in the legend", () => {
  const drawn = drawnOf(tiny, [["0", "none"]]);
  assert.deepEqual([drawn.actors, drawn.statuses.map(({ id }) => id)], [[], ["no_data"]]);
});

test("of an episode the legend may have what any of its days has", () => {
  const { actors, statuses, doubts, lines } = drawnIn(opening(tiny));
  assert.deepEqual(actors.map(({ id }) => id), ["blue", "green", "unknown"]);
  assert.deepEqual(statuses.map(({ id }) => id), ["contested", "unknown"]);
  assert.deepEqual(doubts, ["uncertain"]);
  assert.deepEqual(lines.map(({ stroke }) => stroke), ["front", "frontBefore", "changed", "schematic"]);
});
