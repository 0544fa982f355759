/**
 * The slider: its track is a chart of km² by actor over the days of an episode.
 *
 * @import { AtlasRecord } from "../state/payload.mjs"
 * @import { PageState } from "../state/page-state.mjs"
 * @import { Fills } from "./samples.mjs"
 */

import { h, refill, svg, writeAttribute } from "../dom/elements.mjs";
import { columnsOf, scaleTexts, stackedPaths } from "../state/stacks.mjs";
import { statusCountedAs } from "../state/statuses.mjs";
import { changeDays } from "../state/timeline.mjs";
import { FiguresTip } from "./figures-tip.mjs";

/** The heights of the columns, of what is free above them, and of the ticks below, in pixels. */
const HEIGHT = 72;
const FREE_ABOVE = 4;
const TICKS = 12;
/** What a tick and the gap beside it take at least, in pixels. */
const TICK = 4;

export class Slider {
  #go;
  /** What each part is filled with: each actor, what is shared, what is contested. */
  #fills;
  /** @type {PageState|null} */
  #state = null;
  #chart = svg("svg.fm-chart", {
    "aria-hidden": "true", height: HEIGHT + TICKS, preserveAspectRatio: "none",
  });
  #thumb = h("div.fm-thumb", { "aria-hidden": "true" });
  #tip;
  /** The field's width, as it was drawn last. */
  #width = 0;
  #scale = h("div.fm-days", { "aria-hidden": "true" });
  #input;
  #field;

  /**
   * @param {AtlasRecord} record
   * @param {{go: (day: number) => void, patterns: Fills}} on
   */
  constructor(record, { go, patterns }) {
    this.#go = go;
    this.#tip = new FiguresTip(record);
    this.#fills = [
      ...record.actors.map(({ colour }) => colour),
      ...["shared", "contested"].map((figure) => {
        const { tile, inks } = statusCountedAs(record.statuses, figure);
        return patterns.fill(tile, inks);
      }),
    ];
    this.#input = this.#makeInput();
    this.#field = h("div.fm-field", {}, this.#chart, this.#thumb, this.#input, this.#tip.element);
    this.element = h("div.fm-slider", {}, this.#field, this.#scale);
    new ResizeObserver(() => { if (this.#state) this.#draw(); }).observe(this.#field);
  }

  #makeInput() {
    const hide = () => this.#tip.hide();
    return h("input.fm-track", {
      type: "range", min: 0, step: 1,
      oninput: () => this.#go(this.#state.episode.start + Number(this.#input.value)),
      onpointermove: (event) => this.#tell(this.#dayUnder(event)),
      onpointerleave: hide,
      onfocus: () => { if (this.#input.matches(":focus-visible")) this.#tell(this.#state.day); },
      onblur: hide,
    });
  }

  /**
   * @param {PageState} state
   * @param {string} words what is read aloud of the day
   */
  show(state, words) {
    const before = this.#state;
    this.#state = state;
    const { episode, language, account, day } = state;
    const same = before?.episode === episode && before.language === language;
    if (!same) {
      this.#input.max = String(episode.days - 1);
      this.#input.dir = language.direction;
      this.#input.setAttribute("aria-label", language.word("page.slider"));
    }
    this.#input.value = String(day - episode.start);
    writeAttribute(this.#input, "aria-valuetext", words);
    if (same && before.account === account) this.#moveThumb();
    else this.#draw();
    if (this.#tip.isShown) this.#tell(day);
  }

  #dayUnder(event) {
    const { episode, language } = this.#state;
    const box = this.#input.getBoundingClientRect();
    const share = (event.clientX - box.left) / box.width;
    const offset = Math.floor((language.isRightToLeft ? 1 - share : share) * episode.days);
    return episode.start + Math.max(0, Math.min(episode.days - 1, offset));
  }

  /** Where a day begins, as a share of the width from the left. */
  #share(offset) {
    const along = offset / this.#state.episode.days;
    return this.#state.language.isRightToLeft ? 1 - along : along;
  }

  #draw() {
    const { episode, language } = this.#state;
    const width = this.#field.clientWidth;
    if (width === 0) return;
    this.#width = width;
    this.#input.style.setProperty("--column", `${width / episode.days}px`);
    this.#chart.setAttribute("viewBox", `0 0 ${width} ${HEIGHT + TICKS}`);
    // one shape for each part: to move the thumb, a browser goes through all that it lies over
    const paths = stackedPaths(columnsOf(this.#state), {
      height: HEIGHT, free: FREE_ABOVE, xOf: (offset) => this.#share(offset) * width,
    });
    refill(this.#chart,
      [...paths].map(([part, d]) => svg("path", { d, fill: this.#fills[part] })),
      this.#ticks(width));
    refill(this.#scale, scaleTexts(episode, width, language).map(([offset, text]) => {
      const date = h(offset === 0 ? "span.fm-first" : "span", {}, text);
      date.style.left = `${this.#share(offset === 0 ? 0 : offset + 0.5) * 100}%`;
      return date;
    }));
    this.#moveThumb();
  }

  /** A tick for each day with a change; none where they would leave no light between them. */
  #ticks(width) {
    const { account, episode } = this.#state;
    const days = changeDays(account, episode);
    return days.length * TICK < width && svg("path.fm-tick", {
      d: days.map((day) => {
        const x = this.#share(day - episode.start + 0.5) * width;
        return `M${x.toFixed(1)} ${HEIGHT + 2}v${TICKS - 4}`;
      }).join(""),
    });
  }

  #xOf(day) {
    return this.#share(day - this.#state.episode.start + 0.5) * this.#width;
  }

  #moveThumb() {
    this.#thumb.style.transform = `translateX(${this.#xOf(this.#state.day).toFixed(1)}px)`;
  }

  /** Tell the figures of a day beside its column. */
  #tell(day) {
    this.#tip.show(this.#state, day, this.#xOf(day), this.#width);
  }
}
