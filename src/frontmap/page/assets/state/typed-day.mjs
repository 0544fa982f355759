/**
 * Days as people type them: the written forms that `import` reads, but for counts and instants of
 * another zone. Pure: no DOM.
 *
 * @typedef {{months: string[], firstOfMonth: string}} Calendar how a language writes days
 */

import { dayNumber, isoDay } from "./days.mjs";
import { folded, withWesternDigits } from "./folding.mjs";

/** Where the names of months and weekdays are taken from, besides the page's own languages. */
const LOCALES = ["en", "fr", "de", "es", "pt", "it", "ar-SY", "ar-EG"];
const OURS = "gregory";
/**
 * Other calendars as browsers call them: the first and last year that browsers and `import` have
 * alike (the days of Umm al-Qura by its rule of today), roughly the day number of their first day,
 * the days of a year, and the language that has its months.
 *
 * @type {[string, [number, number, number, number, string]][]}
 */
const OTHERS = [
  ["islamic-umalqura", [1420, 1450, -492148, 354.367, "ar"]],
  ["persian", [1300, 1500, -492267, 365.242, "fa"]],
];
/** So many days may lie between a day and where it would be if all months were as long. */
const UNEVEN = 6;
/** The years that a date without a mark may have in any of them. */
const ANY_CALENDAR = /^1[34]\d\d$|^1500$/;
/** A time of day; one with a zone may be of another day. */
const CLOCK = /(?:t|\s+(?:at |à )?|,\s*)(?:[01]?\d|2[0-3])[:h][0-5]\d(?::[0-5]\d(?:[.,]\d+)?)?\s*(?:[ap]\.?m\.?|[صم])?$/;
/** What stands behind a year of the Persian calendar, of the Hijri, and of ours. */
const ERA = /(\d)\s*(?:(ه[ـ.]?\s*ش|ش|a\.?p|s\.?h)|(هـ?|a\.?h)|م|a\.?d|c\.?e)\.?$/;
/** The fewest letters that a month may be shortened to. */
const SHORTEST = 3;
const NAME = "(\\p{L}[\\p{L}\\p{M}'’.]*(?:[ -]\\p{L}[\\p{L}\\p{M}'’]*)?)";
const ORDINAL = "(?:st|nd|rd|th|er)?";
/** Each form, and where in it year, month and day stand; a month may be a name. */
const FORMS = /** @type {[RegExp, number[]][]} */ ([
  [/^(\d{4})([-/.])(\d{1,2})\2(\d{1,2})$/, [1, 3, 4]],
  [/^((?:19|20|1[34])\d\d)(\d\d)(\d\d)$/, [1, 2, 3]],
  [new RegExp(`^(\\d{1,2})${ORDINAL}[\\s./-]+(?:of\\s+)?${NAME}[\\s.,،/-]+(\\d{4}|\\d\\d)$`, "u"), [3, 2, 1]],
  [new RegExp(`^${NAME}[\\s.-]+(\\d{1,2})${ORDINAL}[\\s,،.-]+(\\d{4})$`, "u"), [3, 1, 2]],
  [new RegExp(`^(\\d{4})[\\s./-]+${NAME}[\\s./-]+(\\d{1,2})$`, "u"), [1, 2, 3]],
]);
const THREE = /^(\d{1,4})\s?([-/.])\s?(\d{1,2})\s?\2\s?(\d{4}|\d\d)$/;
const WEEKDAY = /^(\p{L}+)\.?[,،]?\s+(?=.*\d)/u;

/** Names of weekdays, folded, each with its number. @type {Map<string, number>} */
const weekdays = new Map();
/** @type {[string, number, string][]} names of months, folded, each with its number and calendar */
const months = [];

/** The month, day and year of an instant in a calendar, as `8,17,1439`. */
function numbersIn(id, time) {
  const format = new Intl.DateTimeFormat(`en-u-ca-${id}`, { timeZone: "UTC" });
  return String(format.format(time).match(/\d+/g));
}

