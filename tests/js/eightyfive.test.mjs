import assert from "node:assert/strict";
import { test } from "node:test";
import { unpacked } from "../../src/frontmap/page/assets/eightyfive.mjs";

test("Base85 is opened to the very bytes, whatever their number", () => {
  // what Python's base64.b85encode has for them, its digits changed as payload.py changes them
  const packed = [["", ""], ["00", "00"], ["7f80", "e}D"], ["ffffffff", "|NsC0"]];
  for (const [hex, text] of packed) {
    assert.equal(Buffer.from(unpacked(text)).toString("hex"), hex);
  }
});
