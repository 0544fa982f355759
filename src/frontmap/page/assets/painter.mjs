/**
 * The map itself, in SVG: one path per area, one for all edges, one for the front.
 *
 * A painter knows nothing of days and accounts. It is told which areas to show, what each looks
 * like, and which borders are front; whoever draws on a canvas offers the same functions.
 *
 * @typedef {{kind: string, inks: string[], about: string, name: string, code: string,
 *   holder: string, ink: string}} Look how an area is painted (a pattern and its colours), spoken
 *   and labelled; `holder` is the short code on the map, with a question mark where it is uncertain
 */

import { h } from "./dom.mjs";
import { placeLabels } from "./labels.mjs";
import { LEADING, widthOf } from "./lettering.mjs";
import { landmark, tags } from "./tags.mjs";
import { outline } from "./timeline.mjs";

const INK = "#1c1f24";
const PAPER = "#ffffff";
const SIGNAL = "#ffd21f";
const SHADE = "#6b5600";
/** Letter sizes of names and of codes, the best first, in shares of the page's own. */
const SIZES = [0.93, 0.82, 0.75];
const CODE_SIZES = [0.82, 0.75, 0.68];
/** Below this many pixels across, an area bears no label at all. */
const LEAST = 16;

/** Each pane's name and its place above the tiles; the later ones lie over the earlier. */
const PANES = { areas: 410, lines: 420, labels: 430 };

/**
 * Draw areas with Leaflet.
 *
 * @param {object} leaflet the library
 * @param {object} map a Leaflet map
 * @param {object} record the decoded payload
 * @param {{choose: (area: number) => void, coded: (areas: number[]) => void, drawer: object}} on
 *   `choose` is called by a click or Enter on an area, `coded` with the areas of which only the
 *   code finds room; `drawer` draws patterns and keeps clipping paths
 * @returns {object} the painter
 */
