import assert from "node:assert/strict";
import { test } from "node:test";
import { Tally } from "../../src/frontmap/page/assets/state/tally.mjs";

test("a look is there as long as some area has it", () => {
  const tally = new Tally();
  tally.set(0, "held");
  tally.set(1, "held");
  tally.set(2, "contested");
  assert.deepEqual(tally.looks, ["held", "contested"]);
  tally.set(2, "held");
  tally.set(0, "unknown");
  assert.deepEqual(tally.looks, ["held", "unknown"]);
});

test("a look that is told again is counted once", () => {
  const tally = new Tally();
  tally.set(0, "held");
  tally.set(0, "held");
  tally.set(0, "contested");
  assert.deepEqual(tally.looks, ["contested"]);
});

test("after it was cleared nothing is counted", () => {
  const tally = new Tally();
  tally.set(0, "held");
  tally.clear();
  assert.deepEqual(tally.looks, []);
});
