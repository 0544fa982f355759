import assert from "node:assert/strict";
import { test } from "node:test";
import {
  NOTHING_TOLD, STATUSES, statusRows, tileCountedAs,
} from "../../src/frontmap/page/assets/state/statuses.mjs";
import { tiny } from "./records.mjs";

test("every status that Python knows has a row", () => {
  assert.deepEqual([...tiny.statuses.values()], STATUSES);
  assert.ok(tiny.statuses.has(NOTHING_TOLD));
});

test("rows of the payload's own stand in the place of ours", () => {
  const row = { id: "besieged", tile: "rings", rivals: true, counts: "contested", plain: false };
  const rows = statusRows([/** @type {any} */ (row), "held"]);
  assert.deepEqual([...rows.keys()], ["besieged", "held"]);
  assert.equal(tileCountedAs(rows, "contested"), "rings");
});

test("a figure has the tile of the status that counts as it", () => {
  assert.equal(tileCountedAs(tiny.statuses, "contested"), "hatch");
  assert.equal(tileCountedAs(tiny.statuses, "shared"), "bands");
});
