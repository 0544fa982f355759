/**
 * A large payload opened: Base64, zlib (RFC 1950), JSON. Most browsers inflate by themselves, and much
 * faster; for one that does not (Safari before 16.4, Firefox before 113) it is done here (RFC 1951).
 */

/** The longest word of a code; where a block ends; the remainder of a checksum. */
const MOST_BITS = 15;
const END_OF_BLOCK = 256;
const ADLER = 65_521;
/** In what order the lengths of a code's own code are written. */
const ORDER = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15];
/** How many bits follow the symbol of a length, and of a distance; and where each begins. */
const LENGTH_BITS = Array.from({ length: 28 }, (_, code) => Math.max(0, (code >> 2) - 1));
const LENGTHS = [...begins(3, LENGTH_BITS), 258];
const DISTANCE_BITS = Array.from({ length: 30 }, (_, code) => Math.max(0, (code >> 1) - 1));
const DISTANCES = begins(1, DISTANCE_BITS);

function begins(first, bits) {
  let next = first;
  return bits.map((count) => (next += 1 << count) - (1 << count));
}

/**
 * @param {string} text
 * @returns {Promise<object>} the payload
 */
export async function openLarge(text) {
  const bytes = bytesOfBase64(text);
  if (!("DecompressionStream" in globalThis)) {
    return JSON.parse(new TextDecoder().decode(inflated(bytes)));
  }
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate"));
  return new Response(stream).json();
}

/**
 * @param {string} text Base64
 * @returns {Uint8Array<ArrayBuffer>}
 */
export function bytesOfBase64(text) {
  // younger than the oldest browser that the page runs in, and some ten times as fast
  if ("fromBase64" in Uint8Array) {
    return /** @type {any} */ (Uint8Array).fromBase64(text);
  }
  return Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
}

/** A stream read bit by bit, the lowest first, and what was written of it so far. */
class Inflating {
  #bytes;
  /** Behind the two bytes of zlib's head. */
  #at = 2;
  #held = 0;
  #count = 0;
  #out;
  #length = 0;

  /** @param {Uint8Array} bytes */
  constructor(bytes) {
    this.#bytes = bytes;
    this.#out = new Uint8Array(8 * bytes.length + 64);
  }

  get written() {
    return this.#out.subarray(0, this.#length);
  }

  /** @returns {number} the next bits, 16 at most */
  read(count) {
    while (this.#count < count) {
      if (this.#at >= this.#bytes.length) throw new Error("the stream is not whole");
      this.#held |= this.#bytes[this.#at++] << this.#count;
      this.#count += 8;
    }
    const bits = this.#held & ((1 << count) - 1);
    this.#held >>>= count;
    this.#count -= count;
    return bits;
  }

  /** Go on at the next whole byte. */
  align() {
    this.read(this.#count & 7);
  }

  /** @returns {number} whose the next word of the code is */
  symbol({ counts, order }) {
    let [word, first, index] = [0, 0, 0];
    for (let length = 1; length <= MOST_BITS; length++) {
      word += this.read(1);
      if (word < first + counts[length]) return order[index + word - first];
      index += counts[length];
      first = 2 * (first + counts[length]);
      word *= 2;
    }
    throw new Error("no word of the code");
  }

  write(byte) {
    if (this.#length === this.#out.length) {
      const out = new Uint8Array(2 * this.#length);
      out.set(this.#out);
      this.#out = out;
    }
    this.#out[this.#length++] = byte;
  }

  /** Write again what was written so far back. */
  repeat(length, distance) {
    if (distance > this.#length) throw new Error("nothing is so far back");
    for (let more = 0; more < length; more++) this.write(this.#out[this.#length - distance]);
  }
}

/**
 * @param {Uint8Array} bytes a zlib stream
 * @returns {Uint8Array} what was packed
 * @throws {Error} where the stream is not whole
 */
export function inflated(bytes) {
  const stream = new Inflating(bytes);
  let last = 0;
  while (!last) {
    last = stream.read(1);
    const kind = stream.read(2);
    if (kind === 0) copyStored(stream);
    else copyCoded(stream, kind === 1 ? fixedCodes() : writtenCodes(stream));
  }
  stream.align();
  let [low, high] = [1, 0];
  for (const byte of stream.written) {
    low = (low + byte) % ADLER;
    high = (high + low) % ADLER;
  }
  for (const half of [high, low]) {
    if (stream.read(8) * 256 + stream.read(8) !== half) throw new Error("the stream is not whole");
  }
  return stream.written;
}

function copyStored(stream) {
  stream.align();
  const length = stream.read(16);
  stream.read(16);
  for (let more = 0; more < length; more++) stream.write(stream.read(8));
}

function copyCoded(stream, { lengths, distances }) {
  for (let symbol = stream.symbol(lengths); symbol !== END_OF_BLOCK;) {
    if (symbol < END_OF_BLOCK) stream.write(symbol);
    else {
      const code = symbol - END_OF_BLOCK - 1;
      const length = LENGTHS[code] + stream.read(LENGTH_BITS[code] ?? 0);
      const back = stream.symbol(distances);
      stream.repeat(length, DISTANCES[back] + stream.read(DISTANCE_BITS[back]));
    }
    symbol = stream.symbol(lengths);
  }
}

/** The codes of a block that brings none. */
function fixedCodes() {
  const lengths = Array.from({ length: 288 }, (_, symbol) => (
    8 + Number(symbol > 143) - 2 * Number(symbol > 255) + Number(symbol > 279)));
  return { lengths: prefixCode(lengths), distances: prefixCode(Array(30).fill(5)) };
}

/** The codes that a block begins with. */
function writtenCodes(stream) {
  const [literals, distances, own] = [stream.read(5) + 257, stream.read(5) + 1, stream.read(4) + 4];
  const lengths = Array(19).fill(0);
  for (const symbol of ORDER.slice(0, own)) lengths[symbol] = stream.read(3);
  const code = prefixCode(lengths);
  const all = [];
  while (all.length < literals + distances) {
    const symbol = stream.symbol(code);
    if (symbol < 16) all.push(symbol);
    else if (symbol === 16) push(all, 3 + stream.read(2), all.at(-1));
    else push(all, symbol === 17 ? 3 + stream.read(3) : 11 + stream.read(7), 0);
  }
  return {
    lengths: prefixCode(all.slice(0, literals)), distances: prefixCode(all.slice(literals)),
  };
}

function push(all, times, value) {
  for (let more = 0; more < times; more++) all.push(value);
}

/** A code by the lengths of its words: how many there are of each, and whose they are. */
function prefixCode(lengths) {
  const order = [];
  const counts = [];
  for (let length = 1; length <= MOST_BITS; length++) {
    const before = order.length;
    lengths.forEach((one, symbol) => {
      if (one === length) order.push(symbol);
    });
    counts[length] = order.length - before;
  }
  return { counts, order };
}
