/** The address's fragment: followed when a reader changes it, written when the state changes. */

/** The address is written when nothing changed for so many milliseconds. */
const UNREAD = 250;

export class Address {
  #fragment = "";
  #timer = 0;

  /** @param {() => void} follow is called when the address is another */
  constructor(follow) {
    window.addEventListener("hashchange", () => {
      window.clearTimeout(this.#timer); // what a reader wrote stands
      this.#timer = 0;
      follow();
    });
    // whoever leaves the page, or goes to the address to read it
    for (const leaving of ["blur", "pagehide", "beforeprint"]) {
      window.addEventListener(leaving, () => { if (this.#timer !== 0) this.#writeNow(); });
    }
  }

  get fragment() {
    return window.location.hash;
  }

  /**
   * Write a fragment soon: to write it costs more than a step does, and nobody reads it while days
   * fly by.
   *
   * @param {string} fragment
   */
  write(fragment) {
    this.#fragment = fragment;
    window.clearTimeout(this.#timer);
    this.#timer = window.setTimeout(() => this.#writeNow(), UNREAD);
  }

  #writeNow() {
    window.clearTimeout(this.#timer);
    this.#timer = 0;
    try {
      window.history.replaceState(null, "", this.#fragment);
    } catch {
      // in a notebook's frame the address cannot be written, and nothing else is lost
    }
  }
}
