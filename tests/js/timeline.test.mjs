import assert from "node:assert/strict";
import { test } from "node:test";
import { isoDay } from "../../src/frontmap/page/assets/state/days.mjs";
import {
  calendarDay, changeDays, changeFrom, changesOn, controlAt, dayIndex, difference, episodeOf,
  doubtOn, figuresOn, frontOn, frontsIn, history, isThere, looksIn, outlinesOn, patternOf, runAt,
  sameState, sinceOf,
} from "../../src/frontmap/page/assets/state/timeline.mjs";
import { redrawn, tiny } from "./records.mjs";

const own = tiny.accounts.get("");
const blue = tiny.accounts.get("blue-media");
const dated = redrawn.accounts.get("");
const [NORTH, SOUTHWEST, SOUTHEAST] = [0, 1, 2];
const [HARBOUR, EAST, OLD_TOWN] = [3, 5, 6];
const DAYS = [0, 1, 2, 3];

test("days of all episodes are counted on, and nothing lies between them", () => {
  assert.equal(dayIndex(redrawn, "2001-01-04"), 3);
  assert.equal(dayIndex(redrawn, "2001-01-05"), null);
  assert.equal(dayIndex(redrawn, "2002-02-01"), 4);
  assert.equal(dayIndex(redrawn, "1 February 2002"), null);
  assert.equal(isoDay(calendarDay(redrawn, 5)), "2002-02-02");
  assert.deepEqual([0, 3, 4, 6].map((day) => episodeOf(redrawn, day).id),
    ["first-week", "first-week", "later", "later"]);
});

test("a state holds from its day on, and never before", () => {
  const states = DAYS.map((day) => controlAt(tiny, own, SOUTHEAST, day));
  assert.deepEqual(states.map((control) => ({ ...control, words: {} })), [
    { holder: "green", status: "held", confidence: "medium", rivals: [], words: {} },
    { holder: "green", status: "contested", confidence: "low", rivals: ["blue"], words: {} },
    { holder: "blue", status: "held", confidence: "high", rivals: [], words: {} },
    { holder: "blue", status: "held", confidence: "high", rivals: [], words: {} },
  ]);
});

test("days of which an account tells nothing have no holder and are drawn blank", () => {
  assert.equal(runAt(blue, NORTH, 0), null);
  assert.deepEqual(controlAt(tiny, blue, NORTH, 0),
    { holder: "", status: "no_data", confidence: "", rivals: [], words: {} });
  assert.deepEqual(patternOf(tiny, runAt(blue, NORTH, 0), "none"), { tile: "empty", inks: [] });
});

test("a state has its tile and its colours, paler ones where it is doubted", () => {
  const run = runAt(own, SOUTHEAST, 1);
  assert.deepEqual(patternOf(tiny, run, "none"), { tile: "hatch", inks: ["#9cc98a", "#335c99"] });
  assert.deepEqual(patternOf(tiny, run, "uncertain"),
    { tile: "hatch", inks: ["#aad19a", "#5073a7"] });
  assert.deepEqual(patternOf(tiny, run, "assumed"),
    { tile: "hatch", inks: ["#bcdaaf", "#becfe9"] });
});

test("a state began on its first day, or earlier, or when it is known to have begun", () => {
  const known = { en: "about 20 December 2000", ar: "" };
  const account = { ...own, since: new Map([
    [NORTH, [{ day: 0, known: null }, { day: 2, known }]],
    [SOUTHEAST, [{ day: 0, known: null }, { day: 3, known }]],
  ]) };
  const since = (area) => DAYS.map((day) => sinceOf(tiny, account, area, day));
  const simply = (first) => ({ first, known: null, orEarlier: false });
  const older = { first: 0, known: null, orEarlier: true };
  const told = { first: 0, known, orEarlier: false };
  assert.deepEqual(since(NORTH), [older, older, told, told]);
  // what is said of one state says nothing of the next
  assert.deepEqual(since(SOUTHEAST), [older, simply(1), simply(2), { ...told, first: 2 }]);
  assert.deepEqual(sinceOf(tiny, account, SOUTHWEST, 2), simply(0));
});

test("states are the same that differ in confidence alone", () => {
  const control = controlAt(tiny, own, SOUTHEAST, 1);
  assert.equal(sameState(control, { ...control, confidence: "low" }), true);
  assert.equal(sameState(control, { ...control, rivals: [] }), false);
  assert.equal(sameState(control, { ...control, status: "shared" }), false);
});

test("only what differs between two days or accounts is painted again", () => {
  const all = [NORTH, SOUTHWEST, SOUTHEAST];
  const on = (account, day) => ({ account, day });
  assert.deepEqual(difference(on(own, 0), on(own, 1), all), [SOUTHEAST]);
  assert.deepEqual(difference(on(own, 3), on(own, 2), all), [SOUTHWEST, SOUTHEAST]);
  assert.deepEqual(difference(on(own, 1), on(blue, 1), all), all);
  assert.deepEqual(difference(on(own, 2), on(own, 2), all), []);
});

