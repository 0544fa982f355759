import assert from "node:assert/strict";
import { test } from "node:test";
import { brokenInto } from "../../src/frontmap/page/assets/map/wordings.mjs";

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
