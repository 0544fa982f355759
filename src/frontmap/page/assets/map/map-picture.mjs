/**
 * The map as it is seen, as one SVG element that needs no style sheet: whatever the map's panes
 * have, in their order, of elements, canvases and texts, and what lies over it to be read.
 */

import { svg } from "../dom/elements.mjs";
import { elementsOver } from "./over-map.mjs";

/** What belongs to the pointer and not to the day, and pictures of other hosts. */
const LEFT_OUT = ".leaflet-tile-pane, .leaflet-tooltip-pane, .leaflet-popup-pane";
/** Properties that a style sheet may give, each with what it is where nobody gives it. */
const USUAL = {
  fill: "rgb(0, 0, 0)", "fill-opacity": "1", "fill-rule": "nonzero", stroke: "none",
  "stroke-width": "1px", "stroke-opacity": "1", "stroke-dasharray": "none",
  "stroke-linecap": "butt", "stroke-linejoin": "miter", opacity: "1", "paint-order": "normal",
};
const LETTERED = ["font-size", "font-weight", "font-family", "text-anchor"];
const HALO_WIDTH = 3;
/** From the middle of a line to its letters' base, in heights of the letters. */
const TO_BASE = 0.36;

/**
 * @param {HTMLElement} container of a Leaflet map
 * @returns {{element: SVGElement, width: number, height: number}}
 */
export function mapPicture(container) {
  const box = container.getBoundingClientRect();
  const [width, height] = [container.clientWidth, container.clientHeight];
  const panes = [...container.querySelectorAll(".leaflet-map-pane > .leaflet-pane")]
    .filter((pane) => !pane.matches(LEFT_OUT))
    .map((pane) => ({ pane, index: Number(getComputedStyle(pane).zIndex) || 0 }))
    .sort((one, other) => one.index - other.index);
  return {
    element: svg("svg", { width, height },
      svg("rect", { width, height, fill: getComputedStyle(container).backgroundColor }),
      panes.map(({ pane }) => partsIn(pane, box)),
      // what is pressed is of the page
      elementsOver(container).filter((over) => !over.querySelector("a, button"))
        .map((over) => partsIn(over, box))),
    width, height,
  };
}

/** What is drawn in an element, one after the other. */
function partsIn(element, box) {
  const style = getComputedStyle(element);
  if (style.display === "none" || style.visibility === "hidden") return [];
  if (element.matches("svg")) return fromSvg(element, box);
  if (element.matches("canvas")) return fromCanvas(element, box);
  return [
    groundOf(element, style, box),
    [...element.childNodes].filter((node) => node.nodeType === Node.TEXT_NODE && node.data.trim())
      .flatMap((text) => rangesOf(text, style)).map((line) => fromText(line, style, box)),
    [...element.children].map((child) => partsIn(child, box)),
  ];
}

/** Where something lies in the picture; null where it lies beyond. */
function placeIn({ left, top, width, height }, box) {
  const [x, y] = [left - box.left, top - box.top];
  const seen = x + width > 0 && y + height > 0 && x < box.width && y < box.height;
  return seen ? { x, y, width, height } : null;
}

/** The ground and the edge of an element; of some sides alone, as a bar of scale has it, lines. */
function groundOf(element, style, box) {
  const place = placeIn(element.getBoundingClientRect(), box);
  // many programs do not know a colour with an opacity in it
  const [, ink, opacity] = /^rgba\((.*), (\S+)\)$/.exec(style.backgroundColor) ?? [];
  const edges = ["Top", "Right", "Bottom", "Left"]
    .map((side) => Number.parseFloat(style[`border${side}Width`]));
  if (place === null || (opacity === "0" && !edges.some(Boolean))) return [];
  const { x, y, width, height } = place;
  const [edge] = edges;
  const isRound = edge > 0 && edges.every((one) => one === edge);
  const round = Number.parseFloat(style.borderTopLeftRadius);
  const stroke = style.borderTopColor;
  return [
    svg("rect", {
      ...place, fill: ink ? `rgb(${ink})` : style.backgroundColor, "fill-opacity": opacity,
      rx: style.borderTopLeftRadius.endsWith("%") ? width / 2 : round,
      stroke: isRound && stroke, "stroke-width": isRound && edge,
    }),
    edges.map((wide, at) => !isRound && wide > 0 && svg("path", {
      d: at % 2 ? `M${at > 1 ? x : x + width} ${y}v${height}` : `M${x} ${at > 1 ? y + height : y}h${width}`,
      stroke, "stroke-width": wide,
    })),
  ];
}

