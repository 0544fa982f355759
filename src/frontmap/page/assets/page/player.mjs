/**
 * Playing the days: one after the other, until the episode's last. While a hand holds the slider,
 * it waits.
 *
 * @import { PageState, Wish } from "../state/page-state.mjs"
 */

import { lastDayOf, wishToPlay } from "../state/page-state.mjs";

/** How long a day is shown, in milliseconds. */
const PACE = 800;

export class Player {
  #stateNow;
  #change;
  #timer = 0;

  /**
   * @param {() => PageState} stateNow
   * @param {(wish: Wish) => void} change
   */
  constructor(stateNow, change) {
    this.#stateNow = stateNow;
    this.#change = change;
  }

  /** @param {HTMLElement} element in which the slider stands */
  watch(element) {
    element.addEventListener("pointerdown", ({ target }) => {
      if (/** @type {Element} */ (target).matches("[type=range]")) window.clearTimeout(this.#timer);
    });
    for (const end of ["pointerup", "pointercancel"]) {
      window.addEventListener(end, () => {
        window.clearTimeout(this.#timer);
        if (this.#stateNow().playing) this.#wait();
      });
    }
  }

  /** Play, or stop where it plays. */
  toggle() {
    if (this.#stateNow().playing) {
      this.#stop();
      return;
    }
    this.#change(wishToPlay(this.#stateNow()));
    this.#wait();
  }

  #wait() {
    this.#timer = window.setTimeout(() => this.#turn(), PACE);
  }

  #turn() {
    const { day, episode } = this.#stateNow();
    if (day >= lastDayOf(episode)) {
      this.#stop();
      return;
    }
    this.#change({ day: day + 1 });
    this.#wait();
  }

  #stop() {
    window.clearTimeout(this.#timer);
    this.#change({ playing: false });
  }
}
