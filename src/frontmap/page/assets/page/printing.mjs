/**
 * Printing: the whole episode on a map that the paper has room for, and all that is folded.
 *
 * @import { MapPanel } from "../map/map-panel.mjs"
 * @import { SidePanel } from "../view/side-panel.mjs"
 */

export class Printing {
  #root;
  #mapPanel;
  #sidePanel;
  /** What the page showed before; null while it does not print. */
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
    this.#before ??= { view: this.#mapPanel.view, open: this.#sidePanel.open };
    this.#sidePanel.open = this.#before.open.map(() => true);
    this.#root.classList.add("fm-printing");
    this.#mapPanel.resize();
    this.#mapPanel.fit();
  }

  #fromPaper() {
    if (this.#before === null) return;
    const { view, open } = this.#before;
    this.#before = null;
    this.#sidePanel.open = open;
    this.#root.classList.remove("fm-printing");
    this.#mapPanel.resize();
    this.#mapPanel.view = view;
  }
}
