/**
 * How to read the map, in two steps: once when a reader first opens a page, and whenever it is asked
 * for, then with the keys.
 *
 * @import { PageState } from "../state/page-state.mjs"
 */

import { h, refill } from "../dom/elements.mjs";

const HELP_NAME = "frontmap-help-name";
/** Where a browser keeps that its reader has seen it. */
const SEEN_KEY = "frontmap.read";
/** The keys in their order, each with the word that says what it does; a number is a key's name. */
const TOLD_KEYS = /** @type {[(string|number)[], string][]} */ ([
  [["←", "→"], "page.key_day"], [[0, 1], "page.key_change"], [[2, 3], "page.key_end"],
  [[4], "page.play"], [["↑", "↓", "⇧ ←", "⇧ →"], "page.key_neighbour"], [[5], "page.key_open"],
  [["/"], "page.search"], [[6], "page.close"], [["?"], "page.help"],
]);

/** Whether it was seen before; where nothing can be kept, it counts as seen. */
function wasSeen() {
  try {
    const seen = window.localStorage.getItem(SEEN_KEY) !== null;
    window.localStorage.setItem(SEEN_KEY, "1");
    return seen;
  } catch {
    return true; // in a sandboxed frame, which would show it on each visit
  }
}

export class Help {
  #time;
  /** @type {PageState} */
  #state;
  #step = 0;
  #withKeys = false;
  button = h("button.fm-tool.fm-ask", { type: "button", onclick: () => this.toggle() }, "?");
  element = h("section.fm-help", {
    role: "dialog", "aria-labelledby": HELP_NAME, hidden: true, tabindex: -1,
    onkeydown: (event) => {
      if (event.key !== "Escape") return;
      event.preventDefault();
      this.close();
    },
  });

  /** @param {HTMLElement} time what it must not cover on a phone */
  constructor(time) {
    this.#time = time;
  }

  /** Show the two steps if this reader has never seen them. */
  welcome() {
    if (wasSeen()) return;
    this.element.hidden = false;
    this.#fill();
  }

  toggle() {
    if (!this.element.hidden && this.#withKeys) {
      this.close();
      return;
    }
    this.#withKeys = true;
    this.element.hidden = false;
    this.#fill();
    this.element.focus();
  }

  /** @param {PageState} state */
  showWords(state) {
    const name = state.language.word("page.help");
    this.#state = state;
    this.button.setAttribute("aria-label", name);
    this.button.title = name;
    if (!this.element.hidden) this.#fill();
  }

  /** @returns {boolean} whether it was open */
  close() {
    if (this.element.hidden) return false;
    const had = this.element.contains(document.activeElement);
    this.element.hidden = true;
    this.#step = 0;
    this.#withKeys = false;
    if (had) this.button.focus();
    return true;
  }

  #fill() {
    const { language } = this.#state;
    const names = language.word("page.key_names").split("|");
    const steps = ["page.read_map", "page.read_time"];
    const shown = this.#withKeys ? steps : steps.slice(this.#step, this.#step + 1);
    const last = this.#withKeys || this.#step === steps.length - 1;
    refill(this.element,
      h("h2", { id: HELP_NAME }, language.word("page.help")),
      shown.map((key) => h("p", {}, language.word(key))),
      this.#withKeys && h("dl", {}, TOLD_KEYS.map(([keys, key]) => [
        h("dt", {}, keys.map((one) => h("kbd", { dir: "ltr" }, names[one] ?? one))),
        h("dd", {}, language.word(key)),
      ])),
      h("button", {
        type: "button",
        onclick: () => {
          if (last) this.close();
          else this.#turn();
        },
      }, language.word(last ? "page.understood" : "page.next_step")),
      !last && h("small", {}, `${this.#step + 1} / ${steps.length}`));
    // above the bar that a phone keeps in view
    const bar = getComputedStyle(this.#time).position === "sticky" ? this.#time.offsetHeight : 0;
    this.element.style.bottom = bar > 0 ? `${bar + 8}px` : "";
  }

  #turn() {
    this.#step += 1;
    this.#fill();
    this.element.querySelector("button").focus();
  }
}
