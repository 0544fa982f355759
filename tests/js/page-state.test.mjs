import assert from "node:assert/strict";
import { test } from "node:test";
import { isoDay } from "../../src/frontmap/page/assets/state/days.mjs";
import {
  dayAfterStep, differences, fragmentOf, lastDayOf, next, opening, wishOf, wishToPlay,
} from "../../src/frontmap/page/assets/state/page-state.mjs";
import { redrawn, tiny } from "./records.mjs";

const [SOUTHWEST, SOUTHEAST, HARBOUR] = [1, 2, 3];
const start = opening(tiny);
const dated = opening(redrawn);

/** The state that a fragment leads to, and what of it was lost. */
function followed(state, fragment) {
  const { wish, lost } = wishOf(state, fragment);
  return { ...next(state, wish), lost };
}

test("the page opens as the payload says", () => {
  assert.equal(start.day, 2);
  assert.equal(start.account, tiny.accounts.get(""));
  assert.equal(start.language.code, "en");
  assert.equal(start.area, null);
  assert.equal(start.playing, false);
  assert.equal(fragmentOf(start), "#2001-01-03");
});

test("what no wish names stays, and the old state stays as it was", () => {
  const wished = next(start, { day: 1, area: SOUTHEAST });
  assert.deepEqual([wished.day, wished.area, wished.lang], [1, SOUTHEAST, "en"]);
  assert.deepEqual([start.day, start.area], [2, null]);
  assert.equal(next(wished, { lang: "ar" }).area, SOUTHEAST);
});

test("an account is not compared with itself", () => {
  const compared = next(start, { toldBy: "blue-media", against: "green-media" });
  assert.equal(compared.other, tiny.accounts.get("green-media"));
  assert.equal(next(compared, { toldBy: "green-media" }).against, "");
  assert.equal(next(compared, { toldBy: "green-media" }).other, tiny.accounts.get(""));
});

test("a card closes when its outline is not there", () => {
  const open = next(dated, { day: 2, area: HARBOUR });
  assert.equal(open.area, HARBOUR);
  assert.equal(next(open, { day: 3 }).area, null);
});

test("outlines are worked out again only where they may be others", () => {
  assert.equal(next(start, { day: 1 }).outlines, start.outlines);
  assert.equal(next(dated, { lang: "ar" }).outlines, dated.outlines);
  assert.deepEqual(next(dated, { day: 0 }).outlines.areas, [0, 1, 2]);
});

test("an episode is seen on the page's own day where that lies in it, else on its last", () => {
  const [first, later] = redrawn.episodes;
  const gone = next(next(dated, { day: 0, area: SOUTHWEST }), { episode: later });
  assert.deepEqual([gone.day, gone.area], [6, null]);
  assert.equal(next(gone, { episode: first }).day, dated.day);
  assert.equal(next(next(gone, { day: 5 }), { episode: later }).day, 5);
  assert.equal(lastDayOf(later), 6);
});

test("a fragment with every part is followed and written again", () => {
  const fragment = "#2001-01-02;area=southeast;as=side:green;vs=blue-media;lang=ar";
  const state = followed(start, fragment);
  assert.deepEqual(state.lost, []);
  assert.deepEqual([state.day, state.area, state.toldBy, state.against, state.lang],
    [1, SOUTHEAST, "side:green", "blue-media", "ar"]);
  assert.equal(fragmentOf(state), fragment);
});

test("beyond the record the nearest day is asked for", () => {
  const days = ["1999-05-06", "2001-01-02", "2001-01-20", "2001-12-31", "2018-05-03", "2001-02-30"];
  assert.deepEqual(days.map((iso) => {
    const { wish, lost, beyond } = wishOf(dated, `#${iso}`);
    return [wish.day, lost, beyond === null ? "" : isoDay(beyond)];
  }), [
    [0, [], "1999-05-06"], [1, [], ""], [3, [], "2001-01-20"], [4, [], "2001-12-31"],
    [6, [], "2018-05-03"], [undefined, ["2001-02-30"], ""],
  ]);
});

test("parts that are not there are those of the page as it opened", () => {
  const state = next(start, { area: SOUTHEAST, toldBy: "side:green", lang: "ar" });
  const plain = followed(state, "#2001-01-01");
  assert.deepEqual([plain.day, plain.area, plain.toldBy, plain.lang], [0, null, "", "en"]);
  const empty = followed(state, "");
  assert.deepEqual([empty.day, empty.area, empty.lost], [2, SOUTHEAST, []]);
});

test("the atlas's own reading has a name where the page opens with an account", () => {
  const record = { ...tiny, opening: { ...tiny.opening, told_by: "blue-media" } };
  const state = opening(record);
  assert.equal(state.toldBy, "blue-media");
  const own = next(state, { toldBy: "" });
  assert.equal(fragmentOf(own), "#2001-01-03;as=atlas");
  assert.equal(followed(state, "#2001-01-03;as=atlas").toldBy, "");
});

test("what names nothing known is passed over, and told", () => {
  const state = followed(start, "#2001-02-30;area=nowhere;as=nobody;vs=no-one;lang=xx;size=2");
  assert.deepEqual([state.day, state.area, state.toldBy, state.against, state.lang],
    [2, null, "", "", "en"]);
  assert.deepEqual(state.lost,
    ["size=2", "2001-02-30", "area=nowhere", "as=nobody", "vs=no-one", "lang=xx"]);
  assert.deepEqual(followed(start, "#area=southeast").lost, ["area=southeast"]);
});

test("steps lead from day to day and from change to change, and nowhere past the ends", () => {
  const on = (day) => next(start, { day });
  assert.equal(dayAfterStep(on(1), "nextDay"), 2);
  assert.equal(dayAfterStep(on(3), "nextDay"), null);
  assert.equal(dayAfterStep(on(0), "previousDay"), null);
  assert.equal(dayAfterStep(on(0), "nextChange"), 1);
  assert.equal(dayAfterStep(on(1), "previousChange"), null);
  assert.equal(dayAfterStep(on(2), "first"), 0);
  assert.equal(dayAfterStep(on(2), "last"), 3);
});

test("to play begins where it is, and on the last day at the first", () => {
  assert.deepEqual(wishToPlay(next(start, { day: 1 })), { playing: true, day: 1 });
  assert.deepEqual(wishToPlay(next(start, { day: 3 })), { playing: true, day: 0 });
});

test("it is told what is otherwise in the next state", () => {
  const none = { opened: false, fresh: false, retold: false, moved: false };
  const all = { opened: true, fresh: true, retold: true, moved: true };
  assert.deepEqual(differences(null, start), all);
  assert.deepEqual(differences(start, next(start, { area: SOUTHEAST })), none);
  assert.deepEqual(differences(start, next(start, { day: 1 })), { ...none, moved: true });
  assert.deepEqual(differences(start, next(start, { lang: "ar" })), { ...none, retold: true });
  assert.deepEqual(differences(dated, next(dated, { day: 3 })), { ...all, opened: false });
  assert.deepEqual(differences(dated, next(dated, { day: 5 })), all);
});
