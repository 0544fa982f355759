/**
 * Claims, each with who says it, where it stands, and when; and the sources.
 *
 * @import { Language } from "../state/language.mjs"
 * @import { AtlasRecord } from "../state/payload.mjs"
 */

import { h, textNode } from "../dom/elements.mjs";
import { hasText } from "../state/language.mjs";

/** The stance that a claim has unless it says otherwise, which goes without a word. */
const PLAIN_STANCE = "asserts";

/**
 * @param {AtlasRecord} record
 * @param {number[]} claims
 * @param {Language} language
 * @returns {HTMLElement} a list
 */
export function claimList(record, claims, language) {
  return h("ul.fm-claims", {}, claims.map((number) => {
    const claim = record.claims[number];
    return h("li", {},
      h("p.fm-who", {},
        h("b", {}, voiceName(record, claim.voice, language)),
        sideMark(record, claim.voice, language),
        claim.via >= 0
          && [` ${language.word("page.via")} `, voiceName(record, claim.via, language)],
        stanceMark(claim, language),
        h("span.fm-kind", {}, language.word(`kind.${claim.kind}`))),
      h("p", {}, textNode(language, claim.summary)),
      h("p.fm-where", {},
        h("time", {}, textNode(language, claim.date)), " · ",
        citation(record, claim.source),
        hasText(claim.locator) && [" · ", h("bdi", {}, textNode(language, claim.locator))],
        " · ", h("code", {}, claim.id)));
  }));
}

/**
 * @param {AtlasRecord} record
 * @param {number[]} claims
 * @param {Language} language
 * @returns {HTMLElement[]} the claims of a day by voice, each voice once
 */
export function claimsByVoice(record, claims, language) {
  const voices = [...new Set(claims.map((claim) => record.claims[claim].voice))];
  return voices.map((voice) => {
    const told = claims.filter((claim) => record.claims[claim].voice === voice);
    return h("section.fm-voice", {},
      h("h4", {}, voiceName(record, voice, language), sideMark(record, voice, language)),
      h("ul.fm-claims", {}, told.map((number) => {
        const claim = record.claims[number];
        return h("li", {},
          h("p", {}, textNode(language, claim.summary)),
          h("p.fm-where", {}, h("span.fm-kind", {}, language.word(`kind.${claim.kind}`)), " ",
            stanceMark(claim, language),
            citation(record, claim.source), " · ", h("code", {}, claim.id)));
      })));
  });
}

function stanceMark({ stance }, language) {
  return stance !== PLAIN_STANCE && h("span.fm-stance", {}, language.word(`stance.${stance}`));
}

/** On whose side a voice speaks, by the name of the side's first party. */
function sideMark(record, voice, language) {
  const side = voice < 0 ? "" : record.voices[voice].side;
  const actor = record.actors.find((one) => side !== "" && one.side === side);
  return actor && [" ", h("span.fm-side", {}, language.plain(actor.name))];
}

function voiceName(record, voice, language) {
  return voice < 0 ? "" : textNode(language, record.voices[voice].name);
}

function citation(record, source) {
  if (source < 0) return "";
  const { title, outlet, language, described } = record.sources[source];
  const name = outlet || title;
  return h(described && name === title ? "span" : "cite",
    { title, lang: languageOfTitle(language, name), dir: "auto" }, name);
}

/**
 * The language of a source's title, which an atlas may tell in letters of another one: as elsewhere,
 * a text in Latin letters alone is taken for English where its language is written in others.
 *
 * @param {string} tag the source's
 * @param {string} title
 * @returns {string|null} what `lang` takes
 */
export function languageOfTitle(tag, title) {
  if (!/\p{sc=Latin}/u.test(title) || /(?!\p{sc=Latin})\p{L}/u.test(title)) return tag || null;
  try {
    return tag === "" || new Intl.Locale(tag).maximize().script === "Latn" ? tag || null : "en";
  } catch {
    return tag;
  }
}

/**
 * @param {AtlasRecord} record
 * @param {Language} page
 * @returns {HTMLElement} the bibliography
 */
export function sourceList(record, page) {
  return h("ol.fm-sources", {}, record.sources.map((source) => {
    const { author, outlet, title, published, url, described } = source;
    const part = (tag, text) => text
      && h(tag, { lang: languageOfTitle(source.language, text) }, text);
    const by = [author, outlet].filter(Boolean).join(", ");
    return h("li", { dir: "auto" }, part("span", by), by && ": ",
      // a description is no title of a work, and is not set like one
      part(described ? "span" : "cite", title),
      hasText(published) && [" (", h("bdi", {}, page.plain(published)), ")"],
      url && [" ", h("a", { href: url, rel: "noreferrer", dir: "ltr" }, url)]);
  }));
}