function fromCanvas(canvas, box) {
  const { left, top, width, height } = canvas.getBoundingClientRect();
  return svg("image", {
    x: left - box.left, y: top - box.top, width, height, href: canvas.toDataURL(),
  });
}

function fromSvg(element, box) {
  const { a, d, e, f } = element.getScreenCTM();
  const copy = svg("g", { transform: `matrix(${a} 0 0 ${d} ${e - box.left} ${f - box.top})` },
    [...element.children].map((child) => child.cloneNode(true)));
  const drawn = (root) => [...root.querySelectorAll("*")];
  const originals = drawn(element);
  drawn(copy).forEach((one, at) => keepLook(one, originals[at]));
  return copy;
}

/** Write a drawn element's look into its copy, and take out what is of the page. */
function keepLook(copy, original) {
  const style = getComputedStyle(original);
  const name = original.getAttribute("aria-label");
  for (const attribute of ["class", "style", "role", "tabindex", "aria-label", "data-area", "pointer-events"]) {
    copy.removeAttribute(attribute);
  }
  if (style.display === "none") copy.setAttribute("display", "none");
  if (original.matches("g, defs, defs *")) return;
  for (const [property, usual] of Object.entries(USUAL)) {
    const value = style.getPropertyValue(property);
    if (value === usual || value === "") copy.removeAttribute(property);
    else copy.setAttribute(property, value.replace(/"/g, ""));
  }
  if (original.matches("text")) {
    for (const property of LETTERED) copy.setAttribute(property, style.getPropertyValue(property));
  }
  if (name) copy.prepend(svg("title", {}, name));
}

/** The lines of a text, of which what is turned has one. */
function rangesOf(node, { transform }) {
  const lines = [];
  for (const { 0: word, index } of node.data.matchAll(/\S+/g)) {
    const range = document.createRange();
    range.setStart(node, index);
    range.setEnd(node, index + word.length);
    const { top, height } = range.getBoundingClientRect();
    const last = lines[lines.length - 1];
    const isBelow = last && transform === "none" && top > last.getBoundingClientRect().top + height / 2;
    if (last && !isBelow) last.setEnd(node, index + word.length);
    else lines.push(range);
  }
  return lines;
}

/** A line of a text with its halo. */
function fromText(range, style, box) {
  const place = placeIn(range.getBoundingClientRect(), box);
  if (place === null) return [];
  const size = Number.parseFloat(style.fontSize);
  const middle = { x: place.x + place.width / 2, y: place.y + place.height / 2 };
  const halo = /^rgba?\([^)]*\)/.exec(style.textShadow)?.[0] ?? null;
  return svg("text", {
    x: middle.x, y: middle.y + TO_BASE * size,
    "text-anchor": "middle", "font-family": style.fontFamily, "font-size": size,
    "font-weight": style.fontWeight, fill: style.color, stroke: halo,
    direction: style.direction === "rtl" && "rtl", transform: turnOf(style, middle),
    "stroke-width": halo && HALO_WIDTH, "stroke-linejoin": halo && "round",
    "paint-order": halo && "stroke",
  }, String(range));
}

/** A turn about the middle of a text, as a street's name has it; none where it is level. */
function turnOf({ transform }, { x, y }) {
  const [, across, down] = /^matrix\(([^,]+), ([^,]+),/.exec(transform) ?? ["", "1", "0"];
  const degrees = (Math.atan2(Number(down), Number(across)) * 180) / Math.PI;
  return degrees !== 0 && `rotate(${degrees.toFixed(1)} ${x.toFixed(1)} ${y.toFixed(1)})`;
}
