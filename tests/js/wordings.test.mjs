import assert from "node:assert/strict";
import { test } from "node:test";
import {
  brokenInto, quietSize, sizesOf, wordingsOf,
} from "../../src/frontmap/page/assets/map/wordings.mjs";

/** @type {any} */ (globalThis).document = {
  // letters as wide as they are high
  createElement: () => ({
    getContext: () => ({ measureText: (text) => ({ width: 100 * text.length }) }),
  }),
};

test("letters are never smaller than eleven pixels, loud or quiet", () => {
  assert.deepEqual(sizesOf(20), [18.6, 16.4, 14.6]);
  assert.deepEqual(sizesOf(11), [11]);
  assert.equal(quietSize(11), 11);
});

test("a name is broken before it is set smaller, with room for a code below it or beside", () => {
  const ways = wordingsOf("Beit Sahem", { code: 4, isLoud: true }, [20, 11]);
  assert.deepEqual(ways.slice(0, 4).map(({ lines, code, width }) => [lines, code, width]), [
    [["Beit Sahem"], "below", 200],
    [["Beit Sahem"], "beside", 340],
    [["Beit", "Sahem"], "below", 100],
    [["Beit", "Sahem"], "beside", 240],
  ]);
  assert.deepEqual(ways.map(({ size }) => size), [20, 20, 20, 20, 11, 11, 11, 11]);
  assert.deepEqual(ways.slice(0, 2).map(({ height }) => Math.round(height)), [47, 24]);
});

test("what stands in brackets is left out before letters get smaller", () => {
  const ways = wordingsOf("Rija (Square)", { code: 0, isLoud: true }, [20, 11]);
  assert.deepEqual(ways.map(({ lines, size }) => [lines.join("/"), size]),
    [["Rija (Square)", 20], ["Rija/(Square)", 20], ["Rija", 20], ["Rija", 11]]);
});

test("a label that is never loud needs the room of quiet letters only", () => {
  const [way] = wordingsOf("Midan", { code: 0, isLoud: false }, [20]);
  assert.equal(way.width, 5 * 20 * 0.88);
});

test("words are broken into as many lines as asked for, as even as they allow", () => {
  const words = ["Hajar", "al-Aswad:", "middle", "strip"];
  assert.deepEqual(brokenInto(words, 1), ["Hajar al-Aswad: middle strip"]);
  assert.deepEqual(brokenInto(words, 2), ["Hajar al-Aswad:", "middle strip"]);
  assert.deepEqual(brokenInto(words, 3), ["Hajar", "al-Aswad:", "middle strip"]);
  assert.deepEqual(brokenInto(words, 4), words);
});

test("no line is lost where one word is long", () => {
  assert.deepEqual(brokenInto(["a", "bbbbbbbbbbbbbbbb"], 2), ["a", "bbbbbbbbbbbbbbbb"]);
  assert.deepEqual(brokenInto(["Midan"], 1), ["Midan"]);
});
