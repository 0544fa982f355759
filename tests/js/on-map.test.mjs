import assert from "node:assert/strict";
import { test } from "node:test";
import {
  notesOn, placesOn, toldOfNote,
} from "../../src/frontmap/page/assets/state/on-map.mjs";
import { next, opening } from "../../src/frontmap/page/assets/state/page-state.mjs";
import { decode } from "../../src/frontmap/page/assets/state/payload.mjs";
import { payloadOf } from "./records.mjs";

/** Days 1 and 2 an arrow at the mill, day 1 a callout in the first area, day 3 at a point. */
const record = decode({
  ...payloadOf("tiny"),
  annotations: [[1, 2, 0, 9, -1, 0], [1, 1, 1, 10, 0, -1], [3, 3, 2, 9, -1, -1, 100, 50]],
});
const on = (day, toldBy = "") => next(opening(record), { day, toldBy });
const ids = (claims) => claims.map((claim) => record.claims[claim].id);

test("a note is there on its days and no others", () => {
  assert.deepEqual([0, 1, 2, 3].map((day) => notesOn(on(day)).map(({ kind }) => kind)),
    [[], ["arrow", "callout"], ["arrow"], ["number"]]);
});

test("an account has no note of ours", () => {
  assert.deepEqual(notesOn(on(1, "green-media")), []);
});

test("the landmarks that claims of the day name are places, with those claims", () => {
  const [mill, ...others] = placesOn(on(1));
  assert.deepEqual(ids(mill.claims), ["herald-1"]);
  assert.deepEqual(mill.place.map((degrees) => Math.round(degrees * 1000)), [-5, 3015]);
  assert.deepEqual(others, []);
  assert.deepEqual(placesOn(on(3)), []);
});

test("an account has the places that its own voices name", () => {
  const { voice } = record.claims[placesOn(on(1))[0].claims[0]];
  const voices = [...record.accounts.keys()].filter(Boolean);
  const having = voices.filter((toldBy) => placesOn(on(1, toldBy)).length > 0);
  assert.ok(having.every((toldBy) => toldBy.startsWith("side:")
    || toldBy === record.voices[voice].id));
});

test("a note opens its text, and the day's claims about its landmark or its area", () => {
  const [mill, first] = notesOn(on(1));
  assert.deepEqual(ids(toldOfNote(on(1), mill).claims), ["herald-1"]);
  assert.deepEqual(ids(toldOfNote(on(0), first).claims), ["almanac-1"]);
  assert.equal(toldOfNote(on(1), mill).text, mill.text);
});