export function svgPainter(leaflet, map, record, on) {
  const panes = Object.fromEntries(Object.entries(PANES).map(([name, index]) => {
    const pane = map.createPane(`frontmap-${name}`);
    pane.style.zIndex = index;
    return [name, pane];
  }));
  panes.lines.style.pointerEvents = "none";
  panes.labels.style.pointerEvents = "none";
  panes.labels.classList.add("leaflet-zoom-hide", "frontmap-labels");
  const names = h("div");
  panes.labels.append(names);
  const areasRenderer = leaflet.svg({ pane: "frontmap-areas", padding: 0.6 });
  const linesRenderer = leaflet.svg({ pane: "frontmap-lines", padding: 0.6 });
  const exact = { smoothFactor: 0, noClip: true };
  const stroke = (color, weight, more = {}) => leaflet.polyline([], {
    ...exact, renderer: linesRenderer, pane: "frontmap-lines", interactive: false, color, weight,
    opacity: 1, lineCap: "butt", lineJoin: "round", ...more,
  });
  const lines = {
    edges: stroke(PAPER, 1.2),
    thin: stroke("#8d9197", 0.8),
    broken: stroke("#4b5058", 1.1, { dashArray: "5 4" }),
    ghostHalo: stroke(PAPER, 3.2),
    ghost: stroke(INK, 1.4, { className: "frontmap-ghost" }),
    frontHalo: stroke(PAPER, 6.6, { lineCap: "round" }),
    front: stroke(INK, 4, { lineCap: "round", className: "frontmap-front" }),
    chosenHalo: stroke(PAPER, 7),
    chosen: stroke("#1d4ed8", 3.5, { className: "frontmap-chosen" }),
  };
  const marks = leaflet.layerGroup([]);
  const outlines = leaflet.layerGroup([]);
  const shapes = new Map();
  const looks = new Map();
  const rings = new Map();
  const worded = new Map();
  const places = new Map();
  const candidates = new Map();
  let shown = [];
  let present = [];
  let changed = [];
  let urgent = new Set();
  let named = [];
  let labels = new Map();
  let listed = "";
  let reached = 0;
  let direction = "ltr";

  function ringsOf(area) {
    if (!rings.has(area)) rings.set(area, outline(record, area));
    return rings.get(area);
  }

  function bordersOf(areas) {
    const among = new Set(areas);
    return present.filter((border) => among.has(border.left) || among.has(border.right));
  }

  function isSchematic(area) {
    return area >= 0 && record.areas[area].outline === "schematic";
  }

  function shape(area) {
    if (shapes.has(area)) return shapes.get(area);
    const polygon = leaflet.polygon(ringsOf(area), {
      ...exact, renderer: areasRenderer, pane: "frontmap-areas", stroke: false, fill: true,
      fillOpacity: 1, className: "frontmap-area",
    });
    polygon.on("click", (event) => {
      leaflet.DomEvent.stopPropagation(event);
      on.choose(area);
    });
    polygon.bindTooltip(() => document.createTextNode(looks.get(area)?.about ?? ""), {
      sticky: true, className: "frontmap-tip", direction: "top", opacity: 1,
    });
    polygon.on("add", () => {
      const element = polygon.getElement();
      element.setAttribute("role", "button");
      element.setAttribute("tabindex", area === shown[reached] ? "0" : "-1");
      element.dataset.area = record.areas[area].id;
      element.addEventListener("keydown", (event) => {
        if (event.key === "Enter") on.choose(area);
        else if (event.key === "ArrowDown") reach(reached + 1);
        else if (event.key === "ArrowUp") reach(reached - 1);
        else return;
        event.preventDefault();
        event.stopPropagation();
      });
      element.addEventListener("focus", () => { reached = shown.indexOf(area); });
    });
    shapes.set(area, polygon);
    return polygon;
  }

  /** Let the tabulator key reach one area, and the arrow keys move on from it. */
  function reach(number) {
    const next = (number + shown.length) % shown.length;
    shape(shown[reached])?.getElement()?.setAttribute("tabindex", "-1");
    reached = next;
    const element = shape(shown[reached]).getElement();
    element.setAttribute("tabindex", "0");
    element.focus({ preventScroll: true });
  }

  function linesOf(borders) {
    return borders.map((border) => record.borders[border].line);
  }

  /** One wording of a label: the lines and the room that they take. */
  function wording(lines, share, isCode = false) {
    const width = Math.max(...lines.map(widthOf));
    return { lines, share, isCode, width: width * share, height: lines.length * share * LEADING };
  }

  function wordings(look) {
    const key = [look.name, look.code, look.holder].join("\n");
    if (!worded.has(key)) worded.set(key, listWordings(look));
    return worded.get(key);
  }

  function listWordings({ name, code, holder }) {
    const words = name.replace(/\s*\([^)]*\)/g, "").split(" ");
    const counts = [1, 2, 3, 4].filter((count) => count <= words.length);
    const names = counts.map((count) => broken(words, count));
    const held = holder ? [` · ${holder}`, holder] : [""];
    return [
      ...SIZES.flatMap((size) => names.flatMap((lines) => [
        wording([...lines.slice(0, -1), lines.at(-1) + held[0]], size),
        ...(holder ? [wording([...lines, holder], size)] : []),
      ])),
      ...(code ? CODE_SIZES : []).flatMap((size) => [
        wording([code + held[0]], size, true),
        ...(holder ? [wording([code, holder], size, true)] : []),
      ]),
      // who holds it says more than what it is called, which a touch tells
      ...(holder || code ? CODE_SIZES.map((size) => wording([holder || code], size, !holder)) : []),
      ...(holder && code ? [{ ...wording([code], CODE_SIZES[1], true), poor: true }] : []),
    ];
  }

  /** Where an area lies, in pixels; kept until the map is moved. */
  function placeOf(area) {
    if (!places.has(area)) {
      const outer = ringsOf(area).flat().map((ring) => ring.map((point) => {
        const at = map.latLngToLayerPoint(point);
        return [at.x, at.y];
      }));
      const across = outer[0].map(([x]) => x);
      const { x, y } = map.latLngToLayerPoint(record.areas[area].label);
      places.set(area, { x, y, rings: outer, size: Math.max(...across) - Math.min(...across) });
    }
    return places.get(area);
  }

  /** What an area's label may be; the same object as long as place, look and letters are. */
  function candidateOf(area, letters) {
    const look = looks.get(area);
    const kept = candidates.get(area);
    if (kept?.look === look && kept.letters === letters) return kept;
    const made = { key: area, look, letters, ...placeOf(area), wordings: wordings(look) };
    candidates.set(area, made);
    return made;
  }

  function label() {
    const letters = Number.parseFloat(getComputedStyle(map.getContainer()).fontSize);
    const all = shown.filter((area) => looks.has(area) && placeOf(area).size >= LEAST)
      .map((area) => candidateOf(area, letters));
    for (const candidate of all) candidate.urgent = urgent.has(candidate.key);
    const across = map.getSize();
    const middle = map.containerPointToLayerPoint(across.divideBy(2));
    const frame = { x: middle.x, y: middle.y, width: across.x, height: across.y };
    const placed = [];
    const chosen = placeLabels(all, placed, frame);
    const before = labels;
    labels = new Map();
    for (const { key, look, wordings: words, x, y } of all) {
      if (!chosen.has(key)) continue;
      const { lines: texts, share, isCode } = words[chosen.get(key)];
      const dark = look.ink === PAPER ? ".on-dark" : "";
      // a label that stays as it was is not laid out again
      const text = [x, y, letters * share, dark, direction, isCode, ...texts].join("\n");
      const old = before.get(key);
      if (old?.text === text) {
        labels.set(key, old);
        continue;
      }
      const element = h(`div.frontmap-label${dark}`,
        { dir: direction, "aria-hidden": "true" }, texts.map((line) => h("span", {}, line)));
      element.style.left = `${x}px`;
      element.style.top = `${y}px`;
      element.style.fontSize = `${letters * share}px`;
      panes.labels.append(element);
      labels.set(key, { text, element, isCode });
    }
    for (const [key, { element }] of before) {
      if (labels.get(key)?.element !== element) element.remove();
    }
    names.replaceChildren(...tags(named, (position) => map.latLngToLayerPoint(position), {
      letters, placed, frame,
    }));
    const coded = [...labels].filter(([, { isCode }]) => isCode).map(([area]) => area);
    const list = [direction, ...coded].join();
    if (list !== listed) on.coded(coded);
    listed = list;
  }

  /** Outline what changed on the inside of its edge, so that the front beside it stays whole. */
  function outlineChanged() {
    outlines.clearLayers();
    const clips = changed.map((area) => {
      const path = shape(area).getElement()?.getAttribute("d") ?? "";
      const clip = on.drawer.clip(`changed-${area}`, path);
      const closed = ringsOf(area).flat().map((ring) => [...ring, ring[0]]);
      for (const [color, weight] of [[SHADE, 12.6], [SIGNAL, 11], [PAPER, 5]]) {
        const line = stroke(color, weight, { className: "frontmap-changed" }).setLatLngs(closed);
        outlines.addLayer(line);
        line.getElement().setAttribute("clip-path", clip);
      }
      return clip;
    });
    for (const line of [...Object.values(lines), ...marks.getLayers()]) line.bringToFront();
    on.drawer.keepClips(clips);
  }

  map.on("moveend viewreset", () => {
    places.clear();
    candidates.clear();
    label();
  });
  // Leaflet writes its paths anew at the end of a move; clips follow when all of it is done
  map.on("moveend", () => queueMicrotask(outlineChanged));

  return {
    /** Show these areas and no others, on a day on which these borders are there. */
    show(areas, numbers, reading) {
      direction = reading;
      const kept = new Set(areas);
      if (shown.length > 0) shape(shown[reached]).getElement()?.setAttribute("tabindex", "-1");
      for (const area of shown) if (!kept.has(area)) shape(area).remove();
      shown = areas;
      present = numbers.map((border) => record.borders[border]);
      reached = 0;
      for (const area of shown) shape(area).addTo(map);
      if (shown.length > 0) shape(shown[0]).getElement()?.setAttribute("tabindex", "0");
      const borders = bordersOf(areas);
      const broken = (border) => isSchematic(border.left) || isSchematic(border.right);
      lines.edges.setLatLngs(borders.filter((border) => !broken(border)).map(({ line }) => line));
      lines.broken.setLatLngs(borders.filter(broken).map(({ line }) => line));
      for (const line of [outlines, ...Object.values(lines), marks]) line.addTo(map);
    },

    /** Paint one area; nothing else is touched. */
    paint(area, look) {
      looks.set(area, look);
      const polygon = shape(area);
      polygon.setStyle({ fillColor: on.drawer.fill(look.kind, look.inks), interactive: true });
      const element = polygon.getElement();
      element?.setAttribute("aria-label", look.about);
    },

    /**
     * Draw the day's lines: the front, yesterday's where it is no more, what changed.
     *
     * @returns {boolean} whether other areas than before need a label above all
     */
    draw(day) {
      lines.front.setLatLngs(linesOf(day.front));
      lines.frontHalo.setLatLngs(linesOf(day.front));
      lines.ghost.setLatLngs(linesOf(day.ghost));
      lines.ghostHalo.setLatLngs(linesOf(day.ghost));
      const empty = shown.filter((area) => looks.get(area)?.kind === "empty");
      lines.thin.setLatLngs(bordersOf(empty).map(({ line }) => line));
      changed = day.changed;
      outlineChanged();
      const before = [...urgent].join();
      urgent = new Set([...changed, ...day.front.flatMap((border) => (
        [record.borders[border].left, record.borders[border].right]))]);
      return before !== [...urgent].join();
    },

    /** Mark the places that the day's claims name. */
    mark(landmarks) {
      marks.clearLayers();
      for (const { line } of landmarks) {
        marks.addLayer(landmark(leaflet, line, {
          pane: "frontmap-lines", renderer: linesRenderer,
        }));
      }
      named = landmarks;
    },

    /** Ring the chosen area; null for none. */
    choose(area) {
      const ring = area === null ? [] : ringsOf(area).flat().map((one) => [...one, one[0]]);
      lines.chosenHalo.setLatLngs(ring);
      lines.chosen.setLatLngs(ring);
      if (area !== null && shown.includes(area)) {
        shape(shown[reached]).getElement()?.setAttribute("tabindex", "-1");
        reached = shown.indexOf(area);
        shape(area).getElement()?.setAttribute("tabindex", "0");
      }
    },

    /** Put the labels anew, after areas were painted. */
    label(reading) {
      direction = reading;
      label();
    },
  };
}

/** Break words into so many lines, as evenly as their lengths allow. */
function broken(words, count) {
  const room = words.join(" ").length / count;
  const lines = [];
  for (const word of words) {
    const open = lines.length > 0 && lines.at(-1).length + word.length / 2 < room;
    if (open || lines.length === count) lines.push(`${lines.pop()} ${word}`);
    else lines.push(word);
  }
  return lines;
}
