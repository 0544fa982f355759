/**
 * Going from day to day: a step costs what changes on it, and not what there is. No DOM.
 */

import { RUN, difference, frontOn } from "./timeline.mjs";

/** Over more days than this it is quicker to look at everything. */
const FAR = 30;

/**
 * @param {import("./timeline.mjs").Account} account
 * @returns {{front: (day: number) => Set<number>, ghost: (day: number) => number[],
 *   altered: (from: number, to: number, areas: number[]) => number[]}} the borders that are front,
 *   valid until it is asked for another day; those that were it the day before and are no more;
 *   the areas that are drawn differently on two days
 */
export function walk(account) {
  const turning = lazily((turns) => {
    for (const [border, spans] of account.front) addSpans(turns, border, spans);
  });
  const altering = lazily((turns) => {
    account.runs.forEach((runs, area) => {
      for (let place = 0; place < runs.length; place += RUN) add(turns, area, runs[place]);
    });
    for (const [area, spans] of account.doubts) addSpans(turns, area, spans);
  });
  let at = -Infinity;
  let front = new Set();

  function flip(day) {
    for (const border of turning().get(day) ?? []) {
      if (!front.delete(border)) front.add(border);
    }
  }

  function frontAt(day) {
    if (Math.abs(day - at) > FAR) {
      front = new Set(frontOn(account, day));
      at = day;
    }
    while (at < day) flip(at += 1);
    while (at > day) flip(at--);
    return front;
  }

  return {
    front: frontAt,
    ghost(day) {
      const now = frontAt(day);
      return (turning().get(day) ?? []).filter((border) => !now.has(border));
    },
    altered(from, to, areas) {
      const [before, after] = [{ account, day: from }, { account, day: to }];
      if (Math.abs(to - from) > FAR) return difference(before, after, areas);
      const found = new Set();
      for (let day = Math.min(from, to) + 1; day <= Math.max(from, to); day += 1) {
        for (const area of altering().get(day) ?? []) found.add(area);
      }
      return difference(before, after, [...found]).filter((area) => areas.includes(area));
    },
  };
}

/** For each day what turns on it, found out when it is first asked for. */
function lazily(fill) {
  let turns = null;
  return () => {
    if (turns === null) {
      turns = new Map();
      fill(turns);
    }
    return turns;
  };
}

/** What is so during some spans turns on their first days, and on the days after their last. */
function addSpans(turns, thing, spans) {
  spans.forEach((day, place) => add(turns, thing, place % 2 === 0 ? day : day + 1));
}

function add(turns, thing, day) {
  const there = turns.get(day);
  if (there) there.push(thing);
  else turns.set(day, [thing]);
}
