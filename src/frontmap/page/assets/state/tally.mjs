/**
 * How many areas there are of each look, so that a legend knows what is drawn without asking all of
 * them on each day. Pure: no DOM.
 */

export class Tally {
  #looks = new Map();
  #counts = new Map();

  /** Count nothing. */
  clear() {
    this.#looks.clear();
    this.#counts.clear();
  }

  /**
   * @param {number} area
   * @param {string} look it takes the place of the area's look before
   */
  set(area, look) {
    const before = this.#looks.get(area);
    if (before === look) return;
    this.#looks.set(area, look);
    this.#counts.set(look, (this.#counts.get(look) ?? 0) + 1);
    const left = (this.#counts.get(before) ?? 1) - 1;
    if (left > 0) this.#counts.set(before, left);
    else this.#counts.delete(before);
  }

  /** @returns {string[]} the looks that some area has */
  get looks() {
    return [...this.#counts.keys()];
  }
}
