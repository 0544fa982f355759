/**
 * Reported events, and the places that claims name: dots on the map that open what was said, their
 * number in the legend, and in an area's card what is reported of it on the day. Only the pages of
 * atlases that have any have this module.
 *
 * It stands in for a painter and hands on whatever that does, so that no page without events needs
 * to know of it.
 *
 * @import { PainterParts } from "../map/svg-painter.mjs"
 * @import { NamedLandmark } from "../map/landmarks.mjs"
 * @import { Event } from "../state/events.mjs"
 * @import { PageState } from "../state/page-state.mjs"
 */

import { h, refill } from "../dom/elements.mjs";
import { eventsByDay, marksOf, radiusOf } from "../state/events.mjs";
import { placesOn } from "../state/on-map.mjs";
import { voicesOf } from "../state/sentences.mjs";
import { runAt } from "../state/timeline.mjs";
import { claimList } from "./claims.mjs";

const PANE = "frontmap-events";
/** Over the map's labels, which would cover a dot. */
const PANE_INDEX = 435;
/** Whose place is less sure than this, in metres, has a hollow dot; so has a whole street. */
const SURE = 100;
/** How far beyond the map's edges marks are drawn, as a share of its size. */
const SEEN_BEYOND = 0.1;

function samples() {
  return [h("span.fm-event"), h("span.fm-event.fm-vague")];
}

class EventLayer {
  #leaflet;
  #map;
  #record;
  #tell;
  #byDay;
  #marks;
  /** How many events there are, on the map and above what was said of the day. */
  #key = h("div.fm-event-key");
  #note = h("p.fm-event-note");
  #list = h("section.fm-event-list");
  /** @type {PageState} */
  #state;
  /** @type {Event[]} */
  #events = [];

