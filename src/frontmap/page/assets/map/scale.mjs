/**
 * Leaflet's bar of scale, in the words of the page's language.
 *
 * @import { Language } from "../state/language.mjs"
 */

/**
 * @param {any} leaflet the library
 * @param {() => Language} languageNow
 * @returns {any} a class of controls
 */
export function scaleIn(leaflet, languageNow) {
  return leaflet.Control.Scale.extend({
    options: { imperial: false },
    _updateMetric(most) {
      const metres = this._getRoundNum(most);
      const [number, unit] = metres < 1000 ? [metres, "unit.m"] : [metres / 1000, "unit.km"];
      const language = languageNow();
      this._updateScale(this._mScale, `${number} ${language.word(unit)}`, metres / most);
    },
  });
}
