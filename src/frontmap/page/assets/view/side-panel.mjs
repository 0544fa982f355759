/**
 * The panel beside the map: the card, the day, the legend, the list of areas, the sources.
 *
 * @import { AtlasRecord } from "../state/payload.mjs"
 * @import { PageState, Wish } from "../state/page-state.mjs"
 * @import { Fills } from "./samples.mjs"
 */

import { h, refill, textNode } from "../dom/elements.mjs";
import { hasText } from "../state/language.mjs";
import { AreaNames } from "./area-names.mjs";
import { card } from "./card.mjs";
import { sourceList } from "./claims.mjs";
import { comparison } from "./comparison.mjs";
import { areaTable, changeList, reports } from "./day-panel.mjs";
import { codeList, legend, partyList, statusKeys } from "./legend.mjs";

/** Where on a phone a card begins, as a share of the window's height: the map stays above it. */
const CARD_AT = 0.4;

export class SidePanel {
  #change;
  #closeCard;
  #patterns;
  /** @type {PageState} */
  #state;
  #place = h("div.fm-place");
  #caption = h("p.fm-caption");
  #legend = h("section.fm-legend");
  #comparison = h("section.fm-comparison");
  #day = h("section.fm-day");
  #keys = h("section.fm-legend");
  #codes = h("section.fm-legend");
  #reports = h("section.fm-reports");
  #listSummary = h("summary");
  #listBody = h("div.fm-scroll");
  #names = new AreaNames(this.#listBody);
  #list;
  #partiesSummary = h("summary");
  #partiesBody = h("div");
  #parties = h("details.fm-who-is-who", {}, this.#partiesSummary, this.#partiesBody);
  #sourcesSummary = h("summary");
  #sources;
  #about = h("section.fm-about");

  /**
   * @param {AtlasRecord} record
   * @param {{change: (wish: Wish) => void, closeCard: () => void, patterns: Fills}} on
   */
  constructor(record, { change, closeCard, patterns }) {
    this.#change = change;
    this.#closeCard = closeCard;
    this.#patterns = patterns;
    this.#list = h("details.fm-list", { ontoggle: () => this.#fillList() },
      this.#listSummary, this.#listBody);
    this.#sources = h("details.fm-bibliography", {}, this.#sourcesSummary, sourceList(record));
    this.element = h("aside.fm-panel", {},
      this.#place, this.#caption, this.#legend, this.#parties, this.#comparison, this.#day,
      this.#keys, this.#codes, this.#reports, this.#list, this.#sources, this.#about);
  }

  /** @param {number[]} areas those of which only the code stands on the map */
  showCodes(areas) {
    refill(this.#codes, codeList(this.#state.record, areas, this.#state.language));
  }

  /**
   * Show what depends on the language and the account.
   *
   * @param {PageState} state
   */
  showWords(state) {
    const { record, language } = state;
    const { tiles } = record.opening;
    refill(this.#keys, statusKeys(state, this.#patterns));
    refill(this.#partiesSummary, language.word("page.parties"));
    refill(this.#partiesBody, partyList(record, language));
    this.#parties.hidden = !record.actorNotes.some(hasText);
    refill(this.#listSummary, language.word("page.all_areas"));
    refill(this.#sourcesSummary, language.word("page.sources"));
    this.#sources.hidden = record.sources.length === 0;
    refill(this.#about, h("p", {}, textNode(language, record.attribution)),
      h("p", {}, language.labelled(language.word("map.licence"), record.licence)),
      h("p", {}, tiles ? language.sentence("page.tiles", { host: tiles })
        : language.word("page.offline")),
      h("p", {}, "Leaflet © 2010–2022 Volodymyr Agafonkin, © 2010–2011 CloudMade (BSD-2)"));
  }

  /**
   * @param {PageState} state
   * @param {PageState|null} before
   */
  show(state, before) {
    this.#state = state;
    const moved = before?.day !== state.day || before.account !== state.account
      || before.language !== state.language;
    if (moved || before.area !== state.area) this.#showCard(state, before);
    if (moved || before.other !== state.other) this.#showComparison(state);
    if (moved) this.#showDay(state);
  }

  #showCard(state, before) {
    const go = (day) => this.#change({ day });
    refill(this.#place, state.area !== null && card(state, {
      go, patterns: this.#patterns, close: this.#closeCard,
    }));
    if (state.area === null || before === null || before.area === state.area) return;
    this.#place.querySelector("h2").focus({ preventScroll: true });
    this.element.scrollTop = 0;
    const { top } = this.#place.getBoundingClientRect();
    const wanted = window.innerHeight * CARD_AT;
    if (top < 0 || top > wanted) window.scrollBy({ top: top - wanted });
  }

  #showComparison(state) {
    refill(this.#comparison, state.toldBy !== "" && comparison(state, {
      choose: this.#choose, patterns: this.#patterns,
    }));
  }

  #showDay(state) {
    const { record, account, day, language } = state;
    refill(this.#day, changeList(state, { choose: this.#choose, patterns: this.#patterns }));
    refill(this.#reports, reports(state));
    refill(this.#legend, legend(state));
    const caption = account.toldBy === "" ? record.captions.get(day) : undefined;
    refill(this.#caption, caption && textNode(language, caption));
    this.#fillList();
  }

  #choose = (area) => this.#change({ area });

  #fillList() {
    if (!this.#list.open) {
      this.#names.show(this.#state);
      return;
    }
    this.#names.forget();
    refill(this.#listBody, areaTable(this.#state, { choose: this.#choose }));
  }

  /** @returns {boolean[]} whether each part that can be folded is open */
  get open() {
    return [this.#list.open, this.#sources.open, this.#parties.open];
  }

  set open([list, sources, parties]) {
    this.#list.open = list;
    this.#sources.open = sources;
    this.#parties.open = parties;
    this.#fillList();
  }
}
