/**
 * The map in words: the front, and each area with its neighbours. It is made while it is open.
 *
 * @import { PageState } from "../state/page-state.mjs"
 */

import { h, refill } from "../dom/elements.mjs";
import { areasInWords, frontWords, fronts, stretchWords } from "../state/map-words.mjs";

export class WordsPanel {
  /** @type {PageState} */
  #state;
  #summary = h("summary");
  #body = h("div");

  /** @param {(text: string) => void} say has something read aloud */
  constructor(say) {
    this.element = h("details.fm-words", {
      ontoggle: () => {
        this.#fill();
        if (this.element.open) say(frontWords(this.#state));
      },
    }, this.#summary, this.#body);
  }

  /** @param {PageState} state */
  showWords({ language }) {
    refill(this.#summary, language.word("page.in_words"));
  }

  /** @param {PageState} state */
  show(state) {
    this.#state = state;
    this.#fill();
  }

  #fill() {
    if (!this.element.open && !this.#body.hasChildNodes()) return;
    const state = this.#state;
    const { language } = state;
    refill(this.#body, this.element.open && [
      h("h3", {}, language.word("page.front")),
      fronts(state).map(({ stretches }) => (
        h("ol", {}, stretches.map((stretch) => h("li", {}, stretchWords(state, stretch)))))),
      h("p.fm-quiet", {}, language.word("front_unknown_inside")),
      h("h3", {}, language.word("page.all_areas")),
      h("ul", {}, areasInWords(state).map((words) => h("li", {}, words))),
    ]);
  }
}
