/**
 * Who moves the map: two fingers, the mouse, the wheel with Ctrl, or the buttons. One finger and the
 * wheel alone go on scrolling the page, and a hint says what moves the map.
 */

import { h, refill } from "../dom/elements.mjs";

/** How long a hint stands, in milliseconds, and how far a finger goes before it, in pixels. */
const HINTED = 1800;
const SLIP = 12;
/** What on a Leaflet map only a reader sets off. */
const MOVES = "dragstart dblclick boxzoomend";

export class Gestures {
  #hint = h("p.fm-hint", { "aria-hidden": "true", hidden: true });
  #timer = 0;
  /** Where the one finger began; null while there is none, or once the hint is shown. */
  #from = null;
  #moved;
  /** What the hints say. */
  words = { wheel: "", fingers: "" };

  /**
   * @param {any} map a Leaflet map
   * @param {HTMLElement} stage the element round the map, which hears of everything first
   * @param {() => void} moved is called when a reader moves the map
   */
  constructor(map, stage, moved) {
    this.#moved = moved;
    stage.append(this.#hint);
    map.on(MOVES, moved);
    map.getContainer().querySelector(".leaflet-control-zoom")
      ?.addEventListener("click", moved, { capture: true });
    stage.addEventListener("wheel", (event) => this.#onWheel(event), { capture: true });
    stage.addEventListener("touchstart", (event) => this.#onTouch(event), { capture: true });
    stage.addEventListener("touchmove", (event) => this.#onFinger(event), { passive: true });
  }

  #onWheel(event) {
    if (event.ctrlKey || event.metaKey) {
      this.#moved();
      return;
    }
    event.stopPropagation();
    this.#say(this.words.wheel);
  }

  /** Leaflet hears of two fingers only: with one it would drag the map, and hold the page. */
  #onTouch(event) {
    const one = event.touches.length === 1;
    const { clientX, clientY } = event.touches[0];
    this.#from = one ? [clientX, clientY] : null;
    if (one) event.stopPropagation();
    else this.#moved();
  }

  #onFinger(event) {
    if (this.#from === null) return;
    const [finger] = event.touches;
    const [x, y] = this.#from;
    if (Math.hypot(finger.clientX - x, finger.clientY - y) < SLIP) return;
    this.#from = null;
    this.#say(this.words.fingers);
  }

  #say(text) {
    refill(this.#hint, text);
    this.#hint.hidden = false;
    window.clearTimeout(this.#timer);
    this.#timer = window.setTimeout(() => { this.#hint.hidden = true; }, HINTED);
  }
}
