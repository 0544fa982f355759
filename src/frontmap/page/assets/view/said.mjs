/**
 * What was said of a place, opened over the map; and the panel's list of what stands on the map.
 *
 * @import { PageState } from "../state/page-state.mjs"
 * @import { Told } from "../state/on-map.mjs"
 */

import { h, refill, textNode } from "../dom/elements.mjs";
import { notesOn, placesOn, toldOfNote } from "../state/on-map.mjs";
import { claimList } from "./claims.mjs";

export class Said {
  /** What had the focus before, and gets it back. */
  #before = null;
  element = h("div.fm-said", { role: "dialog", tabindex: -1, hidden: true });

  constructor() {
    this.element.addEventListener("keydown", (event) => {
      if (event.key !== "Escape") return;
      event.stopPropagation();
      this.close();
    });
  }

  /**
   * @param {PageState} state
   * @param {Told} told
   */
  open({ record, language }, { name, text, claims }) {
    this.#before = document.activeElement;
    const heading = name && language.plain(name);
    refill(this.element,
      h("button.fm-close", {
        "aria-label": language.word("page.close"), onclick: () => this.close(),
      }, "×"),
      name && h("h3", {}, textNode(language, name)),
      text && h("p.fm-note-text", {}, textNode(language, text)),
      claims.length > 0 && claimList(record, claims, language));
    this.element.setAttribute("aria-label", heading || language.word("page.on_map"));
    this.element.hidden = false;
    this.element.scrollTop = 0;
    this.element.focus({ preventScroll: true });
  }

  close() {
    if (this.element.hidden) return;
    this.element.hidden = true;
    this.#before?.focus?.({ preventScroll: true });
  }
}

/**
 * @param {PageState} state
 * @returns {Told[]} our own short texts of the day, then the places that its claims name
 */
export function toldOnMap(state) {
  const { record } = state;
  return [
    ...notesOn(state).map((note) => toldOfNote(state, note)),
    ...placesOn(state).map(({ landmark, place, claims }) => ({
      place, name: record.landmarks[landmark].name, text: null, claims,
    })),
  ];
}

/**
 * @param {PageState} state
 * @param {{tell: (told: Told) => void}} on
 * @returns {HTMLElement[]}
 */
export function onMapList(state, { tell }) {
  const { language } = state;
  const all = toldOnMap(state);
  if (all.length === 0) return [];
  return [h("h3", {}, language.word("page.on_map")), h("ul", {}, all.map((told, at) => (
    h("li", {}, h("button.fm-change", { onclick: () => tell(told) }, told.text
      ? [h("span.fm-pin", {}, language.whole(at + 1)), textNode(language, told.text)]
      : [h("span.fm-dot"), textNode(language, told.name), ` (${language.whole(told.claims.length)})`],
    )))))];
}
