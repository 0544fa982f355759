import assert from "node:assert/strict";
import { test } from "node:test";
import {
  citationOf, csvOf, embedOf, fileName,
} from "../../src/frontmap/page/assets/state/day-texts.mjs";
import { next, opening } from "../../src/frontmap/page/assets/state/page-state.mjs";
import { tiny } from "./records.mjs";

const state = next(opening(tiny), { day: 2 });

test("the table has a row for each area, with whose account it is and what is in doubt", () => {
  const [head, ...rows] = csvOf(state).replace("\ufeff", "").trimEnd().split("\n");
  assert.equal(head, "date,as told by,id,area,holder,status,rivals,confidence,in doubt");
  assert.equal(rows[1], '2001-01-03,"this atlas, weighing all claims",southwest,Southwest field,'
    + "Green party,held,,medium,");
  assert.match(rows[2], /,Blue party,held,,high,"low confidence, or a vague day"$/);
  assert.equal(rows.length, 3);
});

test("the table begins with what tells a spreadsheet that it is UTF-8", () => {
  assert.equal(csvOf(state).codePointAt(0), 0xfeff);
});

test("no name is a formula, and quotation marks and line ends stay inside their cell", () => {
  const named = (name) => {
    const areas = tiny.areas.map((area) => ({ ...area, name: { en: name } }));
    return csvOf({ ...state, record: { ...tiny, areas } }).split(",north,")[1];
  };
  assert.match(named("=1+1"), /^'=1\+1,/);
  assert.match(named("'@x"), /^''@x,/);
  assert.match(named("\t1"), /^'\t1,/);
  assert.match(named("＝1"), /^'＝1,/);
  assert.match(named("-5"), /^-5,/);
  assert.match(named('a "b", c'), /^"a ""b"", c",/);
  assert.match(named("a\nb"), /^"a\nb",/);
});

test("the sentence says the day, what changed, the figures, and what is cited", () => {
  assert.equal(citationOf(state, "fields.html#2001-01-03"),
    "3 January 2001. Southeast field: from Green party, contested (Blue party) to Blue party (state at the end of the day). "
    + "Blue party: 3.69 km², Green party: 1.23 km², Front in all: 2,219 m. — Three fields · "
    + "version: 1.1 · as told by: this atlas, weighing all claims · Made up for the tests · "
    + "Licence of the data: CC0. fields.html#2001-01-03");
  assert.match(citationOf(next(state, { toldBy: "almanac" }), ""), /as told by: The almanac/);
});

test("the code that embeds a page lets its script run, and quotes what stands in it", () => {
  assert.equal(embedOf(state, 'a"b&c.html#x'),
    '<iframe src="a&quot;b&amp;c.html#x" title="Three fields" '
    + 'sandbox="allow-scripts allow-downloads" width="100%" height="800" loading="lazy"></iframe>');
});

test("a file's name says the day, and whose account it is where it is not the atlas's own", () => {
  assert.equal(fileName(state, "csv"), "frontmap-2001-01-03.csv");
  assert.equal(fileName(next(state, { toldBy: "side:blue" }), "png"),
    "frontmap-2001-01-03-as-side-blue.png");
});
