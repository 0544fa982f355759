/**
 * The legend, which is the day's table of figures too: every actor, in one order, on every day.
 *
 * @import { Language } from "../state/language.mjs"
 * @import { PageState } from "../state/page-state.mjs"
 * @import { AtlasRecord } from "../state/payload.mjs"
 * @import { Fills } from "./samples.mjs"
 */

import { h, refill, svg, textNode, writeText } from "../dom/elements.mjs";
import { widthOf } from "../dom/lettering.mjs";
import { LINE_KEYS } from "../state/drawn.mjs";
import { ASSUMED, UNCERTAIN, hasText } from "../state/language.mjs";
import { UNKNOWN_ACTOR } from "../state/sentences.mjs";
import { statusCountedAs } from "../state/statuses.mjs";
import { NO_DOUBT, figuresOn } from "../state/timeline.mjs";
import { sample } from "./samples.mjs";

/** Greys that stand for any party where it is doubted, and what is read on them. */
const DOUBTED_PARTY = { [UNCERTAIN]: "#808589", [ASSUMED]: "#babec2" };
const DOUBTED_INK = "#1c1f24";

/** The boxes that have letters in them, and how high these are where they have room. */
const BADGE = { tag: "svg.fm-badge", width: 36 };
const SWATCH = { tag: "svg.fm-swatch", width: 28 };
const LETTERS = 10.5;

/** The columns of figures: the word at the head, the unit, and how a figure is written. */
const COLUMNS = [
  { head: "status.held", unit: "unit.km2", figure: "held", write: "decimals" },
  { head: "status.contested", unit: "unit.km2", figure: "contested", write: "decimals" },
  { head: "page.front", unit: "unit.m", figure: "front", write: "whole" },
];

/** Its cells stay from day to day, and are written where their figures differ. */
export class Legend {
  element = h("section.fm-legend");
  /** @type {{row: HTMLElement, cells: HTMLElement[]}[]} of each actor */
  #rows = [];
  #total = h("td");

  /**
   * Show what depends on the language and the account.
   *
   * @param {PageState} state
   */
  showWords({ record, account, language }) {
    this.#rows = record.actors.map((actor) => {
      const cells = COLUMNS.map(() => h("td"));
      return { cells, row: h("tr", {}, h("th", { scope: "row" },
        h("span", {}, badge(actor, language), h("span", {}, textNode(language, actor.name)))),
      cells) };
    });
    refill(this.element,
      h("h2", {}, language.word("legend.actors"),
        account.toldBy !== "" && h("span.fm-told", {},
          ` — ${language.word("as_told_by")} ${language.plain(account.name)}`)),
      h("table.fm-actors", {},
        h("thead", {}, h("tr", {}, h("td"), COLUMNS.map(({ head, unit }) => (
          h("th", { scope: "col" }, language.word(head), h("small", {}, language.word(unit))))))),
        h("tbody", {}, this.#rows.map(({ row }) => row)),
        h("tfoot", {}, h("tr", {},
          h("th", { scope: "row", colspan: COLUMNS.length }, language.word("page.front_total")),
          this.#total))),
      h("p.fm-caveat", {}, language.word("front_unknown_inside")));
  }

  /** @param {PageState} state */
  show({ record, account, day, language }) {
    const { actors, front } = figuresOn(record, account, day);
    actors.forEach((figures, number) => {
      const { row, cells } = this.#rows[number];
      row.classList.toggle("fm-absent",
        figures.held + figures.contested + figures.shared === 0);
      COLUMNS.forEach(({ figure, write }, column) => {
        writeText(cells[column], figures[figure] > 0 ? language[write](figures[figure]) : "–");
      });
    });
    writeText(this.#total, language.whole(front));
  }
}

/**
 * Who each party is, where the atlas says so.
 *
 * @param {AtlasRecord} record
 * @param {Language} language
 * @returns {HTMLElement} a list
 */
export function partyList(record, language) {
  return h("dl.fm-parties", {}, record.actors.map((actor, number) => (
    hasText(record.actorNotes[number]) && [
      h("dt", {}, textNode(language, actor.name)),
      h("dd", {}, textNode(language, record.actorNotes[number])),
    ])));
}

/**
 * What patterns and lines mean.
 *
 * @param {PageState} state
 * @param {Fills} patterns
 * @returns {HTMLElement[]}
 */
export function statusKeys({ record, account, language }, patterns) {
  const contested = statusCountedAs(record.statuses, "contested");
  const [, ...others] = contested.inks;
  return [
    h("dl.fm-keys", {},
      [...record.statuses.values()].map((status) => key(
        sample(patterns.fill(status.tile, status.inks)), language.word(`status.${status.id}`),
        language.word(`status.${status.id}.definition`))),
      // an account may be silent on the rest of an area
      account.toldBy !== "" && key(
        sample(patterns.fill(contested.tile, [record.actor.get(UNKNOWN_ACTOR).colour, ...others])),
        language.sentence("page.part_only", { name: "…" }), ""),
      Object.keys(DOUBTED_PARTY).map((doubt) => key(
        doubtSample(doubt, language), language.word(`legend.${doubt}`),
        language.word(`legend.${doubt}.definition`))),
      LINE_KEYS.map(({ stroke, word }) => key(lineSample(stroke), language.word(word),
        `${word}.definition` in record.words ? language.word(`${word}.definition`) : ""))),
  ];
}

/** An actor's colour with its short code in it, as the labels on the map have it. */
export function badge({ colour, inks, short }, language) {
  return codeSample(BADGE, colour, inks[NO_DOUBT], language.plain(short));
}

/** A doubted party's colour, with what its short code is marked by. */
export function doubtSample(doubt, language) {
  const code = language.doubted(doubt === ASSUMED ? "…" : "", doubt);
  return codeSample(SWATCH, DOUBTED_PARTY[doubt], DOUBTED_INK, code);
}

/** A code in a box of one colour, in letters so small that it does not stick out. */
function codeSample({ tag, width }, fill, ink, code) {
  const size = Math.min(LETTERS, (width - 4) / Math.max(widthOf(code), 1));
  return svg(tag, { "aria-hidden": "true" },
    svg("rect", { width: "100%", height: "100%", fill }),
    svg("text", {
      x: "50%", y: "50%", dy: "0.36em", "text-anchor": "middle", fill: ink, "font-size": size,
    }, code));
}

function key(mark, word, definition) {
  return [h("dt", {}, mark, word), h("dd", {}, definition)];
}

export function lineSample(kind) {
  return svg("svg.fm-swatch", { "aria-hidden": "true", viewBox: "0 0 28 16" },
    kind === "changed" && svg("path", { d: "M1 8H27", class: "fm-stroke-under" }),
    svg("path", { d: "M1 8H27", class: `fm-stroke-${kind}` }));
}
