/**
 * Names as people type them: the form that all ways of writing one name share. Pure: no DOM.
 */

/** Letters without a decomposition of their own, each before the letters that it is typed as. */
const TYPED_AS = new Map("ٱا ىي یي کك ةه ہه ıi łl øo đd ßss æae œoe".split(" ")
  .map((pair) => [pair[0], pair.slice(1)]));
/** What is written or left out: marks, the tatweel, a hamza alone, joiners, apostrophes. */
const UNTYPED = /[\p{M}\p{Cf}ـءʿʾʻʼ’‘'`]/gu;
/** The article before a name, with the letters that it is given before some others. */
const ARTICLE = new RegExp("(^|[^\\p{L}\\p{N}])"
  + "(?:[ae]l[\\s\\p{Pd}]+|(?:a[rsntdz]|ash|adh|ath)\\p{Pd}|ال(?=\\p{L}{2}))", "gu");

/** Digits of every script are in rows of ten that begin with the zero. */
function westernDigit(digit) {
  const code = /** @type {number} */ (digit.codePointAt(0));
  let zero = code;
  while (code - zero < 9 && /\p{Nd}/u.test(String.fromCodePoint(zero - 1))) zero -= 1;
  return String(code - zero);
}

/**
 * @param {string} text
 * @returns {string} with the digits of every script as 0 to 9
 */
export function withWesternDigits(text) {
  return text.replace(/\p{Nd}/gu, westernDigit);
}

/**
 * @param {string} text
 * @returns {string} in small letters without accents, signs and articles, words apart by a space
 */
export function folded(text) {
  return withWesternDigits(text).toLowerCase().normalize("NFKD").replace(UNTYPED, "")
    .replace(/\P{ASCII}/gu, (letter) => TYPED_AS.get(letter) ?? letter)
    .replace(ARTICLE, "$1").replace(/[^\p{L}\p{N}]+/gu, " ").trim();
}

/**
 * @param {string} text
 * @returns {string} the same in one word, with its articles: as somebody writes who joins them
 */
export function joined(text) {
  return folded(text.replace(/(^|[^\p{L}\p{N}])([ae]l)[\s\p{Pd}]+/giu, "$1$2")).replace(/ /g, "");
}
