/**
 * The address's fragment: `#2018-05-03;area=asali;as=is-media;vs=side:government;lang=ar`.
 *
 * @typedef {{day?: string, area?: string, as?: string, vs?: string, lang?: string}} Parts
 */

const KEYS = ["area", "as", "vs", "lang"];

/**
 * What a fragment says; parts that are not there are left out.
 *
 * @param {string} fragment with or without its `#`
 * @param {string[]} [lost] the parts that nobody can read are added to it
 * @returns {Parts}
 */
export function parseFragment(fragment, lost = []) {
  /** @type {{[key: string]: string}} */
  const parts = {};
  for (const part of fragment.replace(/^#/, "").split(";")) {
    const cut = part.indexOf("=");
    if (cut < 0) {
      if (/^\d{4}-\d{2}-\d{2}$/.test(part)) parts.day = part;
      else if (part !== "") lost.push(part);
      continue;
    }
    const key = part.slice(0, cut);
    const value = unescaped(part.slice(cut + 1));
    if (KEYS.includes(key) && value !== "") parts[key] = value;
    else lost.push(part);
  }
  return parts;
}

/**
 * @param {Parts} parts with a day; those that are empty are left out
 * @returns {string} the fragment with its `#`
 */
export function formatFragment(parts) {
  const written = KEYS.filter((key) => parts[key])
    .map((key) => `${key}=${encodeURIComponent(parts[key]).replaceAll("%3A", ":")}`);
  return `#${[parts.day, ...written].join(";")}`;
}

/** A part as it was before it was written into an address; empty where a link was mangled. */
function unescaped(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return "";
  }
}
