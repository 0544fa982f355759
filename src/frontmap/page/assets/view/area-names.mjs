/**
 * The names of all areas as text in the folded list, so that the browser's own search finds them and
 * unfolds the table. They do not change from day to day, and are written when nothing else is to do.
 *
 * @import { PageState } from "../state/page-state.mjs"
 */

import { refill } from "../dom/elements.mjs";

const soon = window.requestIdleCallback ?? ((write) => window.setTimeout(write, 200));

export class AreaNames {
  #body;
  #language = null;
  #areas = null;

  /** @param {HTMLElement} body of the list */
  constructor(body) {
    this.#body = body;
  }

  /** Let the names be written anew: something else was written in their place. */
  forget() {
    this.#language = null;
  }

  /** @param {PageState} state */
  show({ record, language, outlines: { areas } }) {
    if (this.#language === language && this.#areas === areas) return;
    this.#language = language;
    this.#areas = areas;
    soon(() => {
      if (this.#language !== language || this.#areas !== areas) return;
      refill(this.#body, areas.map((area) => language.plain(record.areas[area].name)).join(" · "));
    });
  }
}
