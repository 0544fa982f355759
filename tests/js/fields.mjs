/**
 * A payload written by hand: three fields, four days and then two more of a second episode.
 *
 * North is blue's throughout. Southeast is green's, contested on the second day, blue's from the
 * third, on which the evidence is vague from the second. Southwest has no data after the third day
 * and stands in no account but the atlas's own.
 */
export const fields = {
  format: 1,
  opening: { day: "2001-01-03", language: "en", told_by: "", tiles: "" },
  title: 0,
  attribution: 0,
  licence: "CC0",
  languages: ["en", "ar"],
  words: { "page.play": 1 },
  months: { en: ["January"], ar: ["كانون الثاني"] },
  statuses: ["held", "contested", "shared", "evacuating", "unknown", "no_data"],
  confidences: ["high", "medium", "low"],
  kinds: ["control"],
  stances: ["asserts"],
  texts: { en: ["Fields", "Play", "", "Blue", "Green"], ar: ["", "تشغيل", "", "", ""] },
  actors: [
    ["blue", 3, "BLU", "blue", "#335c99", "#ffffff", "#99adcc", "#1c1f24"],
    ["green", 4, "GRN", "green", "#9cc98a", "#1c1f24", "#cde4c4", "#1c1f24"],
  ],
  groups: [["fields", 0]],
  episodes: [
    ["first", 0, "2001-01-01", 4, [3, -0.01, 3.02, 0.01], []],
    ["second", 0, "2002-02-28", 2, [3, -0.01, 3.02, 0.01], ["fields"]],
  ],
  dated: [],
  grid: [300000, -1000, 0.00001],
  borders: [
    [0, 1, 11132, 0, 1000, 1000, 0],
    [0, 2, 11132, 1000, 1000, 1000, 0],
    [0, -1, 44000, 2000, 1000, 0, 1000, -2000, 0, 0, -1000],
    [1, 2, 11057, 1000, 0, 0, 1000],
    [1, -1, 22000, 0, 1000, 0, -1000, 1000, 0],
    [2, -1, 22000, 1000, 0, 1000, 0, 0, 1000],
  ],
  areas: [
    ["north", 0, "NF", "fields", "official", 2462, 1000, 1500, [[[0, 1, 2]]], 2],
    ["southwest", 0, "SW", "fields", "derived", 1231, 500, 500, [[[4, 3, -1]]], 2],
    ["southeast", 0, "SE", "fields", "schematic", 1231, 1500, 500, [[[5, -2, -4]]], 2],
  ],
  landmarks: [],
  voices: [["blue-media", 3, "blue"]],
  sources: [["herald", "Herald of the fields", "", "Herald", "2001-01-04", "en", ""]],
  claims: [[0, "1", 2, 0, -1, 0, 0, -1, -1, [2], 3, "line 1"]],
  claims_on: [[1, 0]],
  captions: [[2, 0]],
  controls: [null, [-1, 5, -1], [0, 0, 0], [1, 0, 1], [1, 1, 2, 0], [0, 0, 1]],
  looks: [null, ["empty", [], []], ["solid", ["#335c99"], ["#99adcc"]],
    ["solid", ["#9cc98a"], ["#cde4c4"]], ["hatch", ["#9cc98a", "#335c99"], ["#cde4c4", "#99adcc"]],
    ["solid", ["#335c99"], ["#99adcc"]]],
  rulings: [[2, 2, "several", [0], []]],
  accounts: [
    {
      told_by: "", name: 2,
      runs: [[0, 2, 0], [0, 3, 0, 3, 1, -1], [0, 3, 0, 1, 4, 0, 2, 2, 0, 3, 5, 0, 4, 1, -1]],
      doubts: [[2, 1, 2]],
      changes: [[1, 2], [2, 2], [3, 1]],
      front: [[0, 0, 2], [1, 0, 1], [3, 1, 2]],
      figures: [[0, 0, 22264, 2, 22189, 3, 0], [1, 1, 1231, 2, 0], [3, 0, 2462, 2, 3693]],
      steady: [[2462, 0], [0, 0]],
    },
    {
      told_by: "blue-media", name: 3, runs: [[], [], [1, 4, 0]], doubts: [], changes: [[1, 2]],
      front: [], figures: [], steady: [[0, 0], [0, 0]],
    },
  ],
};
