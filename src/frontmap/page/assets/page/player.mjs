/**
 * Playing the days: one after the other, until the episode's last.
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
