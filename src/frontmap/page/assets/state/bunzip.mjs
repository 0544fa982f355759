/**
 * A small payload opened: Base91, bzip2, JSON. No browser brings any of the first two along.
 *
 * `page/payload/encoding.py` writes it. Of bzip2 (Julian Seward, https://sourceware.org/bzip2/) this
 * reads what version 1.0 writes. A stream that was changed on its way is refused by its checksums.
 */

/** What a block begins with, and what the end of the stream does: the digits of π and of its root. */
const START_OF_BLOCK = 0x314159265359;
const END_OF_STREAM = 0x177245385090;
/** So many symbols are read with one code; so many bits has its longest word. */
const WITH_ONE_CODE = 50;
const LONGEST = 20;
/** What a byte does to a checksum: the CRC of IEEE 802.3, the highest bit first. */
const CHECKS = Uint32Array.from({ length: 256 }, (_, byte) => {
  let check = byte << 24;
  for (let bit = 0; bit < 8; bit++) check = (check << 1) ^ (check < 0 ? 0x04c11db7 : 0);
  return check;
});

/**
 * @param {string} text
 * @returns {object} the payload
 */
export function openSmall(text) {
  return JSON.parse(new TextDecoder().decode(bunzip(bytesOf(text))));
}

/**
 * @param {string} text of printable letters without `<>&`, two for 13 bits
 * @returns {Uint8Array} and perhaps an empty byte
 */
export function bytesOf(text) {
  const value = (at) => {
    const code = text.charCodeAt(at);
    return code - 33 - Number(code > 38) - Number(code > 60) - Number(code > 62);
  };
  const bytes = new Uint8Array((text.length * 13) >> 4);
  let [held, count, length] = [0, 0, 0];
  for (let at = 0; at < text.length; at += 2) {
    held = (held << 13) | (91 * value(at) + value(at + 1));
    for (count += 13; count >= 8; bytes[length++] = held >> count) count -= 8;
  }
  return bytes;
}

/** A stream read bit by bit, the highest first; behind its end are zeros. */
class Bits {
  #bytes;
  #at = 0;
  #held = 0;
  #count = 0;

  /** @param {Uint8Array} bytes */
  constructor(bytes) {
    this.#bytes = bytes;
  }

