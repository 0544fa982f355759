import assert from "node:assert/strict";
import { test } from "node:test";
import {
  calendarDay, changeDays, changeFrom, changesOn, controlAt, dayIndex, decode, difference,
  episodeOf, figureDays, figuresOn, frontOn, history, isDoubtful, isThere, outline, outlinesOn,
  runAt,
} from "../../src/frontmap/page/assets/timeline.mjs";
import { isoDay } from "../../src/frontmap/page/assets/days.mjs";
import { fields } from "./fields.mjs";

const record = decode(fields);
const own = record.accounts.get("");
const told = record.accounts.get("blue-media");
const [NORTH, SOUTHWEST, SOUTHEAST] = [0, 1, 2];
const holder = (area, day) => controlAt(record, own, area, day).holder;

test("days of all episodes are counted on, and nothing lies between them", () => {
  assert.equal(record.days, 6);
  assert.equal(dayIndex(record, "2001-01-04"), 3);
  assert.equal(dayIndex(record, "2001-01-05"), null);
  assert.equal(dayIndex(record, "2002-02-28"), 4);
  assert.equal(isoDay(calendarDay(record, 5)), "2002-03-01");
  assert.deepEqual([0, 3, 4, 5].map((day) => episodeOf(record, day).id),
    ["first", "first", "second", "second"]);
});

test("a state holds from its day on, and never before", () => {
  assert.deepEqual([0, 1, 2, 3].map((day) => controlAt(record, own, SOUTHEAST, day)), [
    { holder: "green", status: "held", confidence: "medium", rivals: [] },
    { holder: "green", status: "contested", confidence: "low", rivals: ["blue"] },
    { holder: "blue", status: "held", confidence: "high", rivals: [] },
    { holder: "blue", status: "held", confidence: "medium", rivals: [] },
  ]);
});

test("days without data have no holder", () => {
  assert.equal(holder(SOUTHWEST, 2), "green");
  assert.equal(controlAt(record, own, SOUTHWEST, 3).status, "no_data");
  assert.equal(runAt(told, NORTH, 0), null);
  assert.equal(controlAt(record, told, SOUTHEAST, 0).status, "no_data");
  assert.equal(controlAt(record, told, SOUTHEAST, 1).status, "contested");
});

test("only what differs between two days or accounts is painted again", () => {
  const all = [NORTH, SOUTHWEST, SOUTHEAST];
  const on = (account, day) => ({ account, day });
  assert.deepEqual(difference(on(own, 0), on(own, 1), all), [SOUTHEAST]);
  assert.deepEqual(difference(on(own, 3), on(own, 2), all), [SOUTHWEST, SOUTHEAST]);
  assert.deepEqual(difference(on(own, 1), on(told, 1), all), all);
  assert.deepEqual(difference(on(own, 2), on(own, 2), all), []);
});

test("doubt lasts as long as its span", () => {
  assert.deepEqual([0, 1, 2, 3].map((day) => isDoubtful(own, SOUTHEAST, day)),
    [false, true, true, false]);
  assert.equal(isDoubtful(own, NORTH, 1), false);
});

test("the history of an area joins runs that differ in confidence alone", () => {
  assert.deepEqual(history(record, own, SOUTHEAST, record.episodes[0])
    .map(({ first, last, control }) => [first, last, control.holder, control.status]), [
    [0, 0, "green", "held"], [1, 1, "green", "contested"], [2, 3, "blue", "held"],
  ]);
  assert.deepEqual(history(record, told, NORTH, record.episodes[1])
    .map(({ first, last }) => [first, last]), [[4, 5]]);
});

test("an outline that is not there has no run, no history and no borders", () => {
  const [plain, other] = fields.accounts;
  const dated = decode({
    ...fields,
    dated: [[3, 1, 2], [5, 1, 2]],
    accounts: [
      { ...plain, runs: [...plain.runs.slice(0, 2), [0, 0, -1, 1, 4, 0, 3, 0, -1]] }, other,
    ],
  });
  const account = dated.accounts.get("");
  const days = [0, 1, 2, 3];
  assert.deepEqual(days.map((day) => isThere(account, SOUTHEAST, day)),
    [false, true, true, false]);
  assert.deepEqual(days.map((day) => runAt(account, SOUTHEAST, day)?.control ?? null),
    [null, 4, 4, null]);
  assert.deepEqual(days.map((day) => outlinesOn(dated, account, day)), [
    { since: 0, areas: [NORTH, SOUTHWEST], borders: [0, 1, 2, 4] },
    { since: 1, areas: [NORTH, SOUTHWEST, SOUTHEAST], borders: [0, 1, 2, 3, 4, 5] },
    { since: 1, areas: [NORTH, SOUTHWEST, SOUTHEAST], borders: [0, 1, 2, 3, 4, 5] },
    { since: 3, areas: [NORTH, SOUTHWEST], borders: [0, 1, 2, 4] },
  ]);
  assert.deepEqual(history(dated, account, SOUTHEAST, dated.episodes[0])
    .map(({ first, last }) => [first, last]), [[1, 2]]);
});

test("where no outline is dated all are there, of which the record may tell nothing", () => {
  assert.equal(isThere(told, NORTH, 0), true);
  assert.deepEqual(outlinesOn(record, told, 3),
    { since: 0, areas: [NORTH, SOUTHWEST, SOUTHEAST], borders: [0, 1, 2, 3, 4, 5] });
});

test("the front is what the payload says it is", () => {
  assert.deepEqual([0, 1, 2, 3].map((day) => frontOn(own, day)), [[0, 1], [0, 1, 3], [0, 3], []]);
});

test("figures hold until they change", () => {
  assert.deepEqual(figureDays(own, record.episodes[0]), [0, 1, 2, 3]);
  assert.deepEqual([0, 1, 2, 3].map((day) => figuresOn(record, own, day).front),
    [2226.4, 2226.4, 2218.9, 0]);
  assert.deepEqual([0, 1, 2].map((day) => figuresOn(record, own, day).contested), [0, 1.231, 0]);
  assert.equal(figuresOn(record, own, 3).actors[0].held, 3.693);
  assert.equal(figuresOn(record, told, 3).front, 0);
});

test("steps from change to change stay in the episode", () => {
  assert.deepEqual(changesOn(own, 3), [SOUTHWEST]);
  assert.deepEqual(changeDays(own, record.episodes[0]), [1, 2, 3]);
  assert.deepEqual(changeDays(own, record.episodes[1]), []);
  assert.equal(changeFrom(own, record.episodes[0], 1, 1), 2);
  assert.equal(changeFrom(own, record.episodes[0], 1, -1), null);
});

test("rings are walked along their borders, forward and back", () => {
  assert.deepEqual(outline(record, SOUTHWEST)[0][0].map((point) => point.map(rounded)), [
    [0, 3], [-0.01, 3], [-0.01, 3.01], [0, 3.01],
  ]);
  assert.deepEqual(outline(record, NORTH)[0][0].length, 5);
});

function rounded(degrees) {
  return Math.round(degrees * 1e5) / 1e5 + 0;
}
