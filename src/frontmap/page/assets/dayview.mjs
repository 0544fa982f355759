/** What the panel tells of a day: what changed, and who says what of it. */

import { holderName, isPartOnly, swatch } from "./card.mjs";
import { claimsByVoice } from "./claims.mjs";
import { h } from "./dom.mjs";
import { changesOn, controlAt, runAt } from "./timeline.mjs";

/** So many changes are listed; a day of a large map may have dozens. */
const LISTED = 10;

/**
 * What was said of a day.
 *
 * @param {object} record
 * @param {object} state the page's: account, day, say
 * @returns {HTMLElement[]}
 */
export function reports(record, { account, day, say }) {
  const voices = toldBy(record, account);
  const claims = (record.claimsOn.get(day) ?? [])
    .filter((claim) => voices === null || voices.has(record.claims[claim].voice));
  return claims.length > 0
    ? [h("h3", {}, say.word("page.claims_today")), claimsByVoice(record, claims, say)] : [];
}

/** The voices of an account; null where all may speak. */
function toldBy(record, account) {
  if (account.told_by === "") return null;
  const side = account.told_by.startsWith("side:") ? account.told_by.slice(5) : null;
  return new Set(record.voices.flatMap((voice, number) => (
    (side === null ? voice.id === account.told_by : voice.side === side) ? [number] : [])));
}

/**
 * What changed on a day.
 *
 * @param {object} record
 * @param {object} state the page's: account, day, episode, say
 * @param {{choose: (area: number) => void, drawer: object}} on
 * @returns {HTMLElement[]}
 */
export function changeList(record, state, on) {
  const { account, day, episode, say } = state;
  const opens = day === episode.start;
  const changed = changesOn(account, day);
  return [h("h3", {}, say.word("changes_today")),
    changed.length === 0
      ? h("p.quiet", {}, say.word(opens ? "page.opens_today" : "no_changes_today"))
      : shortList(changed, say, (area) => {
        const before = controlAt(record, account, area, day - 1);
        const after = controlAt(record, account, area, day);
        return h("li", {}, h("button.change", { type: "button", onclick: () => on.choose(area) },
          h("b", {}, say.text(record.areas[area].name)),
          h("span.from-to", {},
            swatch(record, runAt(account, area, day - 1)?.control, false, on.drawer),
            h("span", {}, stateWords(record, before, say)),
            h("span.arrow", { "aria-hidden": "true" }, say.direction === "rtl" ? "←" : "→"),
            swatch(record, runAt(account, area, day)?.control, false, on.drawer),
            h("span", {}, stateWords(record, after, say)))));
      })];
}

/** A list of so many things at first, and of all when the button is pressed. */
function shortList(things, say, item) {
  const list = h("ul", {}, things.slice(0, LISTED).map(item));
  if (things.length <= LISTED) return list;
  const more = h("button.more", {
    type: "button",
    onclick: () => {
      list.append(...things.slice(LISTED).map(item));
      more.remove();
      list.children[LISTED].querySelector("button").focus();
    },
  }, say.sentence("page.more", { count: things.length - LISTED }));
  return [list, more];
}

/**
 * A state in a few words: the holder, and the status where it is not plainly held.
 *
 * @returns {string}
 */
export function stateWords(record, control, say) {
  const holder = holderName(record, control, say);
  if (["held", "no_data", "unknown"].includes(control.status) || isPartOnly(control)) return holder;
  const rivals = control.rivals.map((rival) => say.plain(record.actor.get(rival).name));
  return `${[holder, ...rivals].join(" / ")}, ${say.word(`status.${control.status}`)}`;
}

/**
 * Every area with its state on the day, as a table: the map for those who cannot see it.
 *
 * @returns {HTMLElement}
 */
export function areaTable(record, state, on) {
  const { account, day, outlines, say } = state;
  return h("table.areas", {},
    h("thead", {}, h("tr", {}, ["area", "holder", "status", "confidence"].map((column) => (
      h("th", { scope: "col" }, say.word(column)))))),
    h("tbody", {}, outlines.areas.map((area) => {
      const control = controlAt(record, account, area, day);
      return h("tr", {},
        h("th", { scope: "row" }, h("button.name", {
          type: "button", onclick: () => on.choose(area),
        }, say.text(record.areas[area].name))),
        h("td", {}, [control.holder, ...control.rivals].filter(Boolean)
          .map((actor) => say.plain(record.actor.get(actor).name)).join(" / ")),
        h("td", {}, say.word(`status.${control.status}`)),
        h("td", {}, control.confidence && say.word(`confidence.${control.confidence}`)));
    })));
}
