/**
 * The records of two atlases as Python packs them for the page: the tiny one, and the same with
 * outlines that come and go and a second episode. `tests/README.md` works them out by hand.
 */

import { readFileSync } from "node:fs";
import { decode } from "../../src/frontmap/page/assets/state/payload.mjs";

/** @returns {any} a payload */
export function payloadOf(name) {
  return JSON.parse(readFileSync(new URL(`${name}.payload.json`, import.meta.url), "utf8"));
}

export const tiny = decode(payloadOf("tiny"));
export const redrawn = decode(payloadOf("redrawn"));
