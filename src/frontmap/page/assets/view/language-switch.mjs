/**
 * The switch from language to language: a button between two, a list of more.
 *
 * @import { Language } from "../state/language.mjs"
 * @import { AtlasRecord } from "../state/payload.mjs"
 * @import { PageState, Wish } from "../state/page-state.mjs"
 */

import { h, refill } from "../dom/elements.mjs";

export class LanguageSwitch {
  #offered;

  /**
   * @param {AtlasRecord} record
   * @param {(wish: Wish) => void} change
   */
  constructor(record, change) {
    this.#offered = record.languages;
    const lang = () => this.element.value;
    /** A button has as its value the language that it leads to, a list the one that is shown. */
    this.element = record.languages.length > 2
      ? h("select.fm-language", { onchange: () => change({ lang: lang() }) })
      : h("button.fm-language", { onclick: () => change({ lang: lang() }) });
    this.element.hidden = record.languages.length < 2;
  }

  /** @param {PageState} state */
  show({ languages, language }) {
    const offered = this.#offered.map((code) => languages.get(code));
    if (this.element.matches("select")) {
      this.element.setAttribute("aria-label", language.word("page.language"));
      refill(this.element, offered.map(({ code, name }) => h("option", {
        value: code, lang: code, selected: code === language.code,
      }, name)));
      return;
    }
    /** @type {Language} */
    const other = offered.find(({ code }) => code !== language.code) ?? language;
    this.element.value = other.code;
    this.element.lang = other.code;
    refill(this.element, other.name);
  }
}
