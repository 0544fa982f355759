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

/** Whose place is less sure than this, in metres, has a hollow dot; so has a whole street. */
const SURE = 100;
/** How far beyond the map's edges marks are drawn, as a share of its size. */
const SEEN_BEYOND = 0.1;
/** How far from its place a dot may stand, in pixels, where a label has that. */
const FROM_PLACE = [10, 20, 34, 56, 80];

function samples() {
  return [h("span.fm-event"), h("span.fm-event.fm-vague")];
}

class EventLayer {
  #map;
  #onPlace;
  #record;
  #tell;
  #byDay;
  /** How many events there are, on the map and above what was said of the day. */
  #key = h("div.fm-event-key");
  #note = h("p.fm-event-note");
  #list = h("section.fm-event-list");
  /** @type {PageState} */
  #state;
  /** @type {Event[]} */
  #events = [];
  /** @type {NamedLandmark} another one when there are other dots */
  #dots = () => [];

  /** @param {PainterParts} parts */
  constructor({ map, record, tell, onPlace }) {
    this.#map = map;
    this.#onPlace = onPlace;
    this.#record = record;
    this.#tell = tell;
    this.#byDay = eventsByDay(record.events ?? []);
  }

  /**
   * @param {PageState} state whose day, account or language is another
   * @returns {NamedLandmark} what writes the dots
   */
  show(state) {
    const { account, day, language } = state;
    const voices = voicesOf(this.#record, account);
    const told = ({ claim }) => voices === null || voices.has(this.#record.claims[claim].voice);
    this.#state = state;
    const reported = (this.#byDay.get(day) ?? []).filter(told);
    const named = placesOn(state).flatMap((place) => this.#eventsOf(place))
      .filter(({ claim }) => reported.every((event) => event.claim !== claim));
    const isOther = this.#events.length + reported.length + named.length > 0;
    this.#events = [...reported, ...named];
    if (isOther) this.#dots = (room) => this.#write(room);
    const count = (key, { length }) => (
      h("div", { hidden: length === 0 && key === "event.places.count" },
        language.sentence(key, { count: language.whole(length) })));
    const counts = [this.#byDay.size > 0 && count("event.marks.count", reported),
      count("event.places.count", named)].filter(Boolean);
    const seen = counts.filter(({ hidden }) => !hidden);
    this.#key.hidden = seen.length === 0;
    refill(this.#key, samples(), h("div", {}, counts));
    refill(this.#note, samples(), seen.map((one) => one.cloneNode(true)),
      language.word("event.marks.definition"));
    this.#page?.querySelector(".fm-map-legend")?.append(this.#key);
    if (seen.length > 0) this.#page?.querySelector(".fm-reports")?.prepend(this.#note);
    this.tell(state.area);
    return this.#dots;
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

  /**
   * Write the dots, each on its place or, where a label stands there, near it. What they say stands in
   * the day's text and in the cards, too, and a list opens it.
   */
  #write(room) {
    const view = this.#map.getBounds().pad(SEEN_BEYOND);
    // in pixels of the world: the same dots are one mark wherever the map came from
    const dots = this.#events.filter(({ place }) => view.contains(place))
      .map(({ place, sure, claim }) => ({ ...this.#map.project(place), sure, claims: [claim] }));
    // the one that counts most has the first choice of room, and is drawn last
    return marksOf(dots).map((mark) => {
      const { lat, lng } = this.#map.unproject([mark.x, mark.y]);
      /** @type {[number, number]} */
      const place = [lat, lng];
      const told = { place, name: this.#nameOf(mark), text: null, claims: mark.claims };
      const side = 2 * radiusOf(mark.count);
      return this.#onPlace(this.#markElement(mark, side, told), room.placeOf(place), side, room,
        { ways: FROM_PLACE });
    }).reverse().flat();
  }

  /** The name of the place, where all that a mark counts is said of one. */
  #nameOf({ claims }) {
    const places = new Set(claims.map((claim) => this.#record.claims[claim].landmark));
    const [landmark] = places;
    return places.size === 1 && landmark >= 0 ? this.#record.landmarks[landmark].name : null;
  }

  #markElement({ count, sure }, side, told) {
    const { language } = this.#state;
    const element = h("div.fm-event-mark", {
      "aria-hidden": "true",
      onclick: (event) => {
        event.stopPropagation();
        this.#tell(told);
      },
    }, h(`span.fm-event${sure ? "" : ".fm-vague"}`, {}, count > 1 && language.whole(count)));
    element.style.width = `${side}px`;
    element.style.height = `${side}px`;
    return element;
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
      super.mark([this.#layer.show(state), ...landmarks]);
    }

    /** @param {number|null} area */
    choose(area) {
      super.choose(area);
      this.#layer.tell(area);
    }
  };
}
