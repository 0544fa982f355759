/**
 * The card of an area: who holds it, since when, and who says so.
 *
 * @import { Control, Ruling, Run } from "../state/payload.mjs"
 * @import { PageState } from "../state/page-state.mjs"
 * @import { Fills } from "./samples.mjs"
 */

import { h, textNode } from "../dom/elements.mjs";
import { hasText } from "../state/language.mjs";
import { holderName, stateWords } from "../state/sentences.mjs";
import { controlOf, doubtOn, history, runAt, sinceOf } from "../state/timeline.mjs";
import { claimList } from "./claims.mjs";
import { sampleOfRun } from "./samples.mjs";

/** The id of the card's heading, which is given the focus when the card opens. */
const CARD_NAME = "frontmap-card-name";

/**
 * @param {PageState} state with an area
 * @param {{go: (day: number) => void, close: () => void, patterns: Fills}} on
 * @returns {HTMLElement}
 */
export function card(state, on) {
  const { record, account, area, day, language } = state;
  const { name, km2, outline, note } = record.areas[area];
  const run = runAt(account, area, day);
  const ruling = run && run.ruling >= 0 ? record.rulings[run.ruling] : null;
  const others = name[language.code] ? language.othersOf(name) : [];
  return h("article.fm-card", { "aria-labelledby": CARD_NAME },
    h("button.fm-close", {
      onclick: on.close, "aria-label": language.word("page.close"),
    }, "×"),
    h("h2", { id: CARD_NAME, tabindex: -1 }, textNode(language, name)),
    others.map(({ code, direction }) => (
      h("p.fm-other-name", { lang: code, dir: direction }, name[code]))),
    stateLine(state, run, on.patterns),
    historyStrip(state, on),
    factList(state, run, ruling),
    evidence(state, ruling),
    h("p.fm-outline", {}, `${language.km2(km2)} · ${language.word(`outline.${outline}`)}. `,
      hasText(note) && textNode(language, note)));
}

function stateLine({ record, account, area, day, language }, run, patterns) {
  const control = controlOf(record, run);
  return h("p.fm-state", {},
    sampleOfRun(record, run, patterns, doubtOn(account, area, day)),
    h("span", {}, h("b", {}, holderName(record, control, language)), " ",
      h("span.fm-status", {}, language.word(`status.${control.status}`))));
}

/**
 * @param {PageState} state
 * @param {Run|null} run
 * @param {Ruling|null} ruling
 */
function factList(state, run, ruling) {
  const { record, account, language } = state;
  const control = controlOf(record, run);
  const isTold = control.holder !== "";
  return h("dl.fm-facts", {},
    control.rivals.length > 0 && fact(language.word("rivals"), control.rivals
      .map((rival) => language.plain(record.actor.get(rival).name)).join(" · ")),
    isTold && fact(language.word("since"), since(state)),
    isTold && account.toldBy !== "" && fact(language.word("account.said"), age(state, run)),
    control.confidence && fact(language.word("confidence"), [
      language.word(`confidence.${control.confidence}`),
      ruling?.grade && h("span.fm-because", {}, language.word(`grade.${ruling.grade}`)),
      ruling?.presences.map(({ actor, confidence, rule }) => (
        h("span.fm-because", {}, language.labelled(language.plain(record.actor.get(actor).name),
          `${language.word(`confidence.${confidence}`)} (${language.word(`grade.${rule}`)})`)))),
    ]),
    ruling && hasText(ruling.note)
      && fact(language.word("note"), withIds(record, textNode(language, ruling.note))));
}

/** A note in which the ids of claims are marked, which are in no language. */
function withIds(record, node) {
  const text = node.nodeType === Node.TEXT_NODE ? node : node.firstChild;
  const ids = new Set(record.claims.map((claim) => claim?.id));
  const parts = text.data.split(/([\w-]+-\d+)/).map((part) => (
    ids.has(part) ? h("code", {}, part) : part));
  if (parts.length === 1) return node;
  if (text === node) return parts;
  text.replaceWith(...parts);
  return node;
}

function fact(term, description) {
  return [h("dt", {}, term), h("dd", {}, description)];
}

function evidence({ record, language }, ruling) {
  if (record.claims.length === 0) return h("p.fm-quiet", {}, language.word("page.no_evidence"));
  if (ruling === null) return null;
  const further = (section, heading, claims) => claims.length > 0 && h(section, {},
    h("h3", {}, language.word(heading)), claimList(record, claims, language));
  return [
    h("h3", {}, language.word("why.carrying")),
    ruling.carrying.length > 0
      ? claimList(record, ruling.carrying, language)
      : h("p.fm-quiet", {}, language.word("page.no_carrying")),
    further("section.fm-general", "why.general", ruling.general),
    further("section.fm-disagreeing", "why.disagreeing", ruling.disagreeing),
    further("section.fm-others", "why.others", ruling.others),
  ];
}

/** Since when: what is known of the beginning, else the first day of the state. */
function since({ record, account, area, day, language }) {
  const { first, known, orEarlier } = sinceOf(record, account, area, day);
  if (known !== null) return textNode(language, known);
  return orEarlier
    ? `${language.day(first)} (${language.word("since_or_earlier")})` : language.day(first);
}

/** How long ago an account last said so. */
function age({ day, language }, { first }) {
  return first === day ? language.day(day)
    : `${language.day(first)} (${language.labelled(language.word("account.age"), day - first)})`;
}

/** The area's whole history in the episode; each piece goes to its first day. */
function historyStrip({ record, account, area, day, language, episode }, on) {
  const spans = history(record, account, area, episode);
  return h("div.fm-history", { role: "group", "aria-label": language.word("page.history") },
    spans.map(({ first, last, control }) => {
      const about = language.labelled(`${language.day(first)} – ${language.day(last)}`,
        stateWords(control, language));
      const piece = h("button.fm-piece", {
        title: about, "aria-label": about, onclick: () => on.go(first),
        "aria-current": first <= day && day <= last ? "date" : null,
      }, sampleOfRun(record, runAt(account, area, first), on.patterns));
      piece.style.flexGrow = String(last - first + 1);
      return piece;
    }));
}
