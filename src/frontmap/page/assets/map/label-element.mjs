/**
 * A label as an element.
 *
 * @import { Label } from "./labels.mjs"
 */

import { h } from "../dom/elements.mjs";

/**
 * @param {Label} label
 * @param {HTMLElement|null} code where it says who holds the area; null where it never does
 * @param {"ltr"|"rtl"} dir
 * @returns {HTMLElement}
 */
export function labelElement({ x, y, width, leader, wording: { lines, size, code: where } }, code, dir) {
  const last = lines.length - 1;
  const element = h("div", { dir, "aria-hidden": "true" },
    lines.map((line, at) => h("span", {}, line, where === "beside" && at === last && code)),
    (where === "below" || where === "instead") && h("span", {}, code));
  const side = leader ? Math.sign(Math.round(leader[0] - leader[2])) : 0;
  // towards its area, so that the leader meets it with a code and without
  element.style.left = `${x + (side * width) / 2}px`;
  element.style.top = `${y}px`;
  if (leader) element.style.transform = `translate(${-50 - 50 * side}%,-50%)`;
  element.style.fontSize = `${size}px`;
  return element;
}
