/**
 * A picture of the day as one SVG file: title and day, the map, the key of what is on it, and the
 * sources. It needs nothing of the page, and is the same for the same view.
 *
 * @import { Drawn } from "../state/drawn.mjs"
 * @import { PageState } from "../state/page-state.mjs"
 * @import { Fills } from "./samples.mjs"
 */

import { svg } from "../dom/elements.mjs";
import { FONT, widthOf } from "../dom/lettering.mjs";
import { DASHES, INK, STROKES } from "../dom/theme.mjs";
import { figureWords, heldWords, sourceWords } from "../state/day-texts.mjs";
import { notesOn } from "../state/on-map.mjs";
import { accountName } from "../state/sentences.mjs";
import { figuresOn } from "../state/timeline.mjs";
import { badge, doubtSample } from "./legend.mjs";
import { sample } from "./samples.mjs";

/** What is free at the edges, the least width, the letters and the height of a line, in pixels. */
const SHEET_EDGE = 16;
const LEAST_WIDTH = 480;
const [TITLE, LETTER, SMALL] = [20, 13, 11];
const LINE_SHARE = 1.45;
/** A sample of the key, and what is free after it and after its words. */
const [SAMPLE, AFTER, PAST_SAMPLE] = [36, 6, 18];
const TOLD_INK = "#6d1a36";

/** A sheet that is written on from the top, in the direction of reading. */
class Sheet {
  #width;
  #isRightToLeft;
  #down = SHEET_EDGE;
  #parts = [];

  constructor(width, isRightToLeft) {
    this.#width = width;
    this.#isRightToLeft = isRightToLeft;
  }

