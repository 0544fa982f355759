/**
 * Bringing an episode into view: all that it is about, and what lies around as far as it is near.
 *
 * @import { AtlasRecord, Episode } from "../state/payload.mjs"
 */

import { bordersOf, boxOf } from "./geometry.mjs";

/** By how much what lies around may widen the view of what an episode is about. */
const WIDENED = 0.25;
/** What is left free round what is in view, in pixels. */
const FREE = 16;
/** What is left free on the left, for leaders, when the map makes room on the right. */
const FREE_BESIDE = 76;

export class Framing {
  #leaflet;
  #map;
  #record;
  /** Whether the episode is in view as `fit` left it, and no reader has moved the map since. */
  fitted = false;

  /**
   * @param {any} leaflet the library
   * @param {any} map a Leaflet map
   * @param {AtlasRecord} record
   */
  constructor(leaflet, map, record) {
    this.#leaflet = leaflet;
    this.#map = map;
    this.#record = record;
  }

  /**
   * Move the map, as little as is enough, until something is in view that a reader went to.
   *
   * @param {number[][]} lines each as latitude, longitude, latitude …
   * @param {number} [least] so many pixels across at least
   */
  reveal(lines, least = 0) {
    const [south, west, north, east] = boxOf(lines);
    const bounds = this.#leaflet.latLngBounds([[south, west], [north, east]]);
    const [from, to] = [bounds.getNorthWest(), bounds.getSouthEast()]
      .map((corner) => this.#map.latLngToContainerPoint(corner));
    const [across, down] = [to.x - from.x, to.y - from.y];
    const small = Math.max(across, down) < least;
    if (!small && this.#map.getBounds().contains(bounds)) return;
    this.fitted = false;
    const room = this.#map.getSize().subtract([2 * FREE, 2 * FREE]);
    if (small || across > room.x || down > room.y) {
      const nearer = small ? Math.log2((2 * least) / Math.max(across, down, 1)) : 0;
      const zoom = Math.min(this.#map.getZoom() + nearer, this.#map.getMaxZoom());
      this.#map.setView(bounds.getCenter(), zoom, { animate: false });
      return;
    }
    this.#map.panBy(["x", "y"].map((axis) => (
      Math.min(0, from[axis] - FREE) + Math.max(0, to[axis] - FREE - room[axis]))),
    { animate: false });
  }

  /**
   * Bring an episode into view, aside as far as there is room beside something on the right.
   *
   * @param {Episode} episode
   * @param {number} beside how much room that takes, in pixels
   */
  fit(episode, beside) {
    if (this.#map.getPane("mapPane").classList.contains("leaflet-zoom-anim")) {
      // at its end a zoom would bring the map back to where it goes
      this.#map.once("moveend", () => this.fit(episode, beside));
      return;
    }
    const { view, whole } = this.#viewOf(episode);
    const { x, y } = this.#map.getSize();
    this.fitted = true;
    if (Math.min(x, y) <= 2 * FREE) {
      // in a frame that is not seen yet; what fits is found when it has a size
      this.#map.setView(view.getCenter(), 0, { animate: false });
      return;
    }
    this.#map.fitBounds(view, { animate: false, padding: [FREE, FREE] });
    const shown = this.#map.getPixelBounds();
    const [from, to] = [whole.getNorthWest(), whole.getSouthEast()]
      .map((corner) => this.#map.project(corner));
    // rather what lies around on one side than nothing on the other
    this.#map.panBy(["x", "y"].map((axis) => {
      const before = from[axis] - FREE - shown.min[axis];
      const after = shown.max[axis] - to[axis] - FREE;
      return before > 0 ? Math.min(before, Math.max(0, -after))
        : -Math.min(-before, Math.max(0, after));
    }), { animate: false });
    this.#moveAside(whole, beside);
  }

  #moveAside(whole, beside) {
    const [left, right] = [whole.getNorthWest(), whole.getSouthEast()]
      .map((corner) => this.#map.latLngToContainerPoint(corner).x);
    const aside = Math.min(beside - (this.#map.getSize().x - right), left - FREE_BESIDE);
    if (aside > 0) this.#map.panBy([aside, 0], { animate: false });
  }

  /** What an episode is about with what is near, and all that it shows, as Leaflet's bounds. */
  #viewOf({ areas, view: [west, south, east, north] }) {
    const all = this.#record.borders.map((_, border) => border);
    const [low, left, high, right] = boxOf(bordersOf(this.#record, all, areas)
      .map((border) => this.#record.borders[border].flat));
    const corners = [[low, left], [high, right]];
    const [up, across] = [(north - south) * WIDENED, (east - west) * WIDENED];
    const near = ([lat, lon]) => [
      Math.min(north + up, Math.max(south - up, lat)),
      Math.min(east + across, Math.max(west - across, lon)),
    ];
    return {
      view: this.#leaflet.latLngBounds([[south, west], [north, east], ...corners.map(near)]),
      whole: this.#leaflet.latLngBounds(corners),
    };
  }
}
