/** The address's fragment: followed when a reader changes it, written when the state changes. */

/** The address is written at most once in so many milliseconds. */
const UNREAD = 100;

export class Address {
  #fragment = "";
  #timer = 0;
  #written = -Infinity;

  /** @param {() => void} follow is called when the address is another */
  constructor(follow) {
    window.addEventListener("hashchange", follow);
  }

  get fragment() {
    return window.location.hash;
  }

  /**
   * Write a fragment, at once or soon: to write it costs as much as a step does, and nobody reads
   * it while days fly by.
   *
   * @param {string} fragment
   */
  write(fragment) {
    this.#fragment = fragment;
    window.clearTimeout(this.#timer);
    const soon = performance.now() - this.#written < UNREAD;
    if (soon) this.#timer = window.setTimeout(() => this.#writeNow(), UNREAD);
    else this.#writeNow();
  }

  #writeNow() {
    this.#written = performance.now();
    try {
      window.history.replaceState(null, "", this.#fragment);
    } catch {
      // in a notebook's frame the address cannot be written, and nothing else is lost
    }
  }
}
