/** The text of a payload back into bytes: Base85, as `payload.py` writes it. */

const DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
  + "!#$%.])*+-;,=:?@^_[{|}~";

/**
 * @param {string} text five digits for every four bytes, and fewer for the last
 * @returns {Uint8Array}
 */
export function unpacked(text) {
  const values = new Uint8Array(128);
  for (let at = 0; at < DIGITS.length; at += 1) values[DIGITS.charCodeAt(at)] = at;
  const length = text.length - Math.ceil(text.length / 5);
  const padded = text.padEnd(Math.ceil(text.length / 5) * 5, DIGITS.at(-1));
  const bytes = new Uint8Array(length + 4);
  const view = new DataView(bytes.buffer);
  const digit = (at) => values[padded.charCodeAt(at)];
  for (let at = 0, to = 0; at < padded.length; at += 5, to += 4) {
    view.setUint32(to, (((digit(at) * 85 + digit(at + 1)) * 85 + digit(at + 2)) * 85
      + digit(at + 3)) * 85 + digit(at + 4));
  }
  return bytes.subarray(0, length);
}
