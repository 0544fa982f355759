/**
 * The tools of the head: the search, what can be taken away, and the help.
 *
 * @import { MapPanel } from "../map/map-panel.mjs"
 * @import { AtlasRecord } from "../state/payload.mjs"
 * @import { PageState, Wish } from "../state/page-state.mjs"
 * @import { Fills } from "../view/samples.mjs"
 */

import { h } from "../dom/elements.mjs";
import { Help } from "../view/help.mjs";
import { Search } from "../view/search.mjs";
import { TakeAway } from "../view/take-away.mjs";

/** What is searched for is seen at least so many pixels across. */
const CLOSE = 48;

export class Tools {
  #search;
  #takeAway;
  #help;

  /**
   * @param {AtlasRecord} record
   * @param {{change: (wish: Wish) => void, mapPanel: MapPanel, patterns: Fills,
   *   time: HTMLElement}} parts `time` is the bar with the slider
   */
  constructor(record, { change, mapPanel, patterns, time }) {
    this.#search = new Search(record, {
      change, find: (what) => mapPanel.find(what), reveal: (area) => mapPanel.reveal(area, CLOSE),
    });
    this.#takeAway = new TakeAway({ patterns, picture: () => mapPanel.picture() });
    this.#help = new Help(time);
    this.element = h("div.fm-tools", {},
      this.#search.element, this.#takeAway.element, this.#help.button);
    this.help = this.#help.element;
  }

  /** What the page begins with, once it shows a day. */
  welcome() {
    this.#help.welcome();
  }

  /**
   * @param {string} action of a key
   * @returns {boolean} whether it was one of a tool
   */
  act(action) {
    if (action === "search") this.#search.focus();
    else if (action === "help") this.#help.toggle();
    else return action === "close" && this.#help.close();
    return true;
  }

  /** @param {PageState} state */
  showWords(state) {
    for (const tool of [this.#search, this.#takeAway, this.#help]) tool.showWords(state);
  }

  /** @param {PageState} state */
  show(state) {
    this.#search.show(state);
    this.#takeAway.show(state);
  }
}
