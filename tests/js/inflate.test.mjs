import assert from "node:assert/strict";
import { test } from "node:test";
import { constants, deflateSync } from "node:zlib";
import {
  bytesOfBase64, inflated, openLarge,
} from "../../src/frontmap/page/assets/state/inflate.mjs";

const ROWS = Array.from({ length: 9000 }, (_, row) => `[${row % 7},${(row * row) % 1009},"ثلاثة"]`)
  .join();
const packed = (text, options) => new Uint8Array(deflateSync(Buffer.from(text), options));
const text = (bytes) => Buffer.from(bytes).toString();

test("Base64 is opened to the very bytes, whatever their number", () => {
  for (const hex of ["", "00", "7f80", "ffffffff", "00ff10ee42"]) {
    const written = Buffer.from(hex, "hex").toString("base64");
    assert.equal(Buffer.from(bytesOfBase64(written)).toString("hex"), hex);
  }
});

test("blocks of each kind are inflated: stored, with the fixed codes, with codes of their own", () => {
  for (const content of ["", "a", "a".repeat(70_000), ROWS]) {
    for (const options of [{ level: 0 }, { strategy: constants.Z_FIXED }, { level: 4 }, { level: 9 }]) {
      assert.equal(text(inflated(packed(content, options))), content);
    }
  }
});

test("what holds more than it seems to is inflated whole", () => {
  const zeros = "0".repeat(1_000_000);
  assert.equal(text(inflated(packed(zeros, { level: 9 }))), zeros);
});

test("a stream that was changed or cut off on its way is refused, or means the same", () => {
  const content = "so it is, so it is, so it was";
  const whole = packed(content);
  let refused = 0;
  for (let bit = 16; bit < 8 * whole.length; bit++) {
    const changed = whole.slice();
    changed[bit >> 3] ^= 1 << (bit & 7);
    try {
      assert.equal(text(inflated(changed)), content);
    } catch (fault) {
      assert.ok(!(fault instanceof assert.AssertionError), `bit ${bit}`);
      refused++;
    }
  }
  // all but those that fill the last byte of the block up
  assert.ok(refused > 8 * (whole.length - 3));
  for (let length = 0; length < whole.length; length++) {
    assert.throws(() => inflated(whole.subarray(0, length)), Error, `${length} bytes`);
  }
});

test("a payload is opened alike by a browser that inflates, and by one that does not", async () => {
  const payload = { title: "ثلاثة حقول", rows: [1, 2, 3] };
  const written = deflateSync(JSON.stringify(payload)).toString("base64");
  assert.deepEqual(await openLarge(written), payload);
  const { DecompressionStream: own } = globalThis;
  Reflect.deleteProperty(globalThis, "DecompressionStream");
  try {
    assert.deepEqual(await openLarge(written), payload);
  } finally {
    globalThis.DecompressionStream = own;
  }
});
