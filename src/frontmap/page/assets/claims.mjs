/** Claims, each with who says it, where it stands, and when. */

import { h } from "./dom.mjs";

/**
 * @param {object} record
 * @param {number[]} claims
 * @param {object} say
 * @param {{dated?: boolean}} [options] whether each claim's date is told; it is by default
 * @returns {HTMLElement} a list
 */
export function claimList(record, claims, say, { dated = true } = {}) {
  return h("ul.claims", {}, claims.map((number) => {
    const claim = record.claims[number];
    return h("li", {},
      h("p.who", {},
        h("b", {}, voiceName(record, claim.voice, say)),
        claim.via >= 0 && [` ${say.word("page.via")} `, voiceName(record, claim.via, say)],
        claim.stance !== "asserts" && h("span.stance", {}, say.word(`stance.${claim.stance}`)),
        h("span.kind", {}, say.word(`kind.${claim.kind}`))),
      h("p", {}, say.text(claim.summary)),
      h("p.where", {},
        dated && [h("time", {}, say.text(claim.date)), " · "],
        citation(record, claim.source),
        claim.locator && [" · ", h("bdi", {}, claim.locator)],
        " · ", h("code", {}, claim.id)));
  }));
}

/**
 * The claims of a day in the order of voices, each voice once.
 *
 * @returns {HTMLElement[]}
 */
export function claimsByVoice(record, claims, say) {
  const voices = [...new Set(claims.map((claim) => record.claims[claim].voice))];
  return voices.map((voice) => {
    const side = voice < 0 ? "" : record.voices[voice].side;
    const actor = record.actors.find((one) => side !== "" && one.side === side);
    const told = claims.filter((claim) => record.claims[claim].voice === voice);
    return h("section.voice", {},
      h("h4", {}, voiceName(record, voice, say),
        actor && h("span.side", {}, say.plain(actor.name))),
      h("ul.claims", {}, told.map((number) => {
        const claim = record.claims[number];
        return h("li", {},
          h("p", {}, say.text(claim.summary)),
          h("p.where", {}, h("span.kind", {}, say.word(`kind.${claim.kind}`)), " ",
            claim.stance !== "asserts" && h("span.stance", {}, say.word(`stance.${claim.stance}`)),
            citation(record, claim.source), " · ", h("code", {}, claim.id)));
      })));
  });
}

function voiceName(record, voice, say) {
  return voice < 0 ? "" : say.text(record.voices[voice].name);
}

function citation(record, source) {
  if (source < 0) return "";
  const { title, outlet, language } = record.sources[source];
  return h("cite", { title, lang: language || null, dir: "auto" }, outlet || title);
}

/**
 * The bibliography.
 *
 * @returns {HTMLElement}
 */
export function sourceList(record) {
  return h("ol.sources", {}, record.sources.map((source) => h("li", {
    lang: source.language || null, dir: "auto",
  },
  [source.author, source.outlet].filter(Boolean).join(", "),
  (source.author || source.outlet) && ": ",
  h("cite", {}, source.title), source.published && ` (${source.published})`,
  source.url && [" ", h("a", { href: source.url, rel: "noreferrer", dir: "ltr" }, source.url)])));
}
