import assert from "node:assert/strict";
import { test } from "node:test";
import { decode } from "../../src/frontmap/page/assets/state/payload.mjs";
import { payloadOf, redrawn, tiny } from "./records.mjs";

test("texts have an entry for each language", () => {
  assert.deepEqual(tiny.title, { en: "Three fields", ar: "ثلاثة حقول" });
  assert.deepEqual(tiny.words["page.play"].en, "Play");
});

test("who holds is told by id, and other references stay numbers", () => {
  const contested = tiny.controls.find((control) => control?.status === "contested");
  assert.equal(contested.words.en, "Green party, contested (Blue party)");
  assert.deepEqual({ ...contested, words: {} }, {
    holder: "green", status: "contested", confidence: "low", rivals: ["blue"], words: {},
  });
  assert.equal(tiny.controls[0], null);
  assert.deepEqual(tiny.controls[1], {
    holder: "", status: "no_data", confidence: "", rivals: [],
    words: { en: "no data", ar: "لا بيانات" },
  });
  assert.equal(tiny.claims[0].id, "almanac-1");
  assert.equal(tiny.claims[0].via, -1);
});

test("measures are km² and metres, positions are degrees", () => {
  assert.equal(tiny.areas[0].km2, 2.462);
  assert.equal(tiny.borders[0].metres, 1113.2);
  const [lat, lon] = tiny.areas[1].label.map((degrees) => Math.round(degrees * 1e5) / 1e5);
  assert.deepEqual([lat, lon], [-0.005, 3.005]);
  assert.deepEqual(tiny.borders[0].line.map((point) => point.map((degrees) => (
    Math.round(degrees * 1e5) / 1e5 + 0))), [[0, 3], [0, 3.01]]);
});

test("the days of all episodes are counted on", () => {
  assert.deepEqual(redrawn.episodes.map(({ id, start, days }) => [id, start, days]),
    [["first-week", 0, 4], ["later", 4, 3]]);
  assert.equal(redrawn.days, 7);
});

test("statuses and tiles are those of the payload", () => {
  const payload = payloadOf("tiny");
  assert.deepEqual([...tiny.statuses.values()], payload.status_rows);
  assert.deepEqual(tiny.tiles, payload.tiles);
  const rows = payload.status_rows.map((row) => ({ ...row, tile: "own" }));
  const own = decode({ ...payload, status_rows: rows, tiles: { own: { blank: true } } });
  assert.equal(own.statuses.get("shared").tile, "own");
  assert.deepEqual(own.tiles, { own: { blank: true } });
});

test("what is known of beginnings is opened, and is none where an account has none", () => {
  const payload = payloadOf("tiny");
  const [first, ...others] = payload.accounts;
  const title = tiny.title;
  const accounts = [{ ...first, since: [[2, 0, -1, 3, payload.title]] }, ...others];
  assert.deepEqual([...decode({ ...payload, accounts }).accounts.get("").since],
    [[2, [{ day: 0, known: null }, { day: 3, known: title }]]]);
  const without = payload.accounts.map((account) => ({ ...account, since: undefined }));
  assert.equal(decode({ ...payload, accounts: without }).accounts.get("").since.size, 0);
});

test("what moved is opened by day, and is nothing where all outlines stay", () => {
  const payload = payloadOf("tiny");
  const [first, ...others] = payload.accounts;
  assert.equal(decode(payload).accounts.get("").moved.size, 0);
  const accounts = [{ ...first, moved: [[2, payload.title]] }, ...others];
  const { title, accounts: opened } = decode({ ...payload, accounts });
  assert.deepEqual([...opened.get("").moved], [[2, title]]);
});

test("a source says whether its title is a description of ours", () => {
  const payload = payloadOf("tiny");
  payload.sources[0][1] = "[A map of the fields]";
  payload.sources[0].push(1);
  assert.deepEqual(decode(payload).sources.map(({ described }) => described), [true, false, false]);
});

test("streets, notes, pointers and the place are there where the atlas has them", () => {
  const bare = decode({ ...payloadOf("tiny"), streets: undefined, annotations: undefined });
  assert.deepEqual([bare.streets, bare.annotations, bare.pointers, bare.place], [[], [], [], null]);
  const full = decode({
    ...payloadOf("tiny"), grid: [0, 0, 0.5], place: [9], pointers: [[10, 4, 8]],
    landmarks: [[9, "street", 30], [10, "mill", 20, 2, 6]],
    streets: [[9, 1, 0, [2, 2, 2, 0], [6, 2, 2, 0, 2, 2]], [10, 3, -1, [0, 0, 2, 2]]],
    annotations: [[0, 1, 0, 9, -1, 0], [1, 1, 1, 10, -1, 1], [1, 2, 2, 10, -1, -1, 8, 8]],
  });
  assert.deepEqual(full.streets.map(({ kind, landmark, lines }) => [kind, landmark, lines]), [
    ["main", 0, [[[1, 1], [1, 2]], [[1, 3], [1, 4], [2, 5]]]],
    ["water", -1, [[[0, 0], [1, 1]]]],
  ]);
  // a landmark that is a street has the longest of its parts
  assert.deepEqual(full.landmarks.map(({ line }) => line), [[[1, 3], [1, 4], [2, 5]], [[3, 1]]]);
  assert.deepEqual(full.annotations.map(({ first, last, kind, place }) => [first, last, kind, place]),
    [[0, 1, "arrow", [1, 4]], [1, 1, "callout", [3, 1]], [1, 2, "number", [4, 4]]]);
  assert.deepEqual(full.pointers[0].place, [4, 2]);
  assert.deepEqual(full.place, decode(payloadOf("tiny")).title);
});
