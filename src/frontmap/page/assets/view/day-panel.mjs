/**
 * What the panel tells of a day: what changed, and who says what of it; and every area in a table.
 *
 * @import { PageState } from "../state/page-state.mjs"
 * @import { Fills } from "./samples.mjs"
 */

import { h, textNode } from "../dom/elements.mjs";
import { stateWords, voicesOf } from "../state/sentences.mjs";
import { changesOn, controlAt, controlOf, isThere, runAt } from "../state/timeline.mjs";
import { claimsByVoice } from "./claims.mjs";
import { sampleOfRun } from "./samples.mjs";

/** So many changes are listed; a day of a large map may have dozens. */
const LISTED = 10;

/**
 * What was said of a day.
 *
 * @param {PageState} state
 * @returns {HTMLElement[]}
 */
export function reports({ record, account, day, language }) {
  const voices = voicesOf(record, account);
  const claims = (record.claimsOn.get(day) ?? [])
    .filter((claim) => voices === null || voices.has(record.claims[claim].voice));
  if (claims.length === 0) return [];
  return [
    h("h3", {}, language.word("page.claims_today")), ...claimsByVoice(record, claims, language),
  ];
}

/**
 * What changed on a day.
 *
 * @param {PageState} state
 * @param {{choose: (area: number) => void, patterns: Fills}} on
 * @returns {HTMLElement[]}
 */
export function changeList(state, on) {
  const { record, account, day, episode, language } = state;
  const changed = changesOn(account, day);
  const none = day === episode.start ? "page.opens_today" : "no_changes_today";
  const told = account.moved.get(day) ?? (changed.length === 0 && record.words[none]);
  return [h("h3", {}, language.word("changes_today")),
    changed.length > 0 && shortList(changed, language, (area) => changeItem(state, area, on)),
    told && h("p.fm-quiet", {}, language.plain(told))];
}

function changeItem({ record, account, day, language }, area, on) {
  const state = (of, run = runAt(account, area, of)) => [
    sampleOfRun(record, run, on.patterns),
    h("span", {}, stateWords(controlOf(record, run), language)),
  ];
  return h("li", {}, h("button.fm-change", { onclick: () => on.choose(area) },
    h("b", {}, textNode(language, record.areas[area].name)),
    h("span.fm-from-to", {},
      // an outline that was not there had no state
      isThere(account, area, day - 1) && [
        state(day - 1), h("span.fm-arrow", { "aria-hidden": "true" }, language.arrow),
      ],
      state(day))));
}

/** A list of so many things at first, and of all when the button is pressed. */
function shortList(things, language, item) {
  const list = h("ul", {}, things.slice(0, LISTED).map(item));
  if (things.length <= LISTED) return list;
  const more = h("button.fm-more", {
    onclick: () => {
      list.append(...things.slice(LISTED).map(item));
      more.remove();
      list.children[LISTED].querySelector("button").focus();
    },
  }, language.sentence("page.more", { count: things.length - LISTED }));
  return [list, more];
}

/**
 * Every area with its state on the day, as a table: the map for those who cannot see it.
 *
 * @param {PageState} state
 * @param {{choose: (area: number) => void}} on
 * @returns {HTMLElement}
 */
export function areaTable({ record, account, day, outlines, language }, on) {
  return h("table.fm-areas", {},
    h("thead", {}, h("tr", {}, ["area", "holder", "status", "confidence"].map((column) => (
      h("th", { scope: "col" }, language.word(column)))))),
    h("tbody", {}, outlines.areas.map((area) => {
      const control = controlAt(record, account, area, day);
      return h("tr", {},
        h("th", { scope: "row" }, h("button.fm-name", {
          onclick: () => on.choose(area),
        }, textNode(language, record.areas[area].name))),
        h("td", {}, [control.holder, ...control.rivals].filter(Boolean)
          .map((actor) => language.plain(record.actor.get(actor).name)).join(" / ")),
        h("td", {}, language.word(`status.${control.status}`)),
        h("td", {}, control.confidence && language.word(`confidence.${control.confidence}`)));
    })));
}
