/**
 * What the panel tells of a day: what changed, and who says what of it; and every area in a table.
 *
 * @import { PageState } from "../state/page-state.mjs"
 * @import { Fills } from "./samples.mjs"
 */

import { arrange, h, refill, textNode, writeAttribute, writeHidden, writeText } from "../dom/elements.mjs";
import { stateWords, unchangedWords, voicesOf } from "../state/sentences.mjs";
import { changesOn, controlAt, controlOf, isThere, runAt } from "../state/timeline.mjs";
import { claimsByVoice } from "./claims.mjs";
import { fillOfRun, sample } from "./samples.mjs";

/** So many changes are listed; a day of a large map may have dozens. */
const LISTED = 10;

/**
 * What was said of a day.
 *
 * @param {PageState} state
 * @returns {HTMLElement[]}
 */
export function reports({ record, account, day, language }) {
  const voices = voicesOf(record, account);
  const claims = (record.claimsOn.get(day) ?? [])
    .filter((claim) => voices === null || voices.has(record.claims[claim].voice));
  if (record.claims.length === 0) return [];
  return [
    h("h3", {}, language.word("page.claims_today")),
    ...(claims.length > 0 ? claimsByVoice(record, claims, language)
      : [h("p.fm-quiet", {}, language.word("lesson.no_claims"))]),
  ];
}

/** What changed on a day. Its rows stay, and are written anew. */
export class ChangeList {
  #on;
  /** @type {PageState} */
  #state;
  #heading = h("h3");
  #list = h("ul");
  #more = h("button.fm-more", { onclick: () => this.#showAll() });
  #told = h("p.fm-quiet");
  /** @type {ChangeRow[]} */
  #rows = [];
  element = h("section.fm-day", {}, this.#heading, this.#list, this.#more, this.#told);

  /** @param {{choose: (area: number) => void, patterns: Fills}} on */
  constructor(on) {
    this.#on = on;
  }

  /** @param {PageState} state */
  show(state) {
    this.#state = state;
    const { account, day, language } = state;
    const { length } = changesOn(account, day);
    const told = unchangedWords(state);
    writeText(this.#heading, language.word("changes_today"));
    this.#fill(LISTED);
    writeHidden(this.#list, length === 0);
    writeHidden(this.#more, length <= LISTED);
    if (length > LISTED) {
      writeText(this.#more, language.sentence("page.more", { count: length - LISTED }));
    }
    writeHidden(this.#told, told === "");
    writeText(this.#told, told);
  }

  #fill(most) {
    const { account, day } = this.#state;
    const changed = changesOn(account, day).slice(0, most);
    while (this.#rows.length < changed.length) this.#rows.push(new ChangeRow(this.#on));
    changed.forEach((area, number) => this.#rows[number].show(this.#state, area));
    arrange(this.#list, this.#rows.slice(0, changed.length).map(({ element }) => element));
  }

  /** A list of all, where it was one of the first ones. */
  #showAll() {
    this.#fill(Infinity);
    this.#more.hidden = true;
    this.#list.children[LISTED].querySelector("button").focus();
  }
}

/** A change: the area, and from which state to which. */
class ChangeRow {
  #patterns;
  #area = -1;
  /** @type {PageState["language"]|null} */
  #language = null;
  #name = h("b");
  #from = stateParts();
  #arrow = h("span.fm-arrow", { "aria-hidden": "true" });
  #to = stateParts();
  element;

  /** @param {{choose: (area: number) => void, patterns: Fills}} on */
  constructor({ choose, patterns }) {
    this.#patterns = patterns;
    this.element = h("li", {}, h("button.fm-change", { onclick: () => choose(this.#area) },
      this.#name, h("span.fm-from-to", {}, this.#from, this.#arrow, this.#to)));
  }

  /**
   * @param {PageState} state
   * @param {number} area
   */
  show({ record, account, day, language }, area) {
    if (area !== this.#area || language !== this.#language) {
      refill(this.#name, textNode(language, record.areas[area].name));
    }
    this.#area = area;
    this.#language = language;
    writeText(this.#arrow, language.arrow);
    // an outline that was not there had no state
    const wasThere = isThere(account, area, day - 1);
    for (const part of [...this.#from, this.#arrow]) part.toggleAttribute("hidden", !wasThere);
    [this.#from, this.#to].forEach(([swatch, words], later) => {
      const run = runAt(account, area, day - 1 + later);
      writeAttribute(swatch.firstChild, "fill", fillOfRun(record, run, this.#patterns));
      writeText(words, stateWords(controlOf(record, run), language));
    });
  }
}

/** A sample and the words of a state, to be written. */
function stateParts() {
  return [sample("none"), h("span")];
}

/**
 * Every area with its state on the day, as a table: the map for those who cannot see it.
 *
 * @param {PageState} state
 * @param {{choose: (area: number) => void}} on
 * @returns {HTMLElement}
 */
export function areaTable({ record, account, day, outlines, language }, on) {
  return h("table.fm-areas", {},
    h("thead", {}, h("tr", {}, ["area", "holder", "status", "confidence"].map((column) => (
      h("th", { scope: "col" }, language.word(column)))))),
    h("tbody", {}, outlines.areas.map((area) => {
      const control = controlAt(record, account, area, day);
      return h("tr", {},
        h("th", { scope: "row" }, h("button.fm-name", {
          onclick: () => on.choose(area),
        }, textNode(language, record.areas[area].name))),
        h("td", {}, [control.holder, ...control.rivals].filter(Boolean)
          .map((actor) => language.plain(record.actor.get(actor).name)).join(" / ")),
        h("td", {}, language.word(`status.${control.status}`)),
        h("td", {}, control.confidence && language.word(`confidence.${control.confidence}`)));
    })));
}
