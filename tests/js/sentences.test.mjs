import assert from "node:assert/strict";
import { test } from "node:test";
import { next, opening } from "../../src/frontmap/page/assets/state/page-state.mjs";
import {
  accountName, areaWords, dayWords, holderName, isPartOnly, stateWords,
} from "../../src/frontmap/page/assets/state/sentences.mjs";
import { controlAt } from "../../src/frontmap/page/assets/state/timeline.mjs";
import { redrawn, tiny } from "./records.mjs";

const start = opening(tiny);
const { language } = start;
const ar = start.languages.get("ar");
const own = tiny.accounts.get("");
const blue = tiny.accounts.get("blue-media");
const [NORTH, SOUTHEAST] = [0, 2];

test("a state that is plainly held is its holder's name, another has its word too", () => {
  const words = (day, tongue = language) => (
    stateWords(controlAt(tiny, own, SOUTHEAST, day), tongue));
  assert.equal(words(0), "Green party");
  assert.equal(words(1), "Green party, contested (Blue party)");
  assert.match(words(1, ar), /، متنازع عليها \(/);
});

test("where nothing is told, that is said", () => {
  const nothing = controlAt(tiny, blue, NORTH, 0);
  assert.equal(holderName(tiny, nothing, language), "no data");
  assert.equal(stateWords(nothing, language), "no data");
});

test("of a part nothing is said of the rest", () => {
  const part = controlAt(tiny, blue, SOUTHEAST, 1);
  assert.equal(isPartOnly(tiny, part), true);
  assert.match(stateWords(part, language), /Blue party/);
  assert.equal(isPartOnly(tiny, controlAt(tiny, own, SOUTHEAST, 1)), false);
});

test("an area that an unknown party shares by agreement is no part of which it is told", () => {
  const shared = {
    holder: "unknown", status: "shared", rivals: ["blue"], confidence: "", words: {},
  };
  assert.equal(isPartOnly(tiny, shared), false);
  assert.equal(isPartOnly(tiny, { ...shared, status: "contested" }), true);
});

test("an area is told with its name, holder, status and confidence", () => {
  assert.match(areaWords(next(start, { day: 1 }), SOUTHEAST),
    /^Southeast field, Green party, contested \(Blue party\), low confidence$/);
  assert.equal(areaWords(next(start, { day: 0, toldBy: "blue-media" }), NORTH),
    "North field, no data");
});

test("a day is told with what changed on it, from what to what", () => {
  assert.equal(dayWords(next(start, { day: 2 })), "3 January 2001. "
    + "Southeast field: from Green party, contested (Blue party) to Blue party");
});

test("it is told that a day opens the record, that nothing changed, and that it is the last", () => {
  assert.equal(dayWords(next(start, { day: 0 })),
    "1 January 2001. The record of this episode opens on this day");
  assert.equal(dayWords(next(opening(redrawn), { day: 6 })),
    "3 February 2002. Nothing changed on this day. Last day of this episode");
  assert.equal(dayWords(next(start, { day: 3 })), "4 January 2001. "
    + "Southwest field: from Green party to Unknown. Last day of this episode");
});

test("of many changes their number is told and the first two", () => {
  const many = new Map([[1, [0, 1, 2, 0]]]);
  const accounts = new Map([["", { ...own, changes: many }]]);
  const words = dayWords(next(opening({ ...tiny, accounts }), { day: 1 }));
  assert.match(words, /^2 January 2001\. Areas that changed: 4\. North field: from .*\. and 2 more$/);
  assert.equal(words.split(": from ").length, 3);
});

test("an outline that is new had no state before", () => {
  assert.match(dayWords(next(opening(redrawn), { day: 2 })), /west: Green party\. east: Blue party/);
});

test("an account is called by whose it is", () => {
  assert.equal(accountName(blue, language), "Blue media");
  assert.match(accountName(tiny.accounts.get("side:blue"), language), /Blue party/);
  assert.equal(accountName(own, language), language.word("page.own_reading"));
});
