import assert from "node:assert/strict";
import { test } from "node:test";
import { neighbourOf, wayOf } from "../../src/frontmap/page/assets/map/neighbours.mjs";
import { tiny } from "./records.mjs";

const [NORTH, SOUTHWEST, SOUTHEAST] = [0, 1, 2];
const outlines = { areas: [0, 1, 2], borders: [0, 1, 2, 3, 4, 5] };
const go = (from, way, among = outlines) => neighbourOf(tiny, from, way, among);

test("up and down lead among areas, and to either side with shift", () => {
  const way = (key, shiftKey = false) => wayOf({ key, shiftKey });
  assert.deepEqual(["ArrowUp", "ArrowDown"].map((key) => way(key)), ["ArrowUp", "ArrowDown"]);
  assert.equal(way("ArrowLeft", true), "ArrowLeft");
  assert.equal(way("ArrowRight", true), "ArrowRight");
  assert.deepEqual([way("ArrowLeft"), way("ArrowUp", true), way("Enter"), way("toString")],
    [null, null, null, null]);
});

test("a key leads to the neighbour that lies that way", () => {
  assert.equal(go(SOUTHWEST, "ArrowRight"), SOUTHEAST);
  assert.equal(go(SOUTHEAST, "ArrowLeft"), SOUTHWEST);
  assert.equal(go(SOUTHWEST, "ArrowUp"), NORTH);
});

test("where nothing lies that way, it leads nowhere", () => {
  assert.equal(go(NORTH, "ArrowUp"), null);
  assert.equal(go(SOUTHEAST, "ArrowDown"), null);
  assert.equal(go(NORTH, "ArrowDown", { areas: [0], borders: outlines.borders }), null);
});

test("where no border is shared that way, it leads to the nearest area that lies there", () => {
  assert.equal(go(SOUTHWEST, "ArrowRight", { areas: outlines.areas, borders: [] }), SOUTHEAST);
});

test("of two that lie that way the one most nearly so is taken", () => {
  const at = (lat, lon) => ({ ...tiny.areas[0], label: [lat, lon] });
  const record = /** @type {any} */ ({
    ...tiny, areas: [at(0, 0), at(-1, 0.9), at(-1.5, 0.1)],
    borders: [{ left: 0, right: 1 }, { left: 2, right: 0 }],
  });
  assert.equal(neighbourOf(record, 0, "ArrowDown", { areas: [0, 1, 2], borders: [0, 1] }), 2);
});