  /** @param {PainterParts} parts */
  constructor({ leaflet, map, record, tell }) {
    this.#leaflet = leaflet;
    this.#map = map;
    this.#record = record;
    this.#tell = tell;
    this.#byDay = eventsByDay(record.events ?? []);
    const pane = map.createPane(PANE);
    pane.style.zIndex = PANE_INDEX;
    pane.style.pointerEvents = "none";
    // what the dots say stands in the day's text and in the cards, and a list opens it
    pane.setAttribute("aria-hidden", "true");
    pane.classList.add("leaflet-zoom-hide");
    this.#marks = leaflet.layerGroup([]).addTo(map);
    map.on("moveend resize", () => this.#draw());
  }

  /** @param {PageState} state whose day, account or language is another */
  show(state) {
    const { account, day, language } = state;
    const voices = voicesOf(this.#record, account);
    const told = ({ claim }) => voices === null || voices.has(this.#record.claims[claim].voice);
    this.#state = state;
    const reported = (this.#byDay.get(day) ?? []).filter(told);
    const named = placesOn(state).flatMap((place) => this.#eventsOf(place))
      .filter(({ claim }) => reported.every((event) => event.claim !== claim));
    this.#events = [...reported, ...named];
    const counts = [["event.marks.count", reported], ["event.places.count", named]]
      .map(([key, events]) => (events.length > 0 || (key === "event.marks.count" && this.#byDay.size > 0))
        && h("div", {}, language.sentence(key, { count: language.whole(events.length) })))
      .filter(Boolean);
    this.#key.hidden = counts.length === 0;
    refill(this.#key, samples(), h("div", {}, counts));
    refill(this.#note, samples(), counts.map((one) => one.cloneNode(true)),
      language.word("event.marks.definition"));
    this.#page?.querySelector(".fm-map-legend")?.append(this.#key);
    if (counts.length > 0) this.#page?.querySelector(".fm-reports")?.prepend(this.#note);
    this.#draw();
    this.tell(state.area);
  }

  /** The claims that name a place, as events there. */
  #eventsOf({ landmark, place, claims }) {
    const { line, precision } = this.#record.landmarks[landmark];
    const sure = line.length === 1 && precision <= SURE;
    return claims.map((claim) => ({ claim, place, sure }));
  }

  /** The page round the map, once it stands there. */
  get #page() {
    return this.#map.getContainer().closest(".frontmap");
  }

  /**
   * Add to an area's card what is reported of it on the day.
   *
   * @param {number|null} area null for none
   */
  tell(area) {
    this.#list.remove();
    const card = this.#page?.querySelector(".fm-card");
    if (area === null || !card) return;
    const { day, account, language } = this.#state;
    const claims = this.#claimsOf(area, day, voicesOf(this.#record, account));
    if (claims.length === 0) return;
    refill(this.#list, h("h3", {}, language.word("event.here")),
      claimList(this.#record, claims, language));
    card.querySelector(".fm-outline").before(this.#list);
  }

  /**
   * What is reported of an area: what has a point on the map, what tells of no control, and what
   * the card lists nowhere else.
   */
  #claimsOf(area, day, voices) {
    const { claims, claimsOn, rulings } = this.#record;
    const ruling = rulings[runAt(this.#state.account, area, day)?.ruling];
    const listed = new Set(ruling && [
      ...ruling.carrying, ...ruling.general, ...ruling.disagreeing, ...ruling.others]);
    const told = (claim) => (claims[claim].kind !== "control" || !listed.has(claim))
      && (voices === null || voices.has(claims[claim].voice));
    const pinned = this.#events.map(({ claim }) => claim);
    const all = new Set([...pinned, ...(claimsOn.get(day) ?? []).filter(told)]);
    return [...all].filter((claim) => claims[claim].areas.includes(area));
  }

  #draw() {
    const view = this.#map.getBounds().pad(SEEN_BEYOND);
    const dots = this.#events.filter(({ place }) => view.contains(place))
      .map(({ place, sure, claim }) => (
        { ...this.#map.latLngToLayerPoint(place), sure, claims: [claim] }));
    this.#marks.clearLayers();
    // the one that counts most is drawn last
    for (const mark of marksOf(dots).reverse()) {
      const place = this.#map.layerPointToLatLng([mark.x, mark.y]);
      /** @type {[number, number]} */
      const at = [place.lat, place.lng];
      const told = { place: at, name: this.#nameOf(mark), text: null, claims: mark.claims };
      this.#marks.addLayer(this.#leaflet.marker(place, this.#optionsOf(mark))
        .on("click", () => this.#tell(told)));
    }
  }

  /** The name of the place, where all that a mark counts is said of one. */
  #nameOf({ claims }) {
    const places = new Set(claims.map((claim) => this.#record.claims[claim].landmark));
    const [landmark] = places;
    return places.size === 1 && landmark >= 0 ? this.#record.landmarks[landmark].name : null;
  }

  #optionsOf({ count, sure }) {
    const side = 2 * radiusOf(count);
    const { language } = this.#state;
    const dot = h(`span.fm-event${sure ? "" : ".fm-vague"}`, {},
      count > 1 && language.whole(count));
    return {
      pane: PANE, keyboard: false,
      icon: this.#leaflet.divIcon({ className: "fm-event-mark", html: dot, iconSize: [side, side] }),
    };
  }
}

/**
 * @param {any} Painter the class of a painter
 * @returns {any} the class of one that also marks the day's events
 */
export function withEvents(Painter) {
  return class extends Painter {
    #layer;

    /** @param {PainterParts} parts */
    constructor(parts) {
      super(parts);
      this.#layer = new EventLayer(parts);
    }

    /**
     * @param {NamedLandmark[]} landmarks
     * @param {PageState} state
     */
    mark(landmarks, state) {
      super.mark(landmarks);
      this.#layer.show(state);
    }

    /** @param {number|null} area */
    choose(area) {
      super.choose(area);
      this.#layer.tell(area);
    }
  };
}
