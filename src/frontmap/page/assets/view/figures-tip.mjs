/**
 * The figures of a day, told beside its column of the chart. Its rows stay, and are written anew.
 *
 * @import { AtlasRecord } from "../state/payload.mjs"
 * @import { PageState } from "../state/page-state.mjs"
 */

import { h, writeHidden, writeText } from "../dom/elements.mjs";
import { figuresOn } from "../state/timeline.mjs";

export class FiguresTip {
  #record;
  #day = h("b");
  #rows;
  #front = { name: h("th", { scope: "row" }), value: h("td") };
  element;

  /** @param {AtlasRecord} record */
  constructor(record) {
    this.#record = record;
    this.#rows = record.actors.map(({ colour }) => {
      const key = h("i.fm-key");
      key.style.backgroundColor = colour;
      const [name, held, contested] = [h("span"), h("td"), h("td")];
      return {
        name, held, contested,
        row: h("tr", {}, h("th", { scope: "row" }, key, name), held, contested),
      };
    });
    const { name, value } = this.#front;
    this.element = h("div.fm-figures-tip", { role: "tooltip", hidden: true }, this.#day,
      h("table", {}, this.#rows.map(({ row }) => row),
        h("tr.fm-front", {}, name, value, h("td"))));
  }

  get isShown() {
    return !this.element.hidden;
  }

  hide() {
    writeHidden(this.element, true);
  }

  /**
   * Tell of a day, whose column lies so far along a chart of some width.
   *
   * @param {PageState} state
   * @param {number} day
   * @param {number} along in pixels
   * @param {number} width
   */
  show({ account, language }, day, along, width) {
    const { actors, front } = figuresOn(this.#record, account, day);
    writeText(this.#day, language.day(day));
    actors.forEach((figures, number) => {
      const { row, name, held, contested } = this.#rows[number];
      writeHidden(row, figures.held + figures.contested + figures.shared === 0);
      if (row.hidden) return;
      writeText(name, language.plain(this.#record.actors[number].name));
      writeText(held, language.km2(figures.held));
      writeText(contested, figures.contested === 0 ? ""
        : `+ ${language.km2(figures.contested)} ${language.word("status.contested")}`);
    });
    writeText(this.#front.name, language.word("page.front"));
    writeText(this.#front.value, language.metres(front));
    writeHidden(this.element, false);
    // as much of it lies before the column as of the chart does: that asks for no width of its own
    const before = width === 0 ? 0 : (-100 * along) / width;
    this.element.style.transform = `translateX(${along.toFixed(1)}px) translateX(${before}%)`;
  }
}
