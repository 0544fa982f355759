/**
 * The panel beside the map: the card, what changed, who holds it, the list of areas, the sources.
 *
 * @import { AtlasRecord } from "../state/payload.mjs"
 * @import { PageState, Wish } from "../state/page-state.mjs"
 * @import { Fills } from "./samples.mjs"
 * @import { Told } from "../state/on-map.mjs"
 */

import { h, refill, textNode } from "../dom/elements.mjs";
import { hasText } from "../state/language.mjs";
import { AreaNames } from "./area-names.mjs";
import { card } from "./card.mjs";
import { sourceList } from "./claims.mjs";
import { comparison } from "./comparison.mjs";
import { ChangeList, areaTable, reports } from "./day-panel.mjs";
import { Legend, partyList, statusKeys } from "./legend.mjs";
import { onMapList } from "./said.mjs";
import { WordsPanel } from "./words-panel.mjs";

/** Where on a phone a card begins, as a share of the window's height: the map stays above it. */
const CARD_AT = 0.4;

export class SidePanel {
  #change;
  #closeCard;
  #patterns;
  #tell;
  /** @type {PageState} */
  #state;
  #place = h("div.fm-place");
  #caption = h("p.fm-caption");
  #legend = new Legend();
  #comparison = h("section.fm-comparison");
  #changes;
  #onMap = h("section.fm-on-map");
  #keysSummary = h("summary");
  #keysBody = h("div");
  #keys = h("details.fm-legend.fm-all-keys", {}, this.#keysSummary, this.#keysBody);
  #reports = h("section.fm-reports");
  #listSummary = h("summary");
  #listBody = h("div.fm-scroll");
  #names = new AreaNames(this.#listBody);
  #list;
  #partiesSummary = h("summary");
  #partiesBody = h("div");
  #parties = h("details.fm-who-is-who", {}, this.#partiesSummary, this.#partiesBody);
  #sourcesSummary = h("summary");
  #sourcesBody = h("div");
  #sources;
  #words;
  #about = h("section.fm-about");

  /**
   * @param {AtlasRecord} record
   * @param {{change: (wish: Wish) => void, closeCard: () => void, patterns: Fills,
   *   say: (text: string) => void, tell: (told: Told) => void}} on `say` has something read aloud,
   *   `tell` shows on the map what was said
   */
  constructor(record, { change, closeCard, patterns, say, tell }) {
    this.#change = change;
    this.#closeCard = closeCard;
    this.#patterns = patterns;
    this.#tell = tell;
    this.#changes = new ChangeList({ patterns, choose: this.#choose });
    this.#list = h("details.fm-list", { ontoggle: () => this.#fillList() },
      this.#listSummary, this.#listBody);
    this.#sources = h("details.fm-bibliography", {}, this.#sourcesSummary, this.#sourcesBody);
    this.#words = new WordsPanel(say);
    this.element = h("section.fm-panel", {},
      this.#place, this.#changes.element, this.#caption, this.#legend.element, this.#parties,
      this.#comparison, this.#onMap, this.#keys, this.#reports,
      this.#words.element, this.#list, this.#sources, this.#about);
  }

  /**
   * Show what depends on the language and the account.
   *
   * @param {PageState} state
   */
  showWords(state) {
    const { record, language } = state;
    const { tiles } = record.opening;
    this.element.setAttribute("aria-label", language.word("page.panel"));
    this.#legend.showWords(state);
    this.#words.showWords(state);
    refill(this.#keysSummary, language.word("legend.statuses"));
    refill(this.#keysBody, statusKeys(state, this.#patterns));
    refill(this.#partiesSummary, language.word("page.parties"));
    refill(this.#partiesBody, partyList(record, language));
    this.#parties.hidden = !record.actorNotes.some(hasText);
    refill(this.#listSummary, language.word("page.all_areas"));
    refill(this.#sourcesSummary, language.word("page.sources"));
    refill(this.#sourcesBody, sourceList(record, language));
    this.#sources.hidden = record.sources.length === 0;
    refill(this.#about, h("p", {}, textNode(language, record.attribution)),
      record.licence && h("p", {}, language.labelled(language.word("map.licence"), record.licence)),
      h("p.fm-on-screen", {}, tiles ? language.sentence("page.tiles", { host: tiles })
        : language.word("page.offline")),
      h("p.fm-on-paper", { hidden: this.#sources.hidden }, language.word("page.on_paper")),
      h("p.fm-on-screen", { lang: "en", dir: "ltr" },
        "Leaflet © 2010–2022 Volodymyr Agafonkin, © 2010–2011 CloudMade (BSD-2)"));
  }

  /**
   * @param {PageState} state
   * @param {PageState|null} before
   */
  show(state, before) {
    this.#state = state;
    const moved = before?.day !== state.day || before.account !== state.account
      || before.language !== state.language;
    if (moved ? state.area !== null || this.#place.hasChildNodes() : before.area !== state.area) {
      this.#showCard(state, before);
    }
    if ((moved || before.other !== state.other)
      && (state.toldBy !== "" || this.#comparison.hasChildNodes())) this.#showComparison(state);
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
    this.#changes.show(state);
    this.#legend.show(state);
    const caption = account.toldBy === "" ? record.captions.get(day) : undefined;
    for (const [part, children] of [
      [this.#onMap, onMapList(state, { tell: this.#tell })],
      [this.#reports, reports(state)],
      [this.#caption, caption ? [textNode(language, caption)] : []],
    ]) if (children.length > 0 || part.hasChildNodes()) refill(part, children);
    this.#words.show(state);
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

  /** Whether the reader has the sources open, or cannot open any. */
  get tellsSources() {
    return this.#sources.open || this.#sources.hidden;
  }
}
