/**
 * What of a day stands on the map beside its areas: our own short texts, and the places that its
 * claims name. Pure: no DOM.
 *
 * @import { PageState } from "./page-state.mjs"
 * @import { Annotation, Text } from "./payload.mjs"
 *
 * @typedef {{landmark: number, place: [number, number], claims: number[]}} NamedPlace
 * @typedef {{place: [number, number], name: Text|null, text: Text|null, claims: number[]}} Told what
 *   is opened of a place
 */

import { middleOf } from "./payload.mjs";
import { voicesOf } from "./sentences.mjs";

/**
 * @param {PageState} state
 * @returns {Annotation[]} those of the day; an account has none of ours
 */
export function notesOn({ record, account, day, outlines }) {
  if (account.toldBy !== "") return [];
  const shown = new Set(outlines.areas);
  return record.annotations.filter(({ first, last, area }) => (
    first <= day && day <= last && (area < 0 || shown.has(area))));
}

/**
 * @param {PageState} state
 * @returns {NamedPlace[]} the landmarks that have a place and that claims of the day name, each
 *   with those claims, in their order
 */
export function placesOn({ record, account, day }) {
  const voices = voicesOf(record, account);
  const places = new Map();
  for (const claim of record.claimsOn.get(day) ?? []) {
    const { landmark, voice } = record.claims[claim];
    if (landmark < 0 || (voices !== null && !voices.has(voice))) continue;
    if (!places.has(landmark)) {
      places.set(landmark, {
        landmark, place: middleOf(record.landmarks[landmark].line), claims: [],
      });
    }
    places.get(landmark).claims.push(claim);
  }
  return [...places.values()];
}

/**
 * @param {PageState} state
 * @param {Annotation} note
 * @returns {Told} its text, and the claims of the day about its area or its landmark
 */
export function toldOfNote({ record, day }, { place, text, area, landmark }) {
  const claims = (record.claimsOn.get(day) ?? []).filter((number) => {
    const claim = record.claims[number];
    return landmark >= 0 ? claim.landmark === landmark : claim.areas.includes(area);
  });
  return { place, name: null, text, claims };
}
