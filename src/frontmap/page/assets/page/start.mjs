/**
 * The page put to work in the place of its static picture: the parts, and what joins them.
 *
 * One state is shown by all panels. `change` is the only way to a new one: each panel then shows
 * what differs from the old one, and the address's fragment follows.
 *
 * @import { Painter } from "../map/map-panel.mjs"
 * @import { PageState, Wish } from "../state/page-state.mjs"
 * @import { AtlasRecord } from "../state/payload.mjs"
 */

import { MapPanel } from "../map/map-panel.mjs";
import { Patterns } from "../map/patterns.mjs";
import { writtenDay } from "../state/days.mjs";
import { actionOf } from "../state/keys.mjs";
import { fragmentOf, lastDayOf, next, opening, wishOf } from "../state/page-state.mjs";
import { decode } from "../state/payload.mjs";
import { Head } from "../view/head.mjs";
import { MapLegend } from "../view/map-legend.mjs";
import { Said } from "../view/said.mjs";
import { SidePanel } from "../view/side-panel.mjs";
import { TimePanel } from "../view/time-panel.mjs";
import { Address } from "./address.mjs";
import { Player } from "./player.mjs";
import { Printing } from "./printing.mjs";
import { Tools } from "./tools.mjs";

/** So much of what is not understood is shown; a mangled link may be of any length. */
const SHOWN = 120;

function shortened(text) {
  return text.length > SHOWN ? `${text.slice(0, SHOWN)}…` : text;
}

class Page {
  #root;
  /** @type {PageState} */
  #state;
  /** @type {PageState|null} */
  #before = null;
  #head;
  #mapPanel;
  #timePanel;
  #sidePanel;
  #player;
  #address;
  #tools;

  /**
   * @param {HTMLElement} root
   * @param {{leaflet: any, map: any, record: AtlasRecord}} parts
   * @param {Painter} Painter
   */
  constructor(root, parts, Painter) {
    const { record } = parts;
    const patterns = new Patterns(`${root.id}-pattern`, record.tiles);
    const legend = new MapLegend(patterns);
    const change = (wish) => this.change(wish);
    this.#root = root;
    this.#state = opening(record);
    this.#player = new Player(() => this.#state, change);
    this.#timePanel = new TimePanel(record, {
      change, patterns, play: () => this.#player.toggle(),
    });
    this.#sidePanel = new SidePanel(record, {
      change, patterns, closeCard: () => this.#closeCard(),
      say: (text) => this.#timePanel.say(text),
      tell: (told) => this.#mapPanel.tell(told),
    });
    this.#mapPanel = new MapPanel(parts, Painter, { change, patterns, legend, said: new Said() });
    const { mapPanel, timePanel } = { mapPanel: this.#mapPanel, timePanel: this.#timePanel };
    this.#tools = new Tools(record, { change, mapPanel, patterns, time: timePanel.element });
    this.#head = new Head(record, change, this.#tools.element);
    root.replaceChildren(patterns.element, ...this.#head.elements, mapPanel.element,
      legend.element, timePanel.element, this.#sidePanel.element, timePanel.live, this.#tools.help);
    mapPanel.settle();
    root.classList.add("fm-running");
    this.#player.watch(timePanel.element);
    this.#address = new Address(() => this.#follow(), () => this.#closeCard());
    new Printing(root, this.#mapPanel, this.#sidePanel);
    document.addEventListener("keydown", (event) => this.#onKey(event));
    this.#follow();
    this.#tools.welcome();
  }

  /** @param {Wish} wish */
  change(wish) {
    this.#show(wish);
    this.#address.write(fragmentOf(this.#state), this.#state.area !== null);
  }

  /** Go where the address asks to; name what of it is not understood, or lies beyond the record. */
  #follow() {
    const { wish, lost, beyond } = wishOf(this.#state, this.#address.fragment);
    this.#show(wish);
    this.#address.hasCard = this.#state.area !== null;
    const { language, record } = this.#state;
    this.#timePanel.notify([
      beyond !== null && language.sentence("page.beyond", {
        day: writtenDay(beyond, language),
        days: record.episodes.map((episode) => (
          `${language.day(episode.start)} – ${language.day(lastDayOf(episode))}`)).join(" · "),
      }),
      lost.length > 0
        && language.sentence("page.not_understood", { parts: shortened(lost.join(" · ")) }),
    ].filter(Boolean).join(" "));
  }

  #show(wish) {
    const before = this.#before;
    const state = next(this.#state, wish);
    this.#state = state;
    this.#before = state;
    this.#timePanel.notify("");
    if (before?.language !== state.language || before.account !== state.account) {
      this.#showWords(state);
    }
    this.#timePanel.show(state, before);
    this.#head.showComparison(state);
    this.#sidePanel.show(state, before);
    this.#mapPanel.show(state, before);
    this.#tools.show(state);
  }

  /** Show what depends on the language and the account, and not on the day. */
  #showWords(state) {
    const { spoken, direction } = state.language;
    for (const element of [this.#root, document.documentElement]) {
      element.lang = spoken;
      element.dir = direction;
    }
    this.#root.classList.toggle("fm-told", state.toldBy !== "");
    this.#head.showWords(state);
    this.#timePanel.showWords(state);
    this.#sidePanel.showWords(state);
    this.#mapPanel.showWords(state);
    this.#tools.showWords(state);
  }

  #closeCard() {
    const { area } = this.#state;
    if (area === null) return;
    const shape = this.#mapPanel.elementOf(area);
    this.change({ area: null });
    shape?.focus({ preventScroll: true });
    this.#mapPanel.element.scrollIntoView({ block: "nearest" });
  }

  #onKey(event) {
    if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
    const { target } = event;
    if (target.matches?.("select, input:not([type=range]), textarea")) return;
    const action = actionOf({
      key: event.key, shift: event.shiftKey,
      isRightToLeft: this.#state.language.isRightToLeft,
      onControl: Boolean(target.matches?.("button, summary, a")),
    });
    if (action === undefined) return;
    if (!this.#tools.act(action)) {
      if (action === "close" && this.#state.area === null) return;
      if (action === "close") this.#closeCard();
      else if (action === "play") this.#player.toggle();
      else this.#timePanel.step(action);
    }
    event.preventDefault();
  }
}

/**
 * Put the page to work. Where something that it needs is missing or broken, the static picture stays
 * or comes back: it says what the slider needs.
 *
 * @param {any} leaflet the library
 * @param {any} map the Leaflet map to draw on
 * @param {HTMLElement} root the element with the static picture
 * @param {string} text the payload
 * @param {{Painter: Painter, open: (text: string) => object}} by `SvgPainter` or `CanvasPainter`;
 *   what opens a text of this size
 */
export async function start(leaflet, map, root, text, { Painter, open }) {
  const plain = [...root.childNodes];
  try {
    const record = decode(await open(text));
    new Page(root, { leaflet, map, record }, Painter);
  } catch (fault) {
    root.textContent = "";
    root.append(...plain);
    root.classList.remove("fm-running");
    console.warn("frontmap: no slider in this browser.", fault);
  }
}
