/**
 * Days as people type them: the written forms that `import` reads, but for other calendars and
 * times of day. Pure: no DOM.
 *
 * @typedef {{months: string[], firstOfMonth: string}} Calendar how a language writes days
 */

import { dayNumber } from "./days.mjs";
import { folded, withWesternDigits } from "./folding.mjs";

/** Where the names of months and weekdays are taken from, besides the page's own languages. */
const LOCALES = ["en", "fr", "de", "es", "pt", "it", "ar-SY", "ar-EG"];
/** The fewest letters that a month may be shortened to. */
const SHORTEST = 3;
const NAME = "(\\p{L}[\\p{L}\\p{M}'’.]*(?:[ -]\\p{L}[\\p{L}\\p{M}]*)?)";
const ORDINAL = "(?:st|nd|rd|th|er)?";
/** Each form, and where in it year, month and day stand; a month may be a name. */
const FORMS = /** @type {[RegExp, number[]][]} */ ([
  [/^(\d{4})([-/.])(\d{1,2})\2(\d{1,2})$/, [1, 3, 4]],
  [/^((?:19|20)\d\d)(\d\d)(\d\d)$/, [1, 2, 3]],
  [new RegExp(`^(\\d{1,2})${ORDINAL}[\\s./-]+(?:of\\s+)?${NAME}[\\s.,،/-]+(\\d{4}|\\d\\d)$`, "u"), [3, 2, 1]],
  [new RegExp(`^${NAME}[\\s.-]+(\\d{1,2})${ORDINAL}[\\s,،.-]+(\\d{4})$`, "u"), [3, 1, 2]],
  [new RegExp(`^(\\d{4})[\\s./-]+${NAME}[\\s./-]+(\\d{1,2})$`, "u"), [1, 2, 3]],
]);
const THREE = /^(\d{1,4})\s?([-/.])\s?(\d{1,2})\s?\2\s?(\d{4}|\d\d)$/;
const WEEKDAY = /^(\p{L}+)\.?[,،]?\s+(?=.*\d)/u;

/** Names of weekdays, folded, each with its number. @type {Map<string, number>} */
const weekdays = new Map();
/** @type {[string, number][]} names of months, folded, each with its number from 1 */
const months = [];

/** To ask for all names takes milliseconds, and few readers type a day. */
function learnNames(calendars) {
  if (months.length > 0) return;
  const name = (locale, form, time) => (
    folded(new Intl.DateTimeFormat(locale, { timeZone: "UTC", ...form }).format(time)));
  for (const width of ["long", "short"]) {
    for (const locale of LOCALES) {
      for (let at = 0; at < 12; at += 1) {
        months.push([name(locale, { month: width }, Date.UTC(2018, at, 1)), at + 1]);
        weekdays.set(name(locale, { weekday: width }, Date.UTC(2018, 0, 1 + at)), (1 + at) % 7);
      }
    }
  }
  for (const calendar of calendars) {
    calendar.months.forEach((month, at) => months.push([folded(month), at + 1]));
  }
}

/** The number of a month that is written as a number, as a name or as the beginning of one. */
function monthNumber(written) {
  if (/^\d+$/.test(written)) return Number(written);
  const key = folded(written);
  const whole = months.filter(([name]) => name === key);
  const meant = whole.length > 0 || key.length < SHORTEST ? whole
    : months.filter(([name]) => name.startsWith(key));
  const numbers = new Set(meant.map(([, number]) => number));
  return numbers.size === 1 ? [...numbers][0] : 0;
}

function isoDaysOf(year, month, day) {
  const two = (number) => String(number).padStart(2, "0");
  const full = String(year).length === 2 ? `20${year}` : year;
  const iso = `${full}-${two(monthNumber(String(month)))}-${two(day)}`;
  return dayNumber(iso) === null ? [] : [iso];
}

/** The days that three numbers mean: day or month first, or the year where it has two digits. */
function daysOfThree(match) {
  const [, one, , two, three] = match;
  const found = [...isoDaysOf(three, two, one), ...isoDaysOf(three, one, two)];
  return three.length === 2 ? [...found, ...isoDaysOf(one, two, three)] : found;
}

/** The days that a text may mean that has no weekday. */
function daysOf(plain) {
  for (const [form, [year, month, day]] of FORMS) {
    const match = form.exec(plain);
    if (match !== null) return isoDaysOf(match[year], match[month], match[day]);
  }
  const three = THREE.exec(plain);
  return three === null ? [] : [...new Set(daysOfThree(three))];
}

/**
 * @param {string} text
 * @param {Calendar[]} calendars those of the page's languages
 * @returns {string[]} the days that it may mean, as `YYYY-MM-DD`: none, one, or several where day,
 *   month and year cannot be told apart
 */
export function readingsOf(text, calendars) {
  let plain = withWesternDigits(text.normalize("NFC")).replace(/\p{Cf}/gu, "")
    .replace(/[\p{Pd}−]/gu, "-").trim().toLowerCase();
  learnNames(calendars);
  for (const { firstOfMonth } of calendars) {
    const first = `${firstOfMonth.toLowerCase()} `;
    if (plain.startsWith(first)) plain = `1 ${plain.slice(first.length)}`;
  }
  const days = daysOf(plain);
  const weekday = WEEKDAY.exec(plain);
  if (days.length > 0 || weekday === null) return days;
  const number = weekdays.get(folded(weekday[1]));
  return daysOf(plain.slice(weekday[0].length))
    .filter((iso) => new Date(iso).getUTCDay() === number);
}
