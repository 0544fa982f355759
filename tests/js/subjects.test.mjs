import assert from "node:assert/strict";
import { test } from "node:test";
import { Subjects } from "../../src/frontmap/page/assets/map/subjects.mjs";
import { opening } from "../../src/frontmap/page/assets/state/page-state.mjs";
import { tiny } from "./records.mjs";

/** @type {any} */ (globalThis).document = {
  // letters as wide as they are high
  createElement: () => ({
    getContext: () => ({ measureText: (text) => ({ width: 100 * text.length }) }),
  }),
};

/** The tiny atlas with other names in one group. */
function named(...names) {
  const areas = tiny.areas.map((area, at) => ({ ...area, group: "camp", name: { en: names[at] } }));
  return new Subjects(opening({ ...tiny, areas, groups: [{ id: "camp", title: { en: "Yarmouk camp" } }] }));
}

test("a part's short name is what follows its group's", () => {
  const subjects = named("Yarmouk: west", "Yarmouk: centre and east", "Joura: north");
  assert.deepEqual([0, 1, 2].map((area) => subjects.of(area).short), ["west", "centre and east", ""]);
});

test("a group has the members that bear its name, where several do", () => {
  const subjects = named("Yarmouk: west", "Yarmouk: east", "Joura");
  assert.deepEqual(subjects.groups([0, 1, 2]),
    [{ key: "camp", title: "Yarmouk camp", areas: [0, 1] }]);
  assert.deepEqual(subjects.groups([0, 2]), []);
});

test("an area keeps room for the longest code that it bears in the episode", () => {
  const subjects = named("A", "B", "C");
  assert.deepEqual([0, 1, 2].map((area) => subjects.of(area).code), [3, 3, 4]);
});
