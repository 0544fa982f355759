import assert from "node:assert/strict";
import { test } from "node:test";
import { Labeller } from "../../src/frontmap/page/assets/map/labelling.mjs";
import { overlap } from "../../src/frontmap/page/assets/map/labels.mjs";

/** @type {any} */ (globalThis).document = {
  // letters as wide as they are high
  createElement: () => ({
    getContext: () => ({ measureText: (text) => ({ width: 100 * text.length }) }),
  }),
};

const FRAME = { x: 0, y: 0, width: 1000, height: 1000 };
/**
 * The ground of rectangles side by side, from the left; what is off them.
 *
 * @returns {any}
 */
function ground(left, width, height) {
  const [right, top, bottom] = [left + width, -height / 2, height / 2];
  return {
    x: left + width / 2, y: 0, bounds: [left, top, right, bottom],
    lines: [[left, top, right, top, right, bottom, left, bottom, left, top]],
    has: (x, y) => x > left && x < right && y > top && y < bottom,
  };
}
const off = (one) => ({ lines: one.lines, has: (x, y) => !one.has(x, y) });
const labeller = (free, obstacles = []) => (
  new Labeller({ frame: FRAME, letters: 11, free, obstacles }));
const subject = (key, name, more) => (
  { key, name, short: "", code: 0, isLoud: true, ground: null, ...more });

test("a small area is named beside it, with a leader, and other labels keep off that", () => {
  const small = ground(0, 30, 30);
  const { labels, placed } = labeller(off(small))
    .label([subject(7, "Madaniya", { ground: small })], []);
  assert.deepEqual(labels[0].wording.lines, ["Madaniya"]);
  assert.deepEqual(labels[0].leader.slice(0, 2), [15, 0]);
  assert.ok(placed.length > 1);
});

test("where no leader may be drawn a name gives way to the code, or the code stands alone", () => {
  const wordingIn = (side) => labeller(null).label(
    [subject(7, "Joura", { code: 5, ground: ground(0, side, 20) })], []).labels[0]?.wording;
  assert.deepEqual([wordingIn(60).lines, wordingIn(60).code], [["Joura"], "instead"]);
  assert.equal(labeller(null).label([subject(7, "Damascus", { code: 2, ground: ground(0, 60, 25) })],
    []).labels[0].wording.lines.length, 0);
  assert.equal(wordingIn(40), undefined);
});

test("a group is named over its members where their short names then fit", () => {
  const whole = ground(0, 160, 60);
  const members = [
    subject(1, "Camp: west", { short: "west", ground: ground(0, 80, 60) }),
    subject(2, "Camp: east", { short: "east", ground: ground(80, 80, 60) }),
  ];
  const { labels } = labeller(null).label(members,
    [{ key: "camp", title: "Camp", members, ground: whole }]);
  assert.deepEqual(labels.map(({ key, wording }) => [key, wording.lines]),
    [[1, ["Camp:", "west"]], [2, ["Camp:", "east"]]]);
  const narrow = [
    { ...members[0], ground: ground(0, 50, 60) }, { ...members[1], ground: ground(50, 50, 60) },
  ];
  const short = labeller(null).label(narrow,
    [{ key: "camp", title: "Camp", members: narrow, ground: ground(0, 100, 60) }]).labels;
  assert.deepEqual(short.map(({ key, wording }) => [key, wording.lines]),
    [["camp", ["Camp"]], [1, ["west"]], [2, ["east"]]]);
  assert.ok(!short.some((one, at) => short.slice(at + 1).some((other) => overlap(one, other))));
});

test("labels keep off what stands over the map", () => {
  const over = { x: 50, y: 0, width: 60, height: 60 };
  const { labels } = labeller(null, [over])
    .label([subject(7, "Yalda", { ground: ground(0, 200, 60) })], []);
  assert.equal(overlap(labels[0], over), false);
});
