/**
 * Printing: the whole episode on a map that the paper has room for, and what the reader has open.
 *
 * @import { MapPanel } from "../map/map-panel.mjs"
 * @import { SidePanel } from "../view/side-panel.mjs"
 */

/** The least that paper shows of a canvas, in its pixels to one of the page's. */
const ON_PAPER = 3;

export class Printing {
  #root;
  #mapPanel;
  #sidePanel;
  /** Where the map looked before; null while nothing is printed. */
  #before = null;

  /**
   * @param {HTMLElement} root
   * @param {MapPanel} mapPanel
   * @param {SidePanel} sidePanel
   */
  constructor(root, mapPanel, sidePanel) {
    this.#root = root;
    this.#mapPanel = mapPanel;
    this.#sidePanel = sidePanel;
    window.addEventListener("beforeprint", () => this.#toPaper());
    window.addEventListener("afterprint", () => this.#fromPaper());
  }

  #toPaper() {
    this.#before ??= this.#mapPanel.view;
    this.#root.classList.add("fm-printing");
    this.#root.classList.toggle("fm-with-sources", this.#sidePanel.tellsSources);
    this.#mapPanel.resize();
    this.#mapPanel.fit();
    // the browser waits for no frame before it prints
    this.#mapPanel.paintNow(ON_PAPER);
  }

  #fromPaper() {
    if (this.#before === null) return;
    this.#root.classList.remove("fm-printing");
    this.#mapPanel.resize();
    this.#mapPanel.view = this.#before;
    this.#mapPanel.paintNow(0);
    this.#before = null;
  }
}
