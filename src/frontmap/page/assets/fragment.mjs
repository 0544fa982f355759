/** The address's fragment: `#2018-05-03;area=asali;as=is-media;lang=ar`. */

const KEYS = ["area", "as", "lang"];

/**
 * What a fragment says; parts that are not there, or that nobody knows, are left out.
 *
 * @param {string} fragment with or without its `#`
 * @returns {{day?: string, area?: string, as?: string, lang?: string}}
 */
export function parseFragment(fragment) {
  const said = {};
  for (const part of fragment.replace(/^#/, "").split(";")) {
    const cut = part.indexOf("=");
    if (cut < 0) {
      if (/^\d{4}-\d{2}-\d{2}$/.test(part)) said.day = part;
      continue;
    }
    const key = part.slice(0, cut);
    const value = unescaped(part.slice(cut + 1));
    if (KEYS.includes(key) && value !== "") said[key] = value;
  }
  return said;
}

/**
 * @param {{day: string, area?: string, as?: string, lang?: string}} said empty parts are left out
 * @returns {string} the fragment with its `#`
 */
export function formatFragment(said) {
  const parts = [said.day];
  for (const key of KEYS) {
    if (said[key]) parts.push(`${key}=${encodeURIComponent(said[key]).replaceAll("%3A", ":")}`);
  }
  return `#${parts.join(";")}`;
}

function unescaped(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return ""; // a mangled link must not keep the page from opening
  }
}
