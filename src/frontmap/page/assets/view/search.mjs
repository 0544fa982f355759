/**
 * The search: one field for areas, parties, places and days, in every language of the atlas.
 *
 * It is a combobox with a list (WAI-ARIA Authoring Practices 1.2): the focus stays in the field.
 *
 * @import { Entry } from "../state/search-index.mjs"
 * @import { AtlasRecord } from "../state/payload.mjs"
 * @import { PageState, Wish } from "../state/page-state.mjs"
 *
 * @typedef {object} SearchHandlers
 * @property {(wish: Wish) => void} change
 * @property {(area: number) => void} reveal brings an area into view
 * @property {(what: {areas?: number[], line?: [number, number][]}) => void} find marks it on the map
 */

import { h, refill, textNode, writeHidden } from "../dom/elements.mjs";
import { heldWords } from "../state/day-texts.mjs";
import { areasOf, dayToSee, searchIndex, searched, searchedDay } from "../state/search-index.mjs";
import { holderName } from "../state/sentences.mjs";
import { controlAt, figuresOn } from "../state/timeline.mjs";

const LIST = "frontmap-search-list";
/** So many areas of a party are listed; the ring on the map shows all. */
const LISTED_AREAS = 60;

export class Search {
  #record;
  #on;
  /** @type {PageState} */
  #state;
  /** Made when the field is first used. @type {Entry[]|null} */
  #index = null;
  /** @type {Entry[]} */
  #entries = [];
  #at = 0;
  #input;
  #list = h("ul.fm-options", { role: "listbox", id: LIST, hidden: true });
  #answer = h("div.fm-answer", { role: "status", hidden: true });

  /**
   * @param {AtlasRecord} record
   * @param {SearchHandlers} on
   */
  constructor(record, on) {
    this.#record = record;
    this.#on = on;
    this.#input = h("input.fm-search-field", {
      type: "text", role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false",
      "aria-controls": LIST, autocomplete: "off", spellcheck: "false", dir: "auto", maxlength: 80,
      oninput: () => this.#look(), onkeydown: (event) => this.#onKey(event),
      onfocus: () => this.#indexed(),
    });
    this.element = h("div.fm-search", {
      role: "search",
      onfocusout: ({ relatedTarget }) => {
        if (!this.element.contains(relatedTarget)) this.#close();
      },
      onkeydown: (event) => { if (event.key === "Escape") this.#escape(event); },
    }, this.#input, this.#list, this.#answer);
  }

  focus() {
    this.#input.focus();
    this.#input.select();
  }

  /** @param {PageState} state */
  showWords({ language }) {
    this.#input.placeholder = language.word("page.search");
    this.#input.setAttribute("aria-label", language.word("page.search"));
    this.#list.setAttribute("aria-label", language.word("page.search"));
  }

  /** @param {PageState} state */
  show(state) {
    this.#state = state;
    writeHidden(this.#answer, true);
  }

  /** The index; it is made when a reader comes to the field, or else with the first letter. */
  #indexed() {
    return (this.#index ??= searchIndex(this.#record));
  }

  #look() {
    const text = this.#input.value;
    this.#entries = [...searchedDay(this.#state, text), ...searched(this.#indexed(), text)];
    this.#at = 0;
    this.#tell(text.trim() !== "" && this.#entries.length === 0
      && this.#state.language.word("page.nothing_found"));
    refill(this.#list, this.#entries.map((entry, at) => h("li", {
      role: "option", id: `${LIST}-${at}`,
      onpointerdown: (event) => event.preventDefault(), // the field keeps the focus
      onclick: () => this.#pick(entry),
    }, ...this.#wordsOf(entry))));
    this.#point(0);
    this.#list.hidden = this.#entries.length === 0;
    this.#input.setAttribute("aria-expanded", String(!this.#list.hidden));
  }

  /** What an entry is called, and beside it what it is. */
  #wordsOf({ kind, number }) {
    const { language, outlines, account, day } = this.#state;
    const { areas, actors, landmarks, episodes } = this.#record;
    if (kind === "day") return [h("b", {}, language.day(number))];
    const { name } = { area: areas, party: actors, place: landmarks }[kind][number];
    let about = kind === "area" ? "" : language.word(`page.${kind}`);
    if (kind === "area") {
      const episode = episodes.find((one) => one.areas.includes(number));
      about = outlines.areas.includes(number)
        ? holderName(this.#record, controlAt(this.#record, account, number, day), language)
        : language.plain(episode?.title ?? {});
    }
    return [h("b", {}, textNode(language, name)), h("small", {}, about)];
  }

  #point(at) {
    const items = [...this.#list.children];
    this.#at = items.length === 0 ? 0 : (at + items.length) % items.length;
    items.forEach((item, number) => {
      item.setAttribute("aria-selected", String(number === this.#at));
    });
    const active = items[this.#at];
    active?.scrollIntoView({ block: "nearest" });
    this.#input.setAttribute("aria-activedescendant", active?.id ?? "");
  }

  #onKey(event) {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) this.#point(this.#at + step);
    else if (event.key === "Enter" && this.#entries.length > 0) this.#pick(this.#entries[this.#at]);
    else return;
    event.preventDefault();
  }

  #escape(event) {
    event.preventDefault();
    this.#input.value = "";
    this.#on.find({});
    this.#close();
  }

  #close() {
    this.#entries = [];
    this.#list.hidden = true;
    this.#answer.hidden = true;
    this.#input.setAttribute("aria-expanded", "false");
    this.#input.setAttribute("aria-activedescendant", "");
  }

  #pick({ kind, number }) {
    this.#close();
    if (kind === "area") this.#goTo(number);
    else if (kind === "day") this.#on.change({ day: number });
    else if (kind === "party") this.#tellOf(number);
    else {
      const { name, line } = this.#record.landmarks[number];
      this.#on.find({ line });
      this.#tell(textNode(this.#state.language, name));
    }
  }

  #goTo(area) {
    this.#input.value = "";
    this.#on.change({ day: dayToSee(this.#state, area), area });
    this.#on.reveal(area);
  }

  /** What a party holds on the day, and where. */
  #tellOf(actor) {
    const state = this.#state;
    const { language, account, day, episode } = state;
    const { areas } = this.#record;
    const held = areasOf(state, actor);
    const figures = figuresOn(this.#record, account, day).actors[actor];
    this.#on.find({ areas: held });
    this.#tell(
      h("p", {}, h("b", {}, textNode(language, this.#record.actors[actor].name)), " · ",
        language.day(day), " · ", held.length === 0 ? language.word("page.holds_nothing")
          : heldWords(language, figures)),
      h("ul", {}, held.slice(0, LISTED_AREAS).map((area) => h("li", {}, h("button", {
        type: "button", onclick: () => this.#goTo(area),
      }, textNode(language, areas[area].name))))),
      held.length > LISTED_AREAS && h("p", {}, language.sentence("page.more", {
        count: held.length - LISTED_AREAS,
      })),
      held.length === 0 && h("p", {}, textNode(language, episode.title)));
  }

  #tell(...words) {
    refill(this.#answer, words);
    this.#answer.hidden = !words.some(Boolean);
  }
}