  /** From the side where reading begins; `wide` is what something takes itself. */
  #x(along, wide = 0) {
    return this.#isRightToLeft ? this.#width - along - wide : along;
  }

  #text(along, size, text, more = {}) {
    return svg("text", { x: this.#x(along), y: this.#down + size, "font-size": size, fill: INK, ...more }, text);
  }

  /** Write words from a place on, in as many lines as they take. */
  write(text, size, more, along = SHEET_EDGE) {
    let line = "";
    const end = () => {
      this.#parts.push(this.#text(along, size, line, more));
      this.#down += size * LINE_SHARE;
    };
    for (const word of text.split(" ")) {
      const longer = line === "" ? word : `${line} ${word}`;
      const fits = widthOf(longer) * size < this.#width - SHEET_EDGE - along;
      if (!fits && line !== "") end();
      line = fits || line === "" ? longer : word;
    }
    end();
  }

  /** Lay samples with their words beside one another, in as many rows as they take. */
  key(items) {
    let along = SHEET_EDGE;
    this.#down += AFTER;
    for (const { mark, text } of items) {
      const wide = SAMPLE + AFTER + widthOf(text) * LETTER;
      if (along > SHEET_EDGE && along + wide > this.#width - SHEET_EDGE) {
        along = SHEET_EDGE;
        this.#down += LETTER * LINE_SHARE;
      }
      this.#parts.push(svg("svg", {
        x: this.#x(along, SAMPLE), y: this.#down + 1, width: SAMPLE, height: LETTER,
      }, [...mark.children]));
      // words that one row does not hold go on below; what follows stands on the last of their rows
      this.write(text, LETTER, {}, along + SAMPLE + AFTER);
      this.#down -= LETTER * LINE_SHARE;
      along += wide + PAST_SAMPLE;
    }
    this.#down += LETTER * LINE_SHARE + AFTER;
  }

  /** Put a drawing below, over the whole width. */
  draw(element, width, height) {
    element.setAttribute("x", (this.#width - width) / 2);
    element.setAttribute("y", this.#down + AFTER);
    element.setAttribute("direction", "ltr");
    this.#down += height + 2 * AFTER;
    this.#parts.push(element);
  }

  /** The whole, with what its parts refer to. */
  get element() {
    const height = Math.ceil(this.#down + SHEET_EDGE / 2);
    const root = svg("svg", {
      xmlns: "http://www.w3.org/2000/svg", viewBox: `0 0 ${this.#width} ${height}`,
      width: this.#width, height, "font-family": FONT,
      direction: this.#isRightToLeft ? "rtl" : "ltr",
    }, svg("rect", { width: "100%", height: "100%", fill: "#fff" }), this.#parts);
    root.prepend(definitionsOf(root));
    return root;
  }
}

/** Copies of the page's patterns and clips that a drawing refers to, numbered in its order. */
function definitionsOf(root) {
  const ids = new Map();
  for (const element of root.querySelectorAll("[fill^=url], [clip-path]")) {
    for (const name of ["fill", "clip-path"]) {
      const id = /#([^"')]+)/.exec(element.getAttribute(name) ?? "")?.[1];
      if (id === undefined || !document.getElementById(id)) continue;
      if (!ids.has(id)) ids.set(id, `p${ids.size}`);
      element.setAttribute(name, `url(#${ids.get(id)})`);
    }
  }
  return svg("defs", {}, [...ids].map(([id, short]) => {
    const copy = document.getElementById(id)?.cloneNode(true);
    /** @type {any} */ (copy).id = short;
    return copy;
  }));
}

/** What is drawn, with the figures of the day where all of them are seen. */
function keyOf({ record, account, day, language }, { drawn, isWhole }, patterns) {
  const { actors, statuses, doubts, lines } = drawn;
  const figures = figuresOn(record, account, day);
  const labelled = (word, figure) => (isWhole ? language.labelled(word, figure) : word);
  return [
    ...actors.map((actor) => ({
      mark: badge(actor, language),
      text: labelled(language.plain(actor.name),
        heldWords(language, figures.actors[record.actors.indexOf(actor)])),
    })),
    ...statuses.map(({ id, tile, inks }) => (
      { mark: sample(patterns.fill(tile, inks)), text: language.word(`status.${id}`) })),
    ...doubts.map((doubt) => ({
      mark: doubtSample(doubt, language),
      text: language.labelled(language.word(`legend.${doubt}`), language.word(`legend.${doubt}.brief`)),
    })),
    ...lines.map(({ stroke, word }) => ({
      mark: svg("g", {}, STROKES[stroke].map(([ink, width]) => svg("path", {
        d: `M0 ${LETTER / 2}h${SAMPLE}`, stroke: ink, "stroke-width": width,
        "stroke-dasharray": stroke === "schematic" && DASHES.join(" "),
      }))),
      text: stroke === "front"
        ? labelled(language.word(word), language.metres(figures.front)) : language.word(word),
    })),
  ];
}

/**
 * @param {PageState} state
 * @param {{element: SVGElement, width: number, height: number, drawn: Drawn, isWhole: boolean,
 *   pins: string[]}} map as it is seen
 * @param {Fills} patterns
 * @returns {SVGElement}
 */
export function dayPicture(state, map, patterns) {
  const { record, account, day, language, episode } = state;
  const sheet = new Sheet(Math.max(map.width, LEAST_WIDTH), language.isRightToLeft);
  // one of several episodes may be of another place than the title says; the sources name that
  sheet.write(language.plain((record.episodes.length > 1 ? episode : record).title), LETTER);
  sheet.write(language.day(day), TITLE, { "font-weight": 600 });
  sheet.write(language.word("map.end_of_day"), SMALL);
  if (account.toldBy !== "") {
    sheet.write(language.labelled(language.word("as_told_by"), accountName(account, language)),
      LETTER, { "font-weight": 600, fill: TOLD_INK });
  }
  sheet.draw(map.element, map.width, map.height);
  notesOn(state).forEach(({ text }, at) => {
    const number = language.whole(at + 1);
    if (map.pins.includes(number)) sheet.write(`${number} · ${language.plain(text)}`, LETTER);
  });
  sheet.key(keyOf(state, map, patterns));
  if (!map.isWhole) sheet.write(language.labelled(language.word("page.whole_map"), figureWords(state)), SMALL);
  sheet.write(sourceWords(state), SMALL, { fill: "#565d66" });
  return sheet.element;
}
