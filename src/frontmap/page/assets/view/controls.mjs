/**
 * The bar under the map: the date in large letters, the buttons and the typed date.
 *
 * @import { AtlasRecord } from "../state/payload.mjs"
 * @import { PageState } from "../state/page-state.mjs"
 *
 * @typedef {object} TimeHandlers
 * @property {(day: number) => void} go
 * @property {() => void} play plays, or stops where it plays
 * @property {(text: string) => void} refuse is told why a typed day cannot be gone to
 */

import { h, svg, writeAttribute, writeText } from "../dom/elements.mjs";
import { dayNumber, isoDay, writtenDay } from "../state/days.mjs";
import { dayAfterStep } from "../state/page-state.mjs";
import { calendarDay, dayIndex } from "../state/timeline.mjs";
import { readingsOf } from "../state/typed-day.mjs";

/** The buttons in their order: the word, the step, and the picture on a field of 24 by 24. */
const BUTTONS = [
  { word: "page.previous_change", step: "previousChange", icon: "M6 5h2v14H6zM20 5v14l-11-7z" },
  { word: "page.previous_day", step: "previousDay", icon: "M17 5v14L6 12z" },
  { word: "page.play", step: null, icon: "M8 4.5v15l12-7.5z" },
  { word: "page.next_day", step: "nextDay", icon: "M7 5v14l11-7z" },
  { word: "page.next_change", step: "nextChange", icon: "M16 5h2v14h-2zM4 5v14l11-7z" },
];
/** What the button to play becomes while the days are played. */
const PAUSE = { word: "page.pause", icon: "M7 5h4v14H7zM14 5h4v14h-4z" };

export class Controls {
  #record;
  #on;
  /** @type {PageState} */
  #state;
  #buttons;
  #time = h("time");
  #typed;

  /**
   * @param {AtlasRecord} record
   * @param {TimeHandlers} on
   */
  constructor(record, on) {
    this.#record = record;
    this.#on = on;
    this.date = h("h2.fm-date", {}, this.#time);
    this.#buttons = BUTTONS.map(({ step, icon }) => h("button.fm-step", {
      type: "button", onclick: () => (step === null ? on.play() : this.step(step)),
    }, svg("svg", { viewBox: "0 0 24 24", width: 20, height: 20, "aria-hidden": "true" },
      svg("path", { d: icon }))));
    this.#typed = h("input.fm-typed", {
      type: "text", maxlength: 40, size: 10, dir: "auto", spellcheck: "false", autocomplete: "off",
      onfocus: () => { if (this.#state.playing) on.play(); },
      onchange: () => this.#enter(),
      onkeydown: (event) => { if (event.key === "Enter") this.#enter(); },
    });
    this.element = h("div.fm-controls", {}, h("div.fm-steps", {}, this.#buttons), this.#typed);
  }

  /** Go where a step leads, if it leads anywhere. */
  step(step) {
    const day = dayAfterStep(this.#state, step);
    if (day !== null) this.#on.go(day);
  }

  /** @param {PageState} state */
  show(state) {
    this.#state = state;
    const { language, day } = state;
    const iso = isoDay(calendarDay(this.#record, day));
    writeAttribute(this.#time, "datetime", iso);
    writeText(this.#time, language.day(day));
    BUTTONS.forEach((button, number) => this.#showButton(button, this.#buttons[number]));
    for (const name of ["aria-label", "title"]) {
      writeAttribute(this.#typed, name, language.word("page.typed"));
    }
    const isTyping = document.activeElement === this.#typed;
    if (!isTyping || dayIndex(this.#record, this.#typed.value) !== null) {
      this.#typed.value = iso;
      this.#typed.removeAttribute("aria-invalid");
    }
  }

  #showButton({ step, ...button }, element) {
    const { language, playing } = this.#state;
    const { word, icon } = step === null && playing ? PAUSE : button;
    const name = language.word(word);
    writeAttribute(element, "aria-label", name);
    writeAttribute(element, "title", name);
    // a disabled button would lose the focus of somebody who steps to the end
    const leads = step === null || dayAfterStep(this.#state, step) !== null;
    writeAttribute(element, "aria-disabled", String(!leads));
    if (step !== null) return;
    element.classList.toggle("fm-playing", playing);
    writeAttribute(element.querySelector("path"), "d", icon);
  }

  /** Go to the day that was typed, or say why not. */
  #enter() {
    const { value } = this.#typed;
    const readings = readingsOf(value, [...this.#state.languages.values()]);
    // a day of the atlas as the page writes it is of no other calendar
    const iso = readings.length === 1 ? readings[0] : value;
    const day = dayIndex(this.#record, iso);
    this.#typed.setAttribute("aria-invalid", String(day === null));
    if (day === null) {
      this.#on.refuse(this.#refusal(readings));
      return;
    }
    this.#typed.value = iso;
    this.#on.go(day);
  }

  /** Why no day is gone to: it may be one of several, it is none, or the atlas has none such. */
  #refusal(readings) {
    const { language } = this.#state;
    if (readings.length > 1) {
      return language.sentence("page.several_days", {
        days: readings.map((iso) => (
          `${writtenDay(/** @type {number} */ (dayNumber(iso)), language)} (${iso})`)).join(" · "),
      });
    }
    const covered = this.#record.episodes.map(({ first, days }) => (
      `${isoDay(first)} – ${isoDay(first + days - 1)}`)).join(" · ");
    const key = readings.length === 0 ? "page.no_such_day" : "outside_episodes";
    return `${language.word(key)} (${covered})`;
  }
}
