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
  const bytes = new Uint8Array(length + 4);
  const view = new DataView(bytes.buffer);
  for (let at = 0, to = 0; at < text.length; at += 5, to += 4) {
    let number = 0;
    for (let place = at; place < at + 5; place += 1) {
      number = number * 85 + (place < text.length ? values[text.charCodeAt(place)] : 84);
    }
    view.setUint32(to, number);
  }
  return bytes.subarray(0, length);
}
