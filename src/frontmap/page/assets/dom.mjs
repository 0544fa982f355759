/** Building elements without markup in strings: text stays text. */

const SVG = "http://www.w3.org/2000/svg";

/**
 * Make an element.
 *
 * @param {string} kind a tag and, after full stops, its classes: `button.step`
 * @param {object} [attributes] names and values; `onclick` and its like are listeners; false and
 *   null leave an attribute out, true writes it empty
 * @param {...(Node|string|null|false|Array)} children
 * @returns {HTMLElement}
 */
export function h(kind, attributes = {}, ...children) {
  const [tag, ...classes] = kind.split(".");
  return filled(document.createElement(tag), classes, attributes, children);
}

/**
 * Make an SVG element; the same arguments as `h`.
 *
 * @returns {SVGElement}
 */
export function svg(kind, attributes = {}, ...children) {
  const [tag, ...classes] = kind.split(".");
  return filled(document.createElementNS(SVG, tag), classes, attributes, children);
}

function filled(element, classes, attributes, children) {
  if (classes.length > 0) element.setAttribute("class", classes.join(" "));
  for (const [name, value] of Object.entries(attributes)) {
    if (value === false || value === null || value === undefined) continue;
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else element.setAttribute(name, value === true ? "" : String(value));
  }
  element.append(...children.flat(Infinity).filter((child) => child || child === 0));
  return element;
}

/**
 * Put new children in the place of the old ones.
 *
 * @param {Element} element
 * @param {...(Node|string|null|false|Array)} children
 */
export function refill(element, ...children) {
  element.replaceChildren(...children.flat(Infinity).filter((child) => child || child === 0));
}
