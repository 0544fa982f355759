/**
 * Building elements without markup in strings, so that text stays text.
 *
 * @import { Language } from "../state/language.mjs"
 * @import { Text } from "../state/payload.mjs"
 *
 * @typedef {Node|string|number|boolean|null|undefined|any[]} Child lists of children may be nested
 */

const SVG_NAMES = "http://www.w3.org/2000/svg";

/**
 * Make an element.
 *
 * @param {string} kind a tag and, after full stops, its classes: `button.fm-step`
 * @param {{[name: string]: any}} [attributes] names and values; `onclick` and its like are
 *   listeners; false and null leave an attribute out, true writes it empty
 * @param {...Child} children
 * @returns {any} an HTMLElement; which one the tag says
 */
export function h(kind, attributes = {}, ...children) {
  const [tag, ...classes] = kind.split(".");
  return filled(document.createElement(tag), classes, attributes, children);
}

/**
 * Make an SVG element.
 *
 * @param {string} kind
 * @param {{[name: string]: any}} [attributes]
 * @param {...Child} children
 * @returns {any} an SVGElement; which one the tag says
 */
export function svg(kind, attributes = {}, ...children) {
  const [tag, ...classes] = kind.split(".");
  return filled(document.createElementNS(SVG_NAMES, tag), classes, attributes, children);
}

function filled(element, classes, attributes, children) {
  if (classes.length > 0) element.setAttribute("class", classes.join(" "));
  for (const [name, value] of Object.entries(attributes)) {
    if ((value ?? false) === false) continue;
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else element.setAttribute(name, value === true ? "" : String(value));
  }
  element.append(...present(children));
  return element;
}

/**
 * Put new children in the place of the old ones.
 *
 * @param {Element} element
 * @param {...Child} children
 */
export function refill(element, ...children) {
  element.replaceChildren(...present(children));
}

/**
 * Write a text into an element that holds nothing else, unless it stands there: a text node that is
 * written is laid out in half the time of a new one, and one that stays not at all.
 *
 * @param {Element} element
 * @param {string} text
 */
export function writeText(element, text) {
  const node = /** @type {any} */ (element.firstChild);
  if (node === null) element.append(text);
  else if (node.data !== text) node.data = text;
}

/**
 * Write an attribute, unless it is so already.
 *
 * @param {Element} element
 * @param {string} name
 * @param {string} value
 */
export function writeAttribute(element, name, value) {
  if (element.getAttribute(name) !== value) element.setAttribute(name, value);
}

/**
 * Hide an element or show it, unless it is so already: a browser styles anew what is written again.
 *
 * @param {HTMLElement} element
 * @param {boolean} hidden
 */
export function writeHidden(element, hidden) {
  if (element.hidden !== hidden) element.hidden = hidden;
}

/**
 * Let these elements stand in a list, in their order, and leave those alone that do.
 *
 * @param {Element} list
 * @param {Element[]} elements
 */
export function arrange(list, elements) {
  const kept = new Set(elements);
  for (const child of [...list.children]) if (!kept.has(child)) child.remove();
  elements.forEach((element, at) => {
    const there = list.children[at] ?? null;
    if (there !== element) list.insertBefore(element, there);
  });
}

/** @returns {any[]} */
function present(children) {
  return children.flat(Infinity).filter((child) => child || child === 0);
}

/**
 * A text as a node; one that is there in another language only is marked as such. One in a language
 * that frontmap has no words in stands among words of another, and says which it is.
 *
 * @param {Language} language
 * @param {Text} text
 * @returns {Node}
 */
export function textNode(language, text) {
  const other = language.otherOf(text);
  if (other === null) return document.createTextNode(language.plain(text));
  if (other.code === language.code) {
    return h("bdi", { lang: other.code, dir: other.direction }, language.plain(text));
  }
  return h("span.fm-other-language", {
    lang: other.code, dir: other.direction, title: language.word(other.marked),
  }, language.plain(text), h("span.fm-language-mark", {}, other.mark));
}
