/**
 * What is drawn on the map on a day, as its legend lists it. Pure: no DOM.
 *
 * @import { PageState } from "./page-state.mjs"
 * @import { AtlasRecord } from "./payload.mjs"
 *
 * @typedef {object} Drawn
 * @property {any[]} actors
 * @property {any[]} statuses those with a pattern, and that of areas of which nothing is told
 * @property {string[]} doubts
 * @property {LineKey[]} lines
 *
 * @typedef {{stroke: "front"|"frontBefore"|"changed"|"schematic", word: string}} LineKey what a kind
 *   of line is called in `STROKES`, and the key of the word for it
 */

import { NOTHING_TOLD } from "./statuses.mjs";
import { NO_DOUBT, changeDays, frontsIn, looksIn } from "./timeline.mjs";

/** @type {LineKey[]} in the order of the legend */
export const LINE_KEYS = [
  { stroke: "front", word: "legend.front_today" },
  { stroke: "frontBefore", word: "legend.front_yesterday" },
  { stroke: "changed", word: "legend.changed" },
  { stroke: "schematic", word: "outline.schematic" },
];

/**
 * @param {AtlasRecord} record
 * @param {string[][]} looks the number of a control and a doubt each
 * @returns {Omit<Drawn, "lines">} what there is among them, in the order of the record
 */
export function drawnOf(record, looks) {
  const controls = looks.map(([control]) => record.controls[Number(control)]);
  const present = new Set(controls.flatMap((one) => (one ? [one.holder, ...one.rivals] : [])));
  const statuses = new Set(controls.map((one) => one?.status ?? NOTHING_TOLD));
  const doubts = new Set(looks.map(([, doubt]) => doubt));
  doubts.delete(NO_DOUBT);
  return {
    actors: record.actors.filter(({ id }) => present.has(id)),
    // a plain fill is the party's own colour; where nothing is told there is none
    statuses: [...record.statuses.values()]
      .filter(({ id, inks }) => statuses.has(id) && inks.length !== 1),
    doubts: [...doubts].sort().reverse(),
  };
}

/**
 * @param {PageState} state
 * @returns {Drawn} what there may be on the days of its episode
 */
export function drawnIn({ record, account, episode }) {
  const looks = new Set(episode.areas.flatMap((area) => looksIn(account, area, episode).map(String)));
  const hasFront = frontsIn(account, episode).length > 0;
  const has = {
    front: hasFront, frontBefore: hasFront, changed: changeDays(account, episode).length > 0,
    schematic: episode.areas.some((area) => record.areas[area].outline === "schematic"),
  };
  return {
    ...drawnOf(record, [...looks].map((look) => look.split(","))),
    lines: LINE_KEYS.filter(({ stroke }) => has[stroke]),
  };
}
