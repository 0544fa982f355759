import assert from "node:assert/strict";
import { test } from "node:test";
import { bunzip, bytesOf, openSmall } from "../../src/frontmap/page/assets/state/bunzip.mjs";

/** What `encoding.py` writes of `bz2.compress(…)`; test_encoding.py has more. */
const PACKED = {
  "": "9B?)t?e+AE\\`!!!!!!",
  a: "9B?)tL\\QWO^\\:h[0I]!!!!Q$!!8R#vh=R$jdZw$13}u2Bz",
  aaaa: "9B?)tL\\QWO^\\FNW4^F!!$1Q'!!8R#n!E!28~D}.1Rk-]\"Z[;",
  [`${"a".repeat(300)}bbbbbabbabbabcccc`]:
    "9B?)tL\\QWO^\\AcGVrJ!!'EQ1!!!*%x!!#r!!h~!+=wWL\"$GO4?$jLWxvtE?MRZ@iX5O[",
};
const TITLE = "9B?)tL\\QWO^\\:la3g1!!)su~!!!%!3-?$USo!y!(!d!.A=W23?-UU\\/M%m64|%ll.l\\\\+/yRO!AS2PW*hHVa9"
  + "N\"%Q\"";

test("Base91 is opened to the very bytes, whatever their number", () => {
  const texts = {
    "": "!!", "00": "!!", "7f80": "Pp!!", ffffffff: "~\"~\"|\\", "00ff10ee42": "!CsRe(!!", f3a1: "ya-9",
  };
  for (const [hex, text] of Object.entries(texts)) {
    assert.equal(Buffer.from(bytesOf(text)).toString("hex").slice(0, hex.length), hex);
  }
});

for (const [text, packed] of Object.entries(PACKED)) {
  test(`what Python packed is opened: ${text.length} bytes`, () => {
    assert.equal(Buffer.from(bunzip(bytesOf(packed))).toString(), text);
  });
}

test("a small payload is opened", () => {
  assert.deepEqual(openSmall(TITLE), { title: "ثلاثة حقول" });
});

test("a stream that was changed or cut off on its way is refused, or means the same", () => {
  const whole = bytesOf(TITLE).subarray(0, 72); // without the empty byte behind it
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
