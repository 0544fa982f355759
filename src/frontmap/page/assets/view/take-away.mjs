/**
 * The menu of what a reader takes away: a link, pictures, the table, the sentence that cites the
 * day, the code that embeds it. All is made in the page, and nothing is asked for.
 *
 * @import { PageState } from "../state/page-state.mjs"
 * @import { Fills } from "./samples.mjs"
 */

import { h, refill, writeHidden } from "../dom/elements.mjs";
import { citationOf, csvOf, embedOf, fileName } from "../state/day-texts.mjs";
import { fragmentOf } from "../state/page-state.mjs";
import { dayPicture } from "./day-picture.mjs";

/** The picture's dots for each of the page's pixels. */
const IN_FILE = 2;
/** How long a file stays to be taken, in milliseconds. */
const KEPT = 10_000;
const SVG_TYPE = "image/svg+xml";

/** What the menu offers, each with what it does, in its order. */
const OFFERS = /** @type {const} */ (["link", "png", "svg", "csv", "cite", "embed"]);

export class TakeAway {
  #on;
  /** @type {PageState} */
  #state;
  #name = h("span");
  #button = h("button.fm-tool", {
    type: "button", "aria-haspopup": "menu", "aria-expanded": "false",
    onclick: () => this.#open(this.#menu.hidden),
  }, this.#name);
  #items = OFFERS.map((offer) => h("button.fm-offer", {
    type: "button", role: "menuitem", tabindex: -1, onclick: () => this.#take(offer),
  }));
  #menu = h("div.fm-menu", {
    role: "menu", hidden: true, onkeydown: (event) => this.#onKey(event),
  }, this.#items);
  #told = h("p", { role: "status" });
  #text = h("textarea", { readonly: true, rows: 5, dir: "auto", spellcheck: "false" });
  #given = h("div.fm-given", { hidden: true }, this.#told, this.#text);
  element = h("div.fm-take", {
    onfocusout: ({ relatedTarget }) => {
      if (relatedTarget && !this.element.contains(relatedTarget)) this.#open(false);
    },
    onkeydown: (event) => { if (event.key === "Escape") this.#leave(event); },
  }, this.#button, this.#menu, this.#given);

  /** @param {{picture: () => any, patterns: Fills}} on `picture` gives the map as it is seen */
  constructor(on) {
    this.#on = on;
    document.addEventListener("pointerdown", ({ target }) => {
      if (!this.element.contains(/** @type {Node} */ (target))) this.#open(false);
    });
  }

  /** @param {PageState} state */
  showWords({ language }) {
    refill(this.#name, language.word("page.take_away"));
    for (const named of [this.#menu, this.#text]) {
      named.setAttribute("aria-label", language.word("page.take_away"));
    }
    OFFERS.forEach((offer, at) => refill(this.#items[at], language.word(`page.take_${offer}`)));
  }

  /** @param {PageState} state */
  show(state) {
    this.#state = state;
    writeHidden(this.#given, true);
  }

  #open(open) {
    this.#menu.hidden = !open;
    this.#given.hidden = true;
    this.#button.setAttribute("aria-expanded", String(open));
    if (open) this.#items[0].focus();
  }

  #leave(event) {
    if (this.#menu.hidden && this.#given.hidden) return;
    event.preventDefault();
    this.#open(false);
    this.#button.focus();
  }

  #onKey(event) {
    const at = this.#items.indexOf(document.activeElement);
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: -1 }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    this.#items.at(to % this.#items.length).focus();
  }

  /** The address of the view: of a file on this machine its name alone, wherever it lies. */
  get #address() {
    const { protocol, href, pathname } = window.location;
    const page = protocol.startsWith("http") ? href.replace(/#.*/, "") : pathname.split("/").at(-1);
    return `${page || "frontmap.html"}${fragmentOf(this.#state)}`;
  }

  #take(offer) {
    this.#open(false);
    this.#button.focus();
    const state = this.#state;
    if (offer === "link") this.#copy(this.#address);
    else if (offer === "cite") this.#copy(citationOf(state, this.#address));
    else if (offer === "embed") this.#copy(embedOf(state, this.#address));
    else {
      const name = fileName(state, offer);
      if (offer === "csv") this.#save(name, new Blob([csvOf(state)], { type: "text/csv" }));
      else this.#draw(name, dayPicture(state, this.#on.picture(), this.#on.patterns));
    }
  }

  #draw(name, picture) {
    const text = new XMLSerializer().serializeToString(picture);
    if (name.endsWith("svg")) this.#save(name, new Blob([text], { type: SVG_TYPE }));
    else this.#paint(name, text, picture);
  }

  /** Paint a drawing; the policy lets pictures be of `data:` and of nothing else. */
  #paint(name, text, picture) {
    const image = new Image();
    const [width, height] = ["width", "height"].map((side) => Number(picture.getAttribute(side)));
    const canvas = h("canvas", { width: width * IN_FILE, height: height * IN_FILE });
    image.onload = () => {
      canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
      canvas.toBlob((blob) => this.#save(name, blob));
    };
    image.src = `data:${SVG_TYPE};charset=utf-8,${encodeURIComponent(text)}`;
  }

  /** @param {string} name @param {Blob} blob */
  #save(name, blob) {
    const href = URL.createObjectURL(blob);
    h("a", { href, download: name }).click();
    window.setTimeout(() => URL.revokeObjectURL(href), KEPT);
    this.#text.hidden = true;
    this.#tell("page.taken", { name });
  }

  /** Copy a text, and show it: where copying is not allowed, it can be copied by hand. */
  async #copy(text) {
    this.#text.value = text;
    this.#text.hidden = false;
    this.#given.hidden = false;
    this.#text.select();
    try {
      // where a frame does not allow it, to try is an error on the console
      if (/** @type {any} */ (document).featurePolicy?.allowsFeature("clipboard-write") === false) {
        throw new Error("not allowed");
      }
      await navigator.clipboard.writeText(text);
      this.#tell("page.copied", {});
    } catch {
      this.#tell("page.copy_by_hand", {});
    }
  }

  #tell(key, parts) {
    this.#given.hidden = false;
    refill(this.#told, this.#state.language.sentence(key, parts));
  }
}
