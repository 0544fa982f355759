import assert from "node:assert/strict";
import { test } from "node:test";
import { bunzip, bytesOfBase85, openSmall } from "../../src/frontmap/page/assets/state/bunzip.mjs";

/** Python's `base64.b85encode(bz2.compress(…))`, with `,./` for `<>&`; test_encoding.py has more. */
const PACKED = {
  "": "LRx4!7ji{7P.=us000",
  a: "LRx4!F+o`-Q/}04n`;070096X03ZM%7)FBbNT/)C12S`MU;",
  aaaa: "LRx4!F+o`-Q(1@-Go}Cl0zm*k03ZM$03iT^3m0-lI8cy?5;LX",
  [`${"a".repeat(300)}bbbbbabbabbabcccc`]:
    "LRx4!F+o`-Q/~~Wqu/4k1JMBB001C3000Oe05J.zl*q{.3(TA}2vywI;_gVN3K9xAlzZR",
};
const TITLE = "LRx4!F+o`-Q/}1nz`p,h1)0)N000mIBm@c+Kme)$U?2c7O)@btF$SYXOn};)yXl$WBxMK/f#z4Fsrb8+DZ+$+"
  + "(5?me";

test("Base85 is opened to the very bytes, whatever their number", () => {
  const texts = { "": "", "00": "00", "7f80": "e}D", ffffffff: "|NsC0", "00ff10ee42": "0RIr~LI", f3a1: "^Pv" };
  for (const [hex, text] of Object.entries(texts)) {
    assert.equal(Buffer.from(bytesOfBase85(text)).toString("hex"), hex);
  }
});

for (const [text, packed] of Object.entries(PACKED)) {
  test(`what Python packed is opened: ${text.length} bytes`, () => {
    assert.equal(Buffer.from(bunzip(bytesOfBase85(packed))).toString(), text);
  });
}

test("a small payload is opened", () => {
  assert.deepEqual(openSmall(TITLE), { title: "ثلاثة حقول" });
});

test("a stream that was changed or cut off on its way is refused, or means the same", () => {
  const whole = bytesOfBase85(TITLE);
  let refused = 0;
  for (let bit = 0; bit < 8 * whole.length; bit++) {
    const changed = whole.slice();
    changed[bit >> 3] ^= 128 >> (bit & 7);
    try {
      assert.deepEqual(bunzip(changed), bunzip(whole));
    } catch (fault) {
      assert.ok(!(fault instanceof assert.AssertionError), `bit ${bit}`);
      refused++;
    }
  }
  // all but the size that a block may have, and words of a code that no symbol has
  assert.ok(refused > 0.9 * 8 * whole.length);
  for (let length = 0; length < whole.length; length++) {
    assert.throws(() => bunzip(whole.subarray(0, length)), Error, `${length} bytes`);
  }
});
