import assert from "node:assert/strict";
import { test } from "node:test";
import {
  NOTHING_TOLD, statusCountedAs, statusRows,
} from "../../src/frontmap/page/assets/state/statuses.mjs";
import { tiny } from "./records.mjs";

test("the statuses are those of the payload, in its order", () => {
  const row = {
    id: "besieged", tile: "rings", rivals: true, counts: "contested", plain: false, inks: ["grey"],
  };
  const other = { ...row, id: "left", counts: "held" };
  const rows = statusRows([/** @type {any} */ (row), /** @type {any} */ (other)]);
  assert.deepEqual([...rows], [["besieged", row], ["left", other]]);
  assert.equal(statusCountedAs(rows, "contested"), row);
});

test("of days of which nothing is told there is a status", () => {
  assert.ok(tiny.statuses.has(NOTHING_TOLD));
});

test("a figure has the look of the first status that counts as it", () => {
  assert.equal(statusCountedAs(tiny.statuses, "contested").tile, "hatch");
  assert.equal(statusCountedAs(tiny.statuses, "shared").tile, "bands");
});
