/**
 * Calendar days as numbers, without clocks and time zones.
 *
 * A day number counts days from 1970-01-01. `Date` serves as a calendar only: none is ever read in
 * local time, so that no reader sees a day shifted.
 *
 * @typedef {object} Calendar how a language writes days
 * @property {string[]} months the names of the twelve months
 * @property {string} firstOfMonth what stands for the first day of a month
 */

const DAY_MS = 86_400_000;

/**
 * @param {string} iso a day written `YYYY-MM-DD`
 * @returns {number|null} its day number; null where `iso` is no calendar day
 */
export function dayNumber(iso) {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(iso)) return null;
  // `Date.UTC` would take the years 0 to 99 for those of the last century
  const number = Date.parse(`${iso}T00:00:00Z`) / DAY_MS;
  return Number.isFinite(number) && isoDay(number) === iso ? number : null;
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
 * @param {Calendar} calendar
 * @returns {string}
 */
export function writtenDay(number, calendar) {
  return `${shortDay(number, calendar)} ${isoDay(number).slice(0, 4)}`;
}

/**
 * Write a day without its year, as `3 May`.
 *
 * @param {number} number a day number
 * @param {Calendar} calendar
 * @returns {string}
 */
export function shortDay(number, { months, firstOfMonth }) {
  const [, month, day] = isoDay(number).split("-").map(Number);
  return `${day === 1 ? firstOfMonth : day} ${months[month - 1]}`;
}

/**
 * Write the month of a day, as `May 2018`.
 *
 * @param {number} number a day number
 * @param {Calendar} calendar
 * @returns {string}
 */
export function writtenMonth(number, { months }) {
  const [year, month] = isoDay(number).split("-").map(Number);
  return `${months[month - 1]} ${year}`;
}

/**
 * The first days of months from a day on, for a scale too long for single days.
 *
 * @param {number} first a day number
 * @param {number} days how many days the scale has
 * @param {number} most how many may be named
 * @returns {number[]} day numbers, every so many months apart as a year can be divided
 */
export function monthStarts(first, days, most) {
  const starts = [];
  for (let number = first; number < first + days; number += 1) {
    const [year, month, day] = isoDay(number).split("-").map(Number);
    if (day === 1) starts.push([number, year * 12 + month - 1]);
  }
  const every = [1, 2, 3, 4, 6].find((step) => starts.length / step <= most)
    ?? 12 * Math.ceil(starts.length / 12 / most);
  return starts.filter(([, month]) => month % every === 0).map(([number]) => number);
}
