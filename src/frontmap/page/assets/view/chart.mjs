/**
 * The slider: its track is a chart of km² by state, those of one holder together, over the days of an
 * episode.
 *
 * @import { AtlasRecord } from "../state/payload.mjs"
 * @import { PageState } from "../state/page-state.mjs"
 * @import { Fills } from "./samples.mjs"
 */

import { h, refill, svg, writeAttribute } from "../dom/elements.mjs";
import { widthOf } from "../dom/lettering.mjs";
import { bandsOf, namePlace, scaleTexts, stackedPaths, stacksOf } from "../state/stacks.mjs";
import { NO_DOUBT, changeDays } from "../state/timeline.mjs";
import { FiguresTip } from "./figures-tip.mjs";
import { sample } from "./samples.mjs";

/** The chart's height where no style says another, what is free above the columns, and the ticks
 * below, in pixels. */
const HEIGHT = 84;
const FREE_ABOVE = 4;
const TICKS = 12;
/** The letters of a party's code in its band, and the light round them, in pixels. */
const CODE_LETTERS = 11;
const ROUND_LETTERS = 3;
/** So high are the capitals of letters of that size, and a little more. */
const LEAST_NAMED = 9;
/** Where the panel, which has the figures of the day that is shown, stands beside the map. */
const PANEL_BESIDE = "(min-width: 760px)";
/** What a tick and the gap beside it take at least, in pixels. */
const TICK = 4;

export class Slider {
  #go;
  #patterns;
  /** @type {PageState|null} */
  #state = null;
  #chart = svg("svg.fm-chart", {
    "aria-hidden": "true", height: HEIGHT,
  });
  #thumb = h("div.fm-thumb", { "aria-hidden": "true" });
  #tip;
  /** The field's width, as it was drawn last. */
  #width = 0;
  #scale = h("div.fm-days", { "aria-hidden": "true" });
  /** What is counted, and which parties have no room for their names; it stands above the chart. */
  title = h("p.fm-chart-title", { "aria-hidden": "true" });
  #input;
  #field;

  /**
   * @param {AtlasRecord} record
   * @param {{go: (day: number) => void, patterns: Fills}} on
   */
  constructor(record, { go, patterns }) {
    this.#go = go;
    this.#tip = new FiguresTip(record);
    this.#patterns = patterns;
    this.#input = this.#makeInput();
    this.#field = h("div.fm-field", {}, this.#chart, this.#thumb, this.#input, this.#tip.element);
    this.element = h("div.fm-slider", {}, this.title, this.#field, this.#scale);
    new ResizeObserver(() => { if (this.#state) this.#draw(); }).observe(this.#field);
  }

  #makeInput() {
    const hide = () => this.#tip.hide();
    // the slider goes where it is held, so that the panel has the figures already
    const point = (event) => {
      if (event.buttons !== 0 && window.matchMedia(PANEL_BESIDE).matches) hide();
      else this.#tell(this.#dayUnder(event));
    };
    return h("input.fm-track", {
      type: "range", min: 0, step: 1,
      oninput: () => this.#go(this.#state.episode.start + Number(this.#input.value)),
      onpointermove: point,
      onpointerdown: point,
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
    const { width, height } = this.#chart.getBoundingClientRect();
    if (width === 0) return;
    this.#width = width;
    this.#input.style.setProperty("--column", `${width / episode.days}px`);
    this.#chart.setAttribute("viewBox", `0 0 ${width} ${height}`);
    const { parts, columns } = stacksOf(this.#state);
    const bands = bandsOf(columns, {
      height: height - TICKS, free: FREE_ABOVE, xOf: (offset) => this.#share(offset) * width,
    });
    const fills = parts.map(({ tile, inks }) => this.#patterns.fill(tile, inks));
    const names = this.#names(parts, bands);
    // one shape for each part: to move the thumb, a browser goes through all that it lies over
    refill(this.#chart,
      [...stackedPaths(bands)].map(([part, d]) => svg("path", { d, fill: fills[part] })),
      names.map(({ text, place, ink }) => place && svg("text", {
        ...place, dy: "0.36em", "text-anchor": "middle", "font-size": CODE_LETTERS, fill: ink,
      }, text)),
      this.#ticks(width, height));
    refill(this.title, language.word("page.chart"),
      names.map(({ text, place, fill }) => !place && h("span.fm-thin-band", {}, sample(fill), text)));
    refill(this.#scale, scaleTexts(episode, width, language).map(([offset, text]) => {
      const date = h(offset === 0 ? "span.fm-first" : "span", {}, text);
      date.style.left = `${this.#share(offset === 0 ? 0 : offset + 0.5) * 100}%`;
      return date;
    }));
    this.#moveThumb();
  }

  /** The code of each party, and where it stands in the party's plain band, if there is room. */
  #names(parts, bands) {
    const { isRightToLeft } = this.#state.language;
    const { actors } = this.#state.record;
    return [...new Set(parts.map(({ actor }) => actor))].map((actor) => {
      const first = parts.findIndex((part) => part.actor === actor);
      const { tile, inks } = parts[first];
      const fill = this.#patterns.fill(tile, inks);
      const text = this.#state.language.plain(actors[actor].short);
      const place = fill === inks[0] ? namePlace(bands.filter(({ part }) => part === first), {
        width: widthOf(text) * CODE_LETTERS + 2 * ROUND_LETTERS, height: LEAST_NAMED,
        rightToLeft: isRightToLeft,
      }) : null;
      return { text, place, fill, ink: actors[actor].inks[NO_DOUBT] };
    });
  }

  /** A tick for each day with a change; none where they would leave no light between them. */
  #ticks(width, height) {
    const { account, episode } = this.#state;
    const days = changeDays(account, episode);
    return days.length * TICK < width && svg("path.fm-tick", {
      d: days.map((day) => {
        const x = this.#share(day - episode.start + 0.5) * width;
        return `M${x.toFixed(1)} ${height - TICKS + 2}v${TICKS - 4}`;
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
