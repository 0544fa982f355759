/**
 * Steps from day to day: a step costs what changes on it, and not what there is. Pure: no DOM.
 *
 * @import { Account } from "./payload.mjs"
 */

import { RUN, difference, frontOn } from "./timeline.mjs";

/** Over more days than this it is quicker to look at everything. */
const FAR = 30;

/** What changes from day to day in one account. */
export class DaySteps {
  #account;
  #at = -Infinity;
  #front = new Set();
  /** @type {{list: number[]|null, set: Set<number>}} the areas that were looked at last */
  #areas = { list: null, set: new Set() };
  /** For each day the borders that begin or cease to be front on it; made when first needed. */
  #turning = null;
  /** For each day the areas that may be drawn differently from it on; made when first needed. */
  #altering = null;

  /** @param {Account} account */
  constructor(account) {
    this.#account = account;
  }

  /**
   * @param {number} day
   * @returns {Set<number>} the borders that are front; valid until another day is asked for
   */
  front(day) {
    if (Math.abs(day - this.#at) > FAR) {
      this.#front = new Set(frontOn(this.#account, day));
      this.#at = day;
    }
    while (this.#at < day) this.#turn(this.#at += 1);
    while (this.#at > day) this.#turn(this.#at--);
    return this.#front;
  }

  /**
   * @param {number} day
   * @returns {number[]} the borders that were front the day before and are no more
   */
  frontBefore(day) {
    const now = this.front(day);
    // the page opens sooner without the days of all borders, which the first step asks for
    const before = this.#turning === null ? frontOn(this.#account, day - 1)
      : this.#turning.get(day) ?? [];
    return before.filter((border) => !now.has(border));
  }

  /** Make what the first step needs. */
  prepare() {
    this.#turns();
    this.#alters();
  }

  /**
   * @param {number} from
   * @param {number} to
   * @param {number[]} areas those to look at
   * @returns {number[]} those that are drawn differently on the two days
   */
  altered(from, to, areas) {
    const account = this.#account;
    const [before, after] = [{ account, day: from }, { account, day: to }];
    if (Math.abs(to - from) > FAR) return difference(before, after, areas);
    const found = new Set();
    for (let day = Math.min(from, to) + 1; day <= Math.max(from, to); day += 1) {
      for (const area of this.#alters().get(day) ?? []) found.add(area);
    }
    const among = this.#among(areas);
    return difference(before, after, [...found].filter((area) => among.has(area)));
  }

  #among(areas) {
    if (this.#areas.list !== areas) this.#areas = { list: areas, set: new Set(areas) };
    return this.#areas.set;
  }

  /** Bring the front over the edge between a day and the day before, in either direction. */
  #turn(day) {
    for (const border of this.#turns().get(day) ?? []) {
      if (!this.#front.delete(border)) this.#front.add(border);
    }
  }

  #turns() {
    if (this.#turning === null) {
      this.#turning = new Map();
      for (const [border, spans] of this.#account.front) addSpans(this.#turning, border, spans);
    }
    return this.#turning;
  }

  #alters() {
    if (this.#altering === null) {
      const altering = new Map();
      this.#account.runs.forEach((runs, area) => {
        for (let at = 0; at < runs.length; at += RUN) addOn(altering, area, runs[at]);
      });
      for (const [area, doubts] of this.#account.doubts) {
        addSpans(altering, area, doubts.flatMap(({ first, last }) => [first, last]));
      }
      this.#altering = altering;
    }
    return this.#altering;
  }
}

/** What is so during some spans turns on their first days, and on the days after their last. */
function addSpans(turns, thing, spans) {
  spans.forEach((day, place) => addOn(turns, thing, place % 2 === 0 ? day : day + 1));
}

function addOn(turns, thing, day) {
  const there = turns.get(day);
  if (there) there.push(thing);
  else turns.set(day, [thing]);
}
