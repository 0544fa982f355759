/**
 * The address's fragment: followed when a reader changes it, written when the state changes. A card
 * that opens is an entry of the browser's history, so that *Back* closes it.
 */

/** The address is written when nothing changed for so many milliseconds. */
const UNREAD = 250;
/** In the frame of another page, *Back* is that page's. */
const IN_FRAME = window.parent !== window;

export class Address {
  #fragment = "";
  #timer = 0;
  /** Whether the present entry of the history is that of a card. */
  #isCardEntry = Boolean(window.history.state?.fmCard);
  /** Whether the browser is on its way back from there. */
  #isLeaving = false;
  /** Whether the card is open that the address tells of. */
  hasCard = false;

  /**
   * @param {() => void} follow is called when the address is another
   * @param {() => void} back is called when a reader goes back from a card
   */
  constructor(follow, back) {
    window.addEventListener("popstate", ({ state }) => {
      this.#isCardEntry = Boolean(state?.fmCard);
      if (this.#isLeaving) {
        this.#isLeaving = false;
        this.#writeNow("replaceState");
        return;
      }
      // an address that a reader wrote has no state, and is followed
      if (state?.fmCard !== false || !this.hasCard) return;
      back();
      this.#writeNow("replaceState"); // before the old address is followed, which has another day
    });
    window.addEventListener("hashchange", () => {
      this.#forgetTimer(); // what a reader wrote stands
      follow();
    });
    // whoever leaves the page, or goes to the address to read it
    for (const leaving of ["blur", "pagehide", "beforeprint"]) {
      window.addEventListener(leaving, () => {
        if (this.#timer !== 0) this.#writeNow("replaceState");
      });
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
   * @param {boolean} hasCard whether a card is open
   */
  write(fragment, hasCard) {
    const opens = hasCard && !this.hasCard && !this.#isCardEntry && !IN_FRAME;
    const closes = !hasCard && this.#isCardEntry;
    this.hasCard = hasCard;
    this.#forgetTimer();
    if (opens) this.#push(fragment);
    this.#fragment = fragment;
    if (opens || this.#isLeaving) return;
    if (closes) {
      this.#isLeaving = true;
      window.history.back();
    } else this.#timer = window.setTimeout(() => this.#writeNow("replaceState"), UNREAD);
  }

  /** Begin an entry; what was not yet written is where *Back* leads. */
  #push(fragment) {
    // the map comes into view when the card closes, and no browser scrolls back to where it was
    window.history.scrollRestoration = "manual";
    this.#writeNow("replaceState");
    this.#isCardEntry = true;
    this.#fragment = fragment;
    this.#writeNow("pushState");
  }

  #forgetTimer() {
    window.clearTimeout(this.#timer);
    this.#timer = 0;
  }

  #writeNow(way) {
    this.#forgetTimer();
    try {
      window.history[way]({ fmCard: this.#isCardEntry }, "", this.#fragment || this.fragment);
    } catch {
      // in a notebook's frame the address cannot be written, and nothing else is lost
    }
  }
}
