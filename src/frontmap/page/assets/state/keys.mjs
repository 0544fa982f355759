/**
 * What a key does on the page. Pure: no DOM.
 *
 * @typedef {object} Pressed
 * @property {string} key
 * @property {boolean} shift
 * @property {boolean} isRightToLeft whether time runs from right to left
 * @property {boolean} onControl whether a button or a link has the focus, which the space presses
 * @property {boolean} onTime whether the focus is by the map or under it, where nothing scrolls
 */

/**
 * @param {Pressed} pressed
 * @returns {string|undefined} a step as `dayAfterStep` knows it, `play`, `close`, or nothing
 */
export function actionOf({ key, shift, isRightToLeft, onControl, onTime }) {
  const forward = shift ? "nextChange" : "nextDay";
  const backward = shift ? "previousChange" : "previousDay";
  const actions = {
    ArrowRight: isRightToLeft ? backward : forward,
    ArrowLeft: isRightToLeft ? forward : backward,
    Home: "first",
    End: "last",
    Escape: "close",
    " ": onControl ? undefined : "play",
    PageUp: onTime ? "previousChange" : undefined,
    PageDown: onTime ? "nextChange" : undefined,
  };
  return Object.hasOwn(actions, key) ? actions[key] : undefined;
}
