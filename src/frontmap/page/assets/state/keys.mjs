/**
 * What a key does on the page. Pure: no DOM.
 *
 * @typedef {object} Pressed
 * @property {string} key
 * @property {boolean} shift
 * @property {boolean} isRightToLeft whether time runs from right to left
 * @property {boolean} onControl whether a button or a link has the focus, which the space presses
 */

/**
 * @param {Pressed} pressed
 * @returns {string|undefined} a step as `dayAfterStep` knows it, `play`, `close`, `search`, `help`
 *   or nothing
 */
export function actionOf({ key, shift, isRightToLeft, onControl }) {
  const forward = shift ? "nextChange" : "nextDay";
  const backward = shift ? "previousChange" : "previousDay";
  const actions = {
    ArrowRight: isRightToLeft ? backward : forward,
    ArrowLeft: isRightToLeft ? forward : backward,
    Home: "first",
    End: "last",
    Escape: "close",
    " ": onControl ? undefined : "play",
    // the two keys that a presenter's clicker has
    PageUp: "previousChange",
    PageDown: "nextChange",
    "/": "search",
    "?": "help",
  };
  return Object.hasOwn(actions, key) ? actions[key] : undefined;
}
