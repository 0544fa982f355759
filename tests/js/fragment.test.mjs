import assert from "node:assert/strict";
import { test } from "node:test";
import { formatFragment, parseFragment } from "../../src/frontmap/page/assets/state/fragment.mjs";

test("a fragment with every part is read", () => {
  const fragment = "#2018-05-03;area=asali;as=is-media;vs=side:government;lang=ar";
  assert.deepEqual(parseFragment(fragment), {
    day: "2018-05-03", area: "asali", as: "is-media", vs: "side:government", lang: "ar",
  });
  assert.equal(formatFragment(parseFragment(fragment)), fragment);
});

test("what is written is read again", () => {
  const said = { day: "2018-05-03", area: "asali", as: "side:government", lang: "ar" };
  assert.equal(formatFragment(said), "#2018-05-03;area=asali;as=side:government;lang=ar");
  assert.deepEqual(parseFragment(formatFragment(said)), said);
});

test("empty parts are not written", () => {
  assert.equal(formatFragment({ day: "2018-05-03", area: "", as: "" }), "#2018-05-03");
});

test("what nobody can read is passed over, and named", () => {
  const lost = [];
  assert.deepEqual(parseFragment("#2018-05-03;colour=red;;3 May;area=", lost), {
    day: "2018-05-03",
  });
  assert.deepEqual(lost, ["colour=red", "3 May", "area="]);
  assert.deepEqual(parseFragment("#top;colour=red;__proto__=x;area=%E0%A4%A"), {});
});