  /** @returns {number} the next bits, 24 at most, which stay */
  ahead(count) {
    while (this.#count < count) {
      this.#held = (this.#held << 8) | this.#bytes[this.#at++];
      this.#count += 8;
    }
    return (this.#held >>> (this.#count - count)) & ((1 << count) - 1);
  }

  /** @returns {number} the next bits, 24 at most */
  read(count) {
    const bits = this.ahead(count);
    this.#count -= count;
    return bits;
  }

  /** @returns {number} a mark of six bytes */
  mark() {
    return this.read(24) * 0x1000000 + this.read(24);
  }

  /** @returns {number} four bytes */
  word() {
    return this.read(16) * 0x10000 + this.read(16);
  }
}

/**
 * @param {Uint8Array} bytes a bzip2 stream
 * @returns {Uint8Array} what was packed
 * @throws {Error} where the stream is not whole
 */
export function bunzip(bytes) {
  const bits = new Bits(bytes);
  const most = (bits.read(24) === 0x425a68 ? bits.read(8) - 48 : 0) * 100_000;
  const opened = { bytes: new Uint8Array(most), length: 0 };
  let whole = 0;
  let mark = bits.mark();
  for (; mark === START_OF_BLOCK; mark = bits.mark()) {
    const expected = bits.word();
    const found = writeBlock(opened, readBlock(bits, most));
    whole = ((whole << 1) | (whole >>> 31)) ^ found;
    if (found !== expected) throw new Error("a block is not whole");
  }
  if (mark !== END_OF_STREAM || bits.word() !== whole >>> 0) throw new Error("the stream is not whole");
  return opened.bytes.subarray(0, opened.length);
}

/** Read a block up to the transform of Burrows and Wheeler, and turn that round. */
function readBlock(bits, most) {
  if (bits.read(1)) throw new Error("a block of an early bzip2");
  const origin = bits.read(24);
  const there = bytesInUse(bits);
  const { codes, chosen } = readCodes(bits, there.length + 2);
  const links = new Uint32Array(most);
  const counts = new Uint32Array(256);
  const length = readSymbols(bits, { codes, chosen, recent: Uint8Array.from(there), links, counts });
  let before = 0;
  const places = counts.map((count) => (before += count) - count);
  // above each byte the place of the one that follows it in the text
  for (let at = 0; at < length; at++) links[places[links[at] & 255]++] |= at << 8;
  return { links, length, origin };
}

/** The bytes that a block has, in order. */
function bytesInUse(bits) {
  const there = [];
  const rows = bits.read(16);
  for (let row = 0; row < 16; row++) {
    const columns = (rows << row) & 0x8000 ? bits.read(16) : 0;
    for (let column = 0; column < 16; column++) {
      if ((columns << column) & 0x8000) there.push(16 * row + column);
    }
  }
  return there;
}

/** The Huffman codes of a block, and with which of them its symbols are read, fifty each. */
function readCodes(bits, alphabet) {
  const count = bits.read(3);
  const recent = Uint8Array.of(0, 1, 2, 3, 4, 5, 6, 7);
  const chosen = new Uint8Array(bits.read(15)).map(() => {
    let place = 0;
    while (bits.read(1)) place++;
    return toFront(recent, place);
  });
  const codes = Array.from({ length: count }, () => {
    let length = bits.read(5);
    return codeOf(Array.from({ length: alphabet }, () => {
      while (bits.read(1)) length += bits.read(1) ? -1 : 1;
      return length;
    }));
  });
  return { codes, chosen };
}

function toFront(recent, place) {
  const value = recent[place];
  recent.copyWithin(1, 0, place);
  recent[0] = value;
  return value;
}

/** A code by the lengths of its words: where each length ends, and whose the words are. */
function codeOf(lengths) {
  const order = [];
  const ends = [];
  const skipped = [];
  let word = 0;
  for (let length = 1; length <= LONGEST; length++) {
    skipped[length] = word - order.length;
    lengths.forEach((one, symbol) => {
      if (one === length) order.push(symbol);
    });
    word = order.length + skipped[length];
    ends[length] = word << (LONGEST - length);
    word *= 2;
  }
  return { order, ends, skipped };
}

function readSymbol(bits, { order, ends, skipped }) {
  const ahead = bits.ahead(LONGEST);
  let length = 1;
  while (ahead >= ends[length]) length++;
  if (length > LONGEST) throw new Error("no word of the code");
  return order[bits.read(length) - skipped[length]];
}

/** Read the bytes of a block into `links`, and count each in `counts`; how many they are. */
function readSymbols(bits, { codes, chosen, recent, links, counts }) {
  const end = recent.length + 1;
  let [length, run, place] = [0, 0, 1];
  for (let read = 0; length <= links.length; read++) {
    const symbol = readSymbol(bits, codes[chosen[Math.floor(read / WITH_ONE_CODE)]]);
    if (symbol < 2) {
      // a run's length, in digits of 1 and 2, the lowest first
      run += (symbol + 1) * place;
      place *= 2;
      continue;
    }
    links.fill(recent[0], length, length + run);
    counts[recent[0]] += run;
    length += run;
    [run, place] = [0, 1];
    if (symbol === end) return length;
    const byte = toFront(recent, symbol - 1);
    links[length++] = byte;
    counts[byte]++;
  }
  throw new Error("a block is longer than it may be");
}

/** Put a block's text behind what is opened; after four alike it says how many more there are. */
function writeBlock(opened, { links, length, origin }) {
  let next = links[origin] >>> 8;
  let check = -1;
  let before = -1;
  let alike = 0;
  const write = (byte) => {
    if (opened.length === opened.bytes.length) {
      const { bytes } = opened;
      opened.bytes = new Uint8Array(2 * bytes.length);
      opened.bytes.set(bytes);
    }
    opened.bytes[opened.length++] = byte;
    check = (check << 8) ^ CHECKS[(check >>> 24) ^ byte];
  };
  for (let at = 0; at < length; at++) {
    const byte = links[next] & 255;
    next = links[next] >>> 8;
    if (alike === 4) {
      for (let more = 0; more < byte; more++) write(before);
      alike = 0;
    } else {
      alike = alike > 0 && byte === before ? alike + 1 : 1;
      before = byte;
      write(byte);
    }
  }
  return ~check >>> 0;
}