test("doubt lasts as long as its span", () => {
  assert.deepEqual(DAYS.map((day) => doubtOn(own, SOUTHEAST, day)),
    ["none", "uncertain", "uncertain", "none"]);
  assert.equal(doubtOn(own, NORTH, 1), "none");
});

test("the history of an area has one piece for each state, within the episode", () => {
  assert.deepEqual(history(tiny, own, SOUTHEAST, tiny.episodes[0])
    .map(({ first, last, control }) => [first, last, control.holder, control.status]), [
    [0, 0, "green", "held"], [1, 1, "green", "contested"], [2, 3, "blue", "held"],
  ]);
  assert.deepEqual(history(redrawn, dated, NORTH, redrawn.episodes[1])
    .map(({ first, last }) => [first, last]), [[4, 6]]);
});

test("an outline that is not there has no run, no history and no borders", () => {
  assert.deepEqual(DAYS.map((day) => isThere(dated, HARBOUR, day)), [false, true, true, false]);
  assert.deepEqual(DAYS.map((day) => runAt(dated, HARBOUR, day) !== null),
    [false, true, true, false]);
  assert.deepEqual(DAYS.map((day) => outlinesOn(redrawn, dated, day)), [
    { since: 0, areas: [0, 1, 2], borders: [0, 1, 2, 3, 4, 5] },
    { since: 1, areas: [0, 1, 2, 3], borders: [0, 1, 3, 4, 5, 6, 7, 8, 9] },
    { since: 2, areas: [0, 3, 4, 5], borders: [6, 7, 8, 9, 10, 11, 12, 13, 14] },
    { since: 3, areas: [0, 4, 5], borders: [2, 10, 11, 12, 13, 14] },
  ]);
  assert.deepEqual(history(redrawn, dated, HARBOUR, redrawn.episodes[0])
    .map(({ first, last }) => [first, last]), [[1, 2]]);
  assert.deepEqual(history(redrawn, dated, OLD_TOWN, redrawn.episodes[0]), []);
});

test("where no outline is dated all are there, of which the record may tell nothing", () => {
  assert.equal(isThere(blue, NORTH, 0), true);
  assert.deepEqual(outlinesOn(tiny, blue, 3),
    { since: 0, areas: [NORTH, SOUTHWEST, SOUTHEAST], borders: [0, 1, 2, 3, 4, 5] });
});

test("the front is what the payload says it is", () => {
  assert.deepEqual(DAYS.map((day) => frontOn(own, day)), [[0, 1], [0, 1, 3], [0, 3], []]);
});

test("figures hold until they change", () => {
  assert.deepEqual(DAYS.map((day) => figuresOn(tiny, own, day).front),
    [2226.4, 3332.1, 2218.9, 0]);
  assert.deepEqual([0, 1, 2].map((day) => figuresOn(tiny, own, day).contested), [0, 1.231, 0]);
  assert.deepEqual(figuresOn(tiny, own, 1).actors[1],
    { held: 1.231, contested: 1.231, shared: 0, front: 3332.1 });
  assert.equal(figuresOn(tiny, own, 3).actors[0].held, 3.693);
  assert.equal(figuresOn(tiny, blue, 3).front, 0);
});

test("steps from change to change stay in the episode", () => {
  assert.deepEqual(changesOn(own, 3), [SOUTHWEST]);
  assert.deepEqual(changesOn(dated, 3), [EAST]);
  assert.deepEqual(changeDays(own, tiny.episodes[0]), [1, 2, 3]);
  assert.deepEqual(changeDays(dated, redrawn.episodes[1]), []);
  assert.equal(changeFrom(own, tiny.episodes[0], 1, 1), 2);
  assert.equal(changeFrom(own, tiny.episodes[0], 1, -1), null);
});

test("an area's looks in an episode are all that it has on any day of it", () => {
  const [week] = tiny.episodes;
  assert.deepEqual(looksIn(own, NORTH, week), [[2, "none"]]);
  assert.deepEqual(looksIn(own, SOUTHEAST, { ...week, days: 2 }),
    [[3, "none"], [3, "uncertain"], [5, "none"], [5, "uncertain"]]);
  assert.deepEqual(looksIn(own, SOUTHWEST, { ...week, start: 3, days: 1 }), [[4, "none"]]);
  // before what the record tells there is nothing
  const late = { ...own, runs: [[2, 9, 0], [], []] };
  assert.deepEqual(looksIn(late, NORTH, week), [[0, "none"], [9, "none"]]);
  assert.deepEqual(looksIn(late, SOUTHWEST, week), [[0, "none"]]);
});

test("the fronts of an episode are the borders that are front on a day of it", () => {
  const [week] = tiny.episodes;
  assert.deepEqual(frontsIn(own, week), [0, 1, 3]);
  assert.deepEqual(frontsIn(own, { ...week, start: 2, days: 2 }), [0, 3]);
  assert.deepEqual(frontsIn(own, { ...week, start: 3, days: 1 }), []);
});
