/**
 * What stands under the map: the episodes, the day and its buttons, the slider.
 *
 * @import { AtlasRecord } from "../state/payload.mjs"
 * @import { PageState, Wish } from "../state/page-state.mjs"
 * @import { Fills } from "./samples.mjs"
 */

import { h, refill, textNode, writeText } from "../dom/elements.mjs";
import { lastDayOf } from "../state/page-state.mjs";
import { dayWords } from "../state/sentences.mjs";
import { Slider } from "./chart.mjs";
import { Controls } from "./controls.mjs";

/** What a day changed is read aloud when it rests for so many milliseconds. */
const READ_AFTER = 150;

export class TimePanel {
  #record;
  #change;
  #controls;
  #slider;
  #episodes = h("div.fm-episodes", { role: "group" });
  #endOfDay = h("p.fm-end-of-day");
  #notice = h("p.fm-notice", { role: "alert" });
  #timer = 0;
  /** What is read aloud when the day changes; it stands in the page beside the panel. */
  live = h("p.fm-unseen", { "aria-live": "polite" });

  /**
   * @param {AtlasRecord} record
   * @param {{change: (wish: Wish) => void, play: () => void, patterns: Fills}} on
   */
  constructor(record, { change, play, patterns }) {
    this.#record = record;
    this.#change = change;
    const go = (day) => change({ day });
    this.#controls = new Controls(record, { go, play, refuse: (text) => this.notify(text) });
    this.#slider = new Slider(record, { go, patterns });
    this.element = h("section.fm-time", {},
      h("div.fm-track-head", {}, this.#episodes),
      h("div.fm-when", {}, h("div", {}, this.#controls.date, this.#endOfDay),
        this.#controls.element, this.#notice),
      this.#slider.element);
  }

  /** Have something read aloud. */
  say(text) {
    window.clearTimeout(this.#timer);
    writeText(this.live, text);
  }

  /** Tell the reader that something was not understood; an empty text takes it away. */
  notify(text) {
    if (text !== "" || this.#notice.hasChildNodes()) refill(this.#notice, text);
  }

  /** Go where a step leads, if it leads anywhere. */
  step(step) {
    this.#controls.step(step);
  }

  /** @param {PageState} state */
  showWords({ language }) {
    this.element.setAttribute("aria-label", language.word("page.days"));
    refill(this.#endOfDay, language.word("map.end_of_day"));
  }

  /**
   * @param {PageState} state
   * @param {PageState|null} before
   */
  show(state, before) {
    const { episode, language, day, playing } = state;
    if (before?.episode !== episode || before.language !== language) this.#showEpisodes(state);
    this.#controls.show(state);
    this.#slider.show(state, language.day(day));
    if (before === null) return;
    if (playing && !before.playing) {
      this.say(language.sentence("page.plays_until", { day: language.day(lastDayOf(episode)) }));
    }
    if (!playing && (before.playing || before.day !== day)) {
      window.clearTimeout(this.#timer);
      this.#timer = window.setTimeout(() => this.say(dayWords(state)), READ_AFTER);
    }
  }

  #showEpisodes(state) {
    const { episode, language } = state;
    this.#episodes.setAttribute("aria-label", language.word("page.episodes"));
    refill(this.#episodes, this.#record.episodes.map((one) => h("button", {
      "aria-pressed": String(one === episode),
      onclick: () => this.#change({ episode: one }),
    }, textNode(language, one.title))));
    // bring the pressed button into view
    const pressed = this.#episodes.querySelector("[aria-pressed=true]");
    const [box, tab] = [this.#episodes, pressed].map((one) => one.getBoundingClientRect());
    this.#episodes.scrollLeft += (tab.left + tab.right - box.left - box.right) / 2;
  }
}
