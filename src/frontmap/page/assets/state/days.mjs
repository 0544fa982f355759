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

/**
 * Write the month of a day, as `May 2018`.
 *
 * @param {number} number a day number
 * @param {string[]} months the names of the twelve months
 * @returns {string}
 */
export function writtenMonth(number, months) {
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

/**
 * Read a day as somebody writes it: `2018-05-03`, or `3 May 2018` in any of the languages.
 *
 * @param {string} text
 * @param {string[][]} months the names of the twelve months, by language
 * @param {string[]} digits the ten digits, by language
 * @returns {string} the day as `YYYY-MM-DD`; `text` itself where it is written in another way
 */
export function typedDay(text, months, digits) {
  const western = text.trim().replace(/\p{Nd}/gu, (digit) => {
    const ten = digits.find((all) => all.includes(digit));
    return ten === undefined ? digit : String(ten.indexOf(digit));
  });
  const match = /^(\d{1,2})\s+(\S.*?)\s+(\d{4})$/.exec(western);
  if (match === null) return western;
  const name = match[2].toLowerCase();
  const month = months.map((names) => names.findIndex((one) => one.toLowerCase() === name))
    .find((number) => number >= 0);
  return month === undefined ? western
    : `${match[3]}-${String(month + 1).padStart(2, "0")}-${match[1].padStart(2, "0")}`;
}
