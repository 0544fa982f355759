import assert from "node:assert/strict";
import { test } from "node:test";
import { eventsByDay, marksOf, radiusOf } from "../../src/frontmap/page/assets/state/events.mjs";

const dot = (x, y, sure = true, claim = 0) => ({ x, y, sure, claims: [claim] });

test("an event is there on each of its days, at its place", () => {
  const byDay = eventsByDay([7, 3630512, -250, 1, 0, 1, 8, 3, 4, 0, 1, 1]);
  assert.deepEqual(byDay.get(0), [{ claim: 7, place: [-0.0025, 36.30512], sure: true }]);
  assert.deepEqual(byDay.get(1).map(({ claim, sure }) => [claim, sure]), [[7, true], [8, false]]);
  assert.equal(byDay.get(2), undefined);
});

test("a dot alone is a mark of one", () => {
  assert.deepEqual(marksOf([dot(100, 50, false, 7)]),
    [{ x: 100, y: 50, count: 1, sure: false, claims: [7] }]);
});

test("dots in one square are one mark in their middle, sure where one of them is", () => {
  assert.deepEqual(marksOf([dot(2, 2, false, 7), dot(6, 4, true, 8), dot(4, 6, false, 7)]),
    [{ x: 4, y: 4, count: 3, sure: true, claims: [7, 8, 7] }]);
});

test("a mark takes over those that would touch it", () => {
  const marks = marksOf([dot(16, 5, true, 1), dot(17, 5, true, 2), dot(20, 5, true, 3)]);
  assert.deepEqual(marks.map(({ count, claims }) => [count, claims]), [[3, [1, 2, 3]]]);
});

test("many events have few marks, which count all of them", () => {
  const dots = [];
  for (let x = 0; x < 40; x += 1) for (let y = 0; y < 30; y += 1) dots.push(dot(30 * x, 30 * y));
  const marks = marksOf(dots);
  assert.ok(marks.length <= 80);
  assert.equal(marks.reduce((sum, { count }) => sum + count, 0), 1200);
});

test("a number has room in its mark", () => {
  assert.deepEqual([1, 2, 10, 100].map(radiusOf), [5, 9, 12, 15]);
});