/** To ask for all names takes milliseconds, and few readers type a day. */
function learnNames(calendars) {
  if (months.length > 0) return;
  const name = (locale, form, time) => (
    folded(new Intl.DateTimeFormat(locale, { timeZone: "UTC", ...form }).format(time)));
  for (const width of ["long", "short"]) {
    for (const locale of LOCALES) {
      for (let at = 0; at < 12; at += 1) {
        months.push([name(locale, { month: width }, Date.UTC(2018, at, 1)), at + 1, OURS]);
        weekdays.set(name(locale, { weekday: width }, Date.UTC(2018, 0, 1 + at)), (1 + at) % 7);
      }
    }
  }
  for (const calendar of calendars) {
    calendar.months.forEach((month, at) => months.push([folded(month), at + 1, OURS]));
  }
  for (const [id, [, , , , own]] of OTHERS) {
    // in so many steps each month is met
    for (let at = 0; at < 13; at += 1) {
      const day = Date.UTC(2018, 0, 29 * at);
      for (const locale of ["en", own]) {
        months.push([
          name(`${locale}-u-ca-${id}`, { month: "long" }, day), parseInt(numbersIn(id, day), 10), id,
        ]);
      }
    }
  }
}

/**
 * The number of a month that is written as a number, as a name or as the beginning of one of ours,
 * and the calendar of a name.
 *
 * @returns {[number, string?]}
 */
function monthOf(written) {
  if (/^\d+$/.test(written)) return [Number(written)];
  const key = folded(written);
  const whole = months.filter(([name]) => name === key);
  const meant = whole.length > 0 || key.length < SHORTEST ? whole
    : months.filter(([name, , id]) => id === OURS && name.startsWith(key));
  const numbers = new Set(meant.map(([, number]) => number));
  return numbers.size === 1 ? [meant[0][1], meant[0][2]] : [0];
}

/** The day of a calendar as ours, if there is one and it is known which. */
function isoDaysIn(id, year, month, day) {
  const two = (number) => String(number).padStart(2, "0");
  const other = new Map(OTHERS).get(id);
  if (other === undefined) {
    const iso = `${year}-${two(month)}-${two(day)}`;
    return dayNumber(iso) === null ? [] : [iso];
  }
  const [first, last, epoch, long] = other;
  if (year < first || year > last) return [];
  const about = Math.round(epoch + (year - 1 + (month - 1) / 12) * long + Number(day));
  for (let at = about - UNEVEN; at <= about + UNEVEN; at += 1) {
    const iso = isoDay(at);
    if (numbersIn(id, Date.parse(iso)) === `${month},${Number(day)},${year}`) return [iso];
  }
  return [];
}

/** The days that a date may mean; of a year that several calendars have, those of each. */
function isoDaysOf(year, written, day, era) {
  const [month, named = era] = monthOf(written);
  if (era && named !== era) return [];
  const full = year.length === 2 ? `20${year}` : year;
  if (named || !ANY_CALENDAR.test(full)) return isoDaysIn(named, full, month, day);
  const found = [OURS, ...OTHERS.map(([id]) => id)].flatMap((id) => isoDaysIn(id, full, month, day));
  return found.length > 1 ? found : [];
}

/** The days that three numbers mean: day or month first, or the year where it has two digits. */
function daysOfThree(match, era) {
  const [, one, , two, three] = match;
  const found = [...isoDaysOf(three, two, one, era), ...isoDaysOf(three, one, two, era)];
  return three.length === 2 ? [...found, ...isoDaysOf(one, two, three, era)] : found;
}

/** The days that a text may mean that has no weekday. */
function daysOf(dated) {
  const mark = ERA.exec(dated);
  const plain = dated.replace(ERA, "$1");
  const [[hijri], [persian]] = OTHERS;
  const era = mark && (mark[2] ? persian : mark[3] ? hijri : OURS);
  for (const [form, [year, month, day]] of FORMS) {
    const match = form.exec(plain);
    if (match !== null) return isoDaysOf(match[year], match[month], match[day], era);
  }
  const three = THREE.exec(plain);
  return three === null ? [] : [...new Set(daysOfThree(three, era))];
}

/**
 * @param {string} text
 * @param {Calendar[]} calendars those of the page's languages
 * @returns {string[]} the days that it may mean, as `YYYY-MM-DD`: none, one, or several where day,
 *   month and year cannot be told apart
 */
export function readingsOf(text, calendars) {
  let plain = withWesternDigits(text.normalize("NFC")).replace(/\p{Cf}/gu, "")
    .replace(/[\p{Pd}−]/gu, "-").trim().toLowerCase().replace(CLOCK, "");
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
