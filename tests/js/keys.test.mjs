import assert from "node:assert/strict";
import { test } from "node:test";
import { actionOf } from "../../src/frontmap/page/assets/state/keys.mjs";

const plain = { shift: false, isRightToLeft: false, onControl: false };
const action = (key, more = {}) => actionOf({ ...plain, key, ...more });

test("arrow keys turn days, with shift changes, and follow the direction of reading", () => {
  assert.equal(action("ArrowRight"), "nextDay");
  assert.equal(action("ArrowLeft"), "previousDay");
  assert.equal(action("ArrowLeft", { isRightToLeft: true }), "nextDay");
  assert.equal(action("ArrowRight", { shift: true }), "nextChange");
  assert.equal(action("ArrowRight", { shift: true, isRightToLeft: true }), "previousChange");
});

test("the space plays, but for a button that it presses", () => {
  assert.equal(action(" "), "play");
  assert.equal(action(" ", { onControl: true }), undefined);
});

test("the page keys turn changes wherever the focus is, as clickers send them", () => {
  for (const onControl of [false, true]) {
    assert.equal(action("PageDown", { onControl }), "nextChange");
    assert.equal(action("PageUp", { onControl }), "previousChange");
  }
});

test("the signs of searching and asking lead there", () => {
  assert.deepEqual(["/", "?"].map((key) => action(key)), ["search", "help"]);
});

test("other keys do nothing", () => {
  assert.deepEqual(["Home", "End", "Escape"].map((key) => action(key)), ["first", "last", "close"]);
  for (const key of ["a", "constructor", "Tab"]) assert.equal(action(key), undefined);
});
