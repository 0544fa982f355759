import assert from "node:assert/strict";
import { test } from "node:test";
import { DaySteps } from "../../src/frontmap/page/assets/state/day-steps.mjs";
import { difference, frontOn } from "../../src/frontmap/page/assets/state/timeline.mjs";
import { redrawn as record } from "./records.mjs";

const accounts = [...record.accounts.values()];
const all = record.areas.map((_, area) => area);
const sorted = (numbers) => [...numbers].sort((one, other) => one - other);
const days = Array.from({ length: record.days }, (_, day) => day);

/** An account of one border and one area over so many days, changing on odd ones. */
function longAccount(length) {
  const odd = Array.from({ length: length / 2 }, (_, number) => 2 * number + 1);
  return /** @type {any} */ ({
    runs: [odd.flatMap((day) => [day, day, -1])],
    doubts: new Map([[0, [{ first: 4, last: 7, doubt: "uncertain" }]]]),
    front: new Map([[0, odd.flatMap((day) => [day, day])], [1, [0, length]]]),
  });
}

test("whichever way it goes, the front is that of the day", () => {
  for (const account of accounts) {
    const steps = new DaySteps(account);
    for (const day of [...days, ...days.toReversed(), 0, record.days - 1, 2]) {
      assert.deepEqual(sorted(steps.front(day)), sorted(frontOn(account, day)));
    }
  }
});

test("yesterday's front is what was front the day before and is no more", () => {
  for (const account of accounts) {
    const steps = new DaySteps(account);
    for (const day of days.slice(1)) {
      const now = new Set(frontOn(account, day));
      assert.deepEqual(sorted(steps.frontBefore(day)),
        sorted(frontOn(account, day - 1).filter((border) => !now.has(border))));
    }
  }
});

test("the areas that alter between two days are those that differ", () => {
  for (const account of accounts) {
    const steps = new DaySteps(account);
    for (const from of days) {
      for (const to of days) {
        assert.deepEqual(sorted(steps.altered(from, to, all)),
          difference({ account, day: from }, { account, day: to }, all));
      }
    }
  }
});

test("areas that are not shown do not alter", () => {
  const [own] = accounts;
  assert.notDeepEqual(new DaySteps(own).altered(0, 1, all), []);
  assert.deepEqual(new DaySteps(own).altered(0, 1, []), []);
});

test("far and near steps lead to the same", () => {
  const account = longAccount(200);
  const steps = new DaySteps(account);
  for (const [from, to] of [[0, 199], [199, 190], [190, 3], [3, 4], [4, 8], [8, 7], [7, 140]]) {
    assert.deepEqual(sorted(steps.front(to)), frontOn(account, to));
    assert.deepEqual(steps.altered(from, to, [0]),
      difference({ account, day: from }, { account, day: to }, [0]));
  }
});
