/**
 * Calendar days as numbers, without clocks and time zones.
 *
 * A day number counts days from 1970-01-01. `Date.UTC` serves as a calendar only: no `Date` is ever
 * read in local time, so that no reader sees a day shifted.
 */

const DAY_MS = 86_400_000;

/**
 * @param {string} iso a day written `YYYY-MM-DD`
 * @returns {number|null} its day number; null where `iso` is no calendar day
 */
export function dayNumber(iso) {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(iso);
  if (match === null) return null;
  const number = Date.UTC(Number(match[1]), Number(match[2]) - 1, Number(match[3])) / DAY_MS;
  return isoDay(number) === iso ? number : null;
}

/**
 * @param {number} number a day number
 * @returns {string} the day as `YYYY-MM-DD`
 */
export function isoDay(number) {
  return new Date(number * DAY_MS).toISOString().slice(0, 10);
}

/**
 * Write a day out, as `3 May 2018`.
 *
 * @param {number} number a day number
 * @param {string[]} months the names of the twelve months
 * @returns {string}
 */
export function writtenDay(number, months) {
  const [year, month, day] = isoDay(number).split("-").map(Number);
  return `${day} ${months[month - 1]} ${year}`;
}

/**
 * Write a day without its year, as `3 May`.
 *
 * @param {number} number a day number
 * @param {string[]} months the names of the twelve months
 * @returns {string}
 */
export function shortDay(number, months) {
  const [, month, day] = isoDay(number).split("-").map(Number);
  return `${day} ${months[month - 1]}`;
}
