/**
 * The page's state, and how one state follows another. Pure: no DOM, no clock, no address bar.
 *
 * @import { Language } from "./language.mjs"
 * @import { Account, AtlasRecord, Episode } from "./payload.mjs"
 *
 * @typedef {object} Wish what is wanted to be otherwise; what is left out stays as it is
 * @property {number} [day] an index
 * @property {string} [toldBy] whose account is shown; empty for the atlas's own reading
 * @property {string} [against] whose account it is compared with; likewise
 * @property {string} [lang] a language's code
 * @property {Episode} [episode] on the page's own day where that lies in it, else on its last; no
 *   card stays open
 * @property {number|null} [area] the area whose card is open
 * @property {boolean} [playing]
 *
 * @typedef {object} Derived what follows from the wishes
 * @property {AtlasRecord} record
 * @property {Map<string, Language>} languages
 * @property {Account} account
 * @property {Account} other the account that it is compared with
 * @property {Episode} episode
 * @property {{since: number, areas: number[], borders: number[]}} outlines those of the day
 * @property {Language} language
 *
 * @typedef {Required<Wish> & Derived} PageState
 */

import { dayNumber, isoDay } from "./days.mjs";
import { formatFragment, parseFragment } from "./fragment.mjs";
import { languagesOf } from "./language.mjs";
import { calendarDay, changeFrom, dayIndex, episodeOf, nearestDay, outlinesOn } from "./timeline.mjs";

/** What the fragment calls the atlas's own reading. */
const OWN = "atlas";

/**
 * @param {AtlasRecord} record
 * @returns {PageState} the state in which the page opens
 */
export function opening(record) {
  const { day, told_by: toldBy, language: lang } = record.opening;
  const empty = /** @type {PageState} */ ({ record, languages: languagesOf(record) });
  return next(empty, {
    day: dayIndex(record, day), toldBy, lang, against: "", area: null, playing: false,
  });
}

/**
 * @param {PageState} state
 * @param {Wish} wish
 * @returns {PageState} the state that follows; `state` itself stays as it is
 */
export function next(state, wish) {
  const { record, languages } = state;
  const seen = wish.episode === undefined ? wish : { ...wish, ...wishFor(state, wish.episode) };
  const { day, toldBy, lang, against, area, playing } = { ...state, ...seen };
  const account = record.accounts.get(toldBy);
  const compared = against === toldBy ? "" : against;
  const episode = episodeOf(record, day);
  const same = state.episode === episode && (record.dated.size === 0 || state.day === day);
  const outlines = same ? state.outlines : outlinesOn(record, account, day);
  return {
    record, languages, day, toldBy, lang, playing, account, episode, outlines,
    against: compared,
    other: record.accounts.get(compared),
    language: languages.get(lang),
    area: outlines.areas.includes(area) ? area : null,
  };
}

/**
 * @param {PageState|null} before null where nothing is shown yet
 * @param {PageState} after
 * @returns {{opened: boolean, fresh: boolean, retold: boolean, moved: boolean}} whether another
 *   episode is seen, other outlines, whether they are called otherwise, and whether the record may
 *   tell something else of them
 */
export function differences(before, after) {
  const opened = before?.episode !== after.episode;
  const fresh = opened || before.outlines.since !== after.outlines.since;
  const retold = fresh || before.language !== after.language;
  const moved = fresh || before.day !== after.day || before.account !== after.account;
  return { opened, fresh, retold, moved };
}

/**
 * @param {PageState} state the present one
 * @param {string} fragment of the address
 * @returns {{wish: Wish, lost: string[], beyond: number|null}} what the fragment asks for, as far as
 *   the record knows it, its parts that nobody can follow, and the number of a day beyond the record,
 *   in whose stead the nearest one is asked for
 */
export function wishOf(state, fragment) {
  const { record, languages } = state;
  const lost = [];
  const parts = parseFragment(fragment, lost);
  const known = (key, isKnown) => {
    if (!isKnown && parts[key] !== undefined) {
      lost.push(key === "day" ? parts.day : `${key}=${parts[key]}`);
    }
    return isKnown;
  };
  const number = parts.day === undefined ? null : dayNumber(parts.day);
  const day = number === null ? null : nearestDay(record, number);
  const beyond = day === null || calendarDay(record, day) === number ? null : number;
  /** @type {Wish} */
  const wish = known("day", day !== null) ? { day } : {};
  if (parts.day === undefined) {
    // without a day the other parts have nothing to belong to
    for (const key of ["area", "as", "vs", "lang"]) known(key, false);
    return { wish, lost, beyond };
  }
  const told = (key) => (parts[key] === OWN ? "" : parts[key]);
  const area = record.area.get(parts.area);
  const shown = episodeOf(record, day ?? state.day).areas;
  wish.area = known("area", area !== undefined && shown.includes(area)) ? area : null;
  wish.toldBy = known("as", record.accounts.has(told("as"))) ? told("as") : record.opening.told_by;
  wish.against = known("vs", record.accounts.has(told("vs"))) ? told("vs") : "";
  wish.lang = known("lang", languages.has(parts.lang)) ? parts.lang : record.opening.language;
  return { wish, lost, beyond };
}

/**
 * @param {PageState} state
 * @returns {string} the fragment that leads to it
 */
export function fragmentOf({ record, day, area, toldBy, against, lang }) {
  return formatFragment({
    day: isoDay(calendarDay(record, day)),
    area: area === null ? "" : record.areas[area].id,
    as: toldBy === record.opening.told_by ? "" : toldBy || OWN,
    vs: against,
    lang: lang === record.opening.language ? "" : lang,
  });
}

/**
 * @param {Episode} episode
 * @returns {number} the index of its last day
 */
export function lastDayOf(episode) {
  return episode.start + episode.days - 1;
}

/** The day on which an episode is seen; see `Wish`. */
function wishFor({ record, day, episode: shown }, episode) {
  if (shown === episode) return { day, area: null };
  const own = dayIndex(record, record.opening.day);
  const inside = own >= episode.start && own <= lastDayOf(episode);
  return { day: inside ? own : lastDayOf(episode), area: null };
}

/** Where each step leads from a state; null where it leads nowhere. */
const STEPS = {
  previousDay: ({ day, episode }) => (day > episode.start ? day - 1 : null),
  nextDay: ({ day, episode }) => (day < lastDayOf(episode) ? day + 1 : null),
  previousChange: ({ account, episode, day }) => changeFrom(account, episode, day, -1),
  nextChange: ({ account, episode, day }) => changeFrom(account, episode, day, 1),
  first: ({ episode }) => episode.start,
  last: ({ episode }) => lastDayOf(episode),
};

/**
 * @param {PageState} state
 * @param {keyof STEPS} step
 * @returns {number|null} the day that it leads to; null where it leads nowhere
 */
export function dayAfterStep(state, step) {
  return STEPS[step](state);
}

/**
 * @param {PageState} state
 * @returns {Wish} to begin to play: from the first day again where the last one is shown
 */
export function wishToPlay({ day, episode }) {
  return { playing: true, day: day === lastDayOf(episode) ? episode.start : day };
}
