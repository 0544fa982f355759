/**
 * The map itself on a canvas: for more areas than a browser can keep as elements.
 *
 * It offers what `painter.mjs` does. The cells stand on one canvas, on which a step over-paints
 * those that changed; the day's lines stand on another, which a step draws anew. A label is
 * there only where it fits inside its cell, and is painted with it: a code without room for a list
 * of codes would tell nobody anything, so that small cells bear the holder's letters or nothing.
 */

import {
  boxOf, boxRound, isWithin, pixelLine, pixelRings, walkRing, worldLine,
} from "./cells.mjs";
import { h } from "./dom.mjs";
import { placeLabels } from "./labels.mjs";
import { FONT, LEADING, widthOf } from "./lettering.mjs";
import { landmark, tags } from "./tags.mjs";

const INK = "#1c1f24";
const PAPER = "#ffffff";
const SIGNAL = "#ffd21f";
const CHOSEN = "#1d4ed8";
/** Beside the signal, so that it stands out on pale grounds too. */
const RIM = "#6b5600";
const FAINT = "#8d9197";
const BROKEN = "#4b5058";
/** Round dark and light letters. */
const GLOW = "rgb(255 255 255 / 75%)";
const SHADE = "rgb(28 31 36 / 55%)";
/** The size of a label's letters, in shares of the page's own. */
const SHARE = 0.82;
/** Below this many pixels across, a cell bears no label at all. */
const LEAST = 16;
/** Cells of this many pixels across get lines of full weight; smaller ones get thinner lines. */
const FULL = 36;
const THINNEST = 0.3;
/** From this weight on lines have halos. */
const HALOED = 0.5;
/** The pixels after which a pattern repeats. */
const REPEAT = 12;
/** The canvases reach beyond the window by this share of it, to be there when it is moved. */
const BEYOND = 0.1;
/** The lines are cleared and drawn again in squares of this many pixels. */
const SQUARE = 32;
/** How far the widest line reaches beyond its middle, in pixels. */
const REACH = 5;
/** No window has as many squares beside each other. */
const COLUMNS = 1024;

/**
 * Draw areas on canvases over a Leaflet map.
 *
 * @param {object} leaflet the library
 * @param {object} map a Leaflet map
 * @param {object} record the decoded payload
 * @param {{choose: (area: number) => void}} on `choose` is called by a click or Enter on an area
 * @returns {object} the painter
 */
export function canvasPainter(leaflet, map, record, on) {
  const pane = map.createPane("frontmap-canvas");
  pane.style.zIndex = 410;
  const ground = h("canvas.leaflet-zoom-hide", { "aria-hidden": "true" });
  const over = h("canvas.leaflet-zoom-hide", { tabindex: 0, role: "img" });
  const spoken = h("p.unseen", { "aria-live": "polite" });
  for (const canvas of [ground, over]) canvas.style.position = "absolute";
  pane.append(ground, over, spoken);
  const cells = ground.getContext("2d");
  const lines = over.getContext("2d");
  const places = map.createPane("frontmap-places");
  places.style.zIndex = 420;
  places.style.pointerEvents = "none";
  const names = map.createPane("frontmap-names");
  names.style.zIndex = 430;
  names.style.pointerEvents = "none";
  names.classList.add("leaflet-zoom-hide");
  const renderer = leaflet.svg({ pane: "frontmap-places" });
  const marks = leaflet.layerGroup([]).addTo(map);
  const tip = leaflet.tooltip({ className: "frontmap-tip", direction: "top", opacity: 1 });

  const world = record.borders.map(({ flat }) => worldLine(flat));
  const isSchematic = (area) => area >= 0 && record.areas[area].outline === "schematic";
  const looks = new Map();
  const tiles = new Map();
  const dirty = new Set();
  const labelled = new Map();
  let view = { scale: 1, left: 0, top: 0 };
  let pixels = [];
  let rings = [];
  let paths = [];
  let boxes = [];
  let rooms = [];
  let touched = [];
  let weight = 1;
  let shown = [];
  let schematic = [];
  let named = [];
  let day = { front: [], ghost: [], changed: [] };
  let drawn = null;
  let chosen = null;
  let reached = null;
  let stale = true;
  let restroke = false;
  let frame = 0;

  function lineOf(border) {
    pixels[border] ??= pixelLine(world[border], view);
    return pixels[border];
  }

  function ringsOf(area) {
    rings[area] ??= pixelRings(record.areas[area].rings, lineOf);
    return rings[area];
  }

  function pathOf(area) {
    if (!paths[area]) {
      const path = new Path2D();
      for (const ring of record.areas[area].rings.flat()) {
        let begun = false;
        walkRing(ring, lineOf, (x, y) => {
          if (begun) path.lineTo(x, y);
          else path.moveTo(x, y);
          begun = true;
        });
        path.closePath();
      }
      paths[area] = path;
    }
    return paths[area];
  }

  function pathAlong(borders) {
    const path = new Path2D();
    for (const border of borders) trace(path, lineOf(border));
    return path;
  }

  /** What a context takes as `fillStyle`; see `patterns.mjs` for the same in SVG. */
  function style({ kind, inks }) {
    if (kind === "solid") return inks[0];
    if (kind === "empty") return PAPER;
    const key = [kind, ...inks].join(" ");
    if (!tiles.has(key)) tiles.set(key, tile(cells, kind, inks));
    return tiles.get(key);
  }

  /** Bring the canvases over the window, and forget what was measured for another view. */
  function look() {
    const shownSize = map.getSize();
    const beyond = shownSize.multiplyBy(BEYOND).round();
    const size = shownSize.add(beyond.multiplyBy(2));
    const density = window.devicePixelRatio || 1;
    const corner = map.containerPointToLayerPoint([0, 0]).subtract(beyond);
    const { x: left, y: top } = map.getPixelBounds().min.subtract(beyond);
    view = {
      scale: 2 ** map.getZoom(), left, top, width: size.x, height: size.y, beyond,
      square: Math.round(SQUARE * density) / density,
    };
    [pixels, rings, paths, boxes, rooms, touched] = [[], [], [], [], [], []];
    labelled.clear();
    drawn = null;
    leaflet.DomUtil.setPosition(names, corner);
    for (const canvas of [ground, over]) {
      leaflet.DomUtil.setPosition(canvas, corner);
      canvas.width = Math.round(size.x * density);
      canvas.height = Math.round(size.y * density);
      canvas.style.width = `${size.x}px`;
      canvas.style.height = `${size.y}px`;
    }
    for (const context of [cells, lines]) context.setTransform(density, 0, 0, density, 0, 0);
    if (shown.length === 0) return;
    const middle = shown[shown.length >> 1];
    const [west, , east] = roomOf(middle);
    weight = Math.max(THINNEST, Math.min(1, (east - west) / FULL));
  }

  /** The box round a border, in pixels. */
  function boxAlong(border) {
    boxes[border] ??= boxOf([lineOf(border)]);
    return boxes[border];
  }

  /** The box round an area, in pixels. */
  function roomOf(area) {
    rooms[area] ??= boxRound(record.areas[area].rings.flat(2).map((reference) => (
      boxAlong(reference >= 0 ? reference : ~reference))));
    return rooms[area];
  }

  function isInView(area) {
    const [left, top, right, bottom] = roomOf(area);
    return right > 0 && bottom > 0 && left < view.width && top < view.height;
  }

  function paintCell(area) {
    const path = pathOf(area);
    const how = looks.get(area);
    cells.fillStyle = style(how);
    cells.fill(path, "evenodd");
    cells.strokeStyle = how.kind === "empty" ? FAINT : PAPER;
    cells.stroke(path);
  }

  function strokeBroken(borders) {
    if (borders.length === 0) return;
    cells.save();
    cells.strokeStyle = BROKEN;
    cells.lineWidth = Math.max(0.8, 1.1 * weight);
    cells.setLineDash([5 * weight, 4 * weight]);
    cells.stroke(pathAlong(borders));
    cells.restore();
  }

  function paintAll() {
    look();
    const visible = shown.filter((area) => looks.has(area) && isInView(area));
    cells.lineWidth = 1.2 * weight;
    cells.lineJoin = "round";
    for (const area of visible) paintCell(area);
    strokeBroken(brokenOf(visible));
    setLabels(visible);
  }

  function brokenOf(areas) {
    const among = new Set(areas);
    return schematic.filter((border) => {
      const { left, right } = record.borders[border];
      return among.has(left) || among.has(right);
    });
  }

  function paintSome(areas) {
    const visible = areas.filter(isInView);
    for (const area of visible) paintCell(area);
    strokeBroken(brokenOf(visible));
    setLabels(visible);
  }

  /** The day's lines by what they say, in the order in which they are drawn. */
  function linesOf() {
    const there = (areas) => new Set(areas.filter((area) => area !== null && shown.includes(area)));
    return {
      changed: there(day.changed), ghost: new Set(day.ghost), front: new Set(day.front),
      chosen: there([chosen]), reached: there([reached]),
    };
  }

  /** The squares of the view that a line of this kind may touch. */
  function squaresOf(kind, thing) {
    if (kind !== "front" && kind !== "ghost") return squaresRound(roomOf(thing), view);
    touched[thing] ??= squaresRound(boxAlong(thing), view);
    return touched[thing];
  }

  /** Draw the lines where they differ from those that are drawn, and leave the rest alone. */
  function strokeLines() {
    const next = linesOf();
    const squares = drawn && new Set();
    for (const [kind, things] of drawn ? Object.entries(next) : []) {
      for (const thing of [...things, ...drawn[kind]]) {
        if (things.has(thing) && drawn[kind].has(thing)) continue;
        for (const square of squaresOf(kind, thing)) squares.add(square);
      }
    }
    drawn = next;
    lines.save();
    if (squares) lines.clip(pathRound(squares));
    lines.clearRect(0, 0, view.width, view.height);
    const within = (kind) => [...next[kind]].filter((thing) => squares === null
      || squaresOf(kind, thing).some((square) => squares.has(square)));
    lines.lineJoin = "round";
    lines.lineCap = "butt";
    for (const area of within("changed")) outlineChanged(area);
    stroke(pathAlong(within("ghost")), [[PAPER, 3.2], [INK, 1.4]]);
    lines.lineCap = "round";
    stroke(pathAlong(within("front")), [[PAPER, 6.6], [INK, 4]]);
    for (const area of within("chosen")) stroke(pathOf(area), [[PAPER, 7], [CHOSEN, 3.5]], 0.6);
    for (const area of within("reached")) stroke(pathOf(area), [[PAPER, 6], [INK, 3]], 0.6);
    lines.restore();
  }

  /** A path round some squares, which fall on whole pixels of the screen. */
  function pathRound(squares) {
    const path = new Path2D();
    for (const square of squares) {
      const [across, down] = [square % COLUMNS, Math.floor(square / COLUMNS)];
      path.rect(across * view.square, down * view.square, view.square, view.square);
    }
    return path;
  }

  function stroke(path, strokes, least = THINNEST) {
    // round thin lines a halo is only a blur, and costs as much as the line
    for (const [colour, width] of weight < HALOED ? strokes.slice(-1) : strokes) {
      lines.strokeStyle = colour;
      lines.lineWidth = width * Math.max(least, weight);
      lines.stroke(path);
    }
  }

  /** Outline what changed on the inside of its edge, so that the front beside it stays whole. */
  function outlineChanged(area) {
    lines.save();
    lines.clip(pathOf(area), "evenodd");
    stroke(pathOf(area), weight < HALOED ? [[SIGNAL, 11.5]]
      : [[RIM, 12.6], [SIGNAL, 11], [PAPER, 5]]);
    lines.restore();
  }

  /** Write what fits into cells that were just painted; a label lies wholly inside its cell. */
  function setLabels(areas) {
    for (const area of areas) labelled.delete(area);
    const roomy = areas.filter((area) => roomOf(area)[2] - roomOf(area)[0] >= LEAST);
    if (roomy.length === 0) return;
    const letters = lettersOf();
    const candidates = roomy.map((area) => {
      const [left, , right] = roomOf(area);
      const [x, y] = pixelLine(worldLine(record.areas[area].label), view);
      const pairs = ringsOf(area).map((ring) => Array.from(
        { length: ring.length / 2 }, (_, at) => [ring[at * 2], ring[at * 2 + 1]]));
      return {
        key: area, size: right - left, x, y, rings: pairs, letters,
        wordings: wordings(looks.get(area)),
      };
    });
    const places = placeLabels(candidates);
    const size = letters * SHARE;
    cells.save();
    cells.font = `600 ${size}px ${FONT}`;
    cells.textAlign = "center";
    cells.textBaseline = "middle";
    cells.lineWidth = 2.5;
    for (const { key, x, y, wordings: all } of candidates) {
      const place = places.get(key);
      if (place === undefined) continue;
      const { width, height } = all[place];
      labelled.set(key, { x, y, width: width * letters, height: height * letters });
      const { ink } = looks.get(key);
      cells.fillStyle = ink;
      cells.strokeStyle = ink === PAPER ? SHADE : GLOW;
      const { lines: texts } = all[place];
      texts.forEach((text, number) => {
        const down = y + (number - (texts.length - 1) / 2) * size * LEADING;
        cells.strokeText(text, x, down);
        cells.fillText(text, x, down);
      });
    }
    cells.restore();
  }

  /** The height of the page's letters, in pixels. */
  function lettersOf() {
    return Number.parseFloat(getComputedStyle(map.getContainer()).fontSize);
  }

  /** Write the names of the day's landmarks where no label stands. */
  function setNames() {
    const shownSize = map.getSize();
    names.replaceChildren(...tags(named, (position) => {
      const [x, y] = pixelLine(worldLine(position), view);
      return { x, y };
    }, {
      letters: lettersOf(), placed: [...labelled.values()],
      frame: {
        x: view.width / 2, y: view.height / 2, width: shownSize.x, height: shownSize.y,
      },
    }));
  }

  function wordings({ name, holder }) {
    const words = name.split(" ");
    const half = Math.ceil(words.length / 2);
    const two = [words.slice(0, half).join(" "), words.slice(half).join(" ")];
    return [
      [holder ? `${name} · ${holder}` : name],
      holder ? [name, holder] : [name],
      [...two, holder].filter(Boolean),
      [holder].filter(Boolean),
    ].filter((texts) => texts.length > 0).map((texts) => ({
      lines: texts,
      width: SHARE * Math.max(...texts.map(widthOf)),
      height: SHARE * texts.length * LEADING,
    }));
  }

  function draw() {
    frame = 0;
    if (stale) paintAll();
    else if (dirty.size > 0) paintSome([...dirty]);
    if (stale || restroke) strokeLines();
    if (named.length > 0 || names.hasChildNodes()) setNames();
    dirty.clear();
    stale = false;
    restroke = false;
  }

  function soon() {
    frame ||= window.requestAnimationFrame(draw);
  }

  function again() {
    stale = true;
    soon();
  }

  function areaAt(place) {
    const { x, y } = place.add(view.beyond);
    return shown.find((area) => {
      const [left, top, right, bottom] = roomOf(area);
      return x >= left && x <= right && y >= top && y <= bottom && isWithin(ringsOf(area), x, y);
    }) ?? null;
  }

  function point(event) {
    const at = map.mouseEventToContainerPoint(event);
    const area = areaAt(at);
    if (area === null) {
      tip.remove();
      return;
    }
    tip.setContent(document.createTextNode(looks.get(area)?.about ?? ""));
    tip.setLatLng(map.containerPointToLatLng(at)).addTo(map);
  }

  function press(event) {
    if (map.dragging.moved()) return;
    const area = areaAt(map.mouseEventToContainerPoint(event));
    if (area === null) return;
    event.stopPropagation();
    on.choose(area);
  }

  /** The arrow keys go from area to area, Enter chooses the one that was reached. */
  function onKey(event) {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) {
      const at = reached === null ? -1 : shown.indexOf(reached);
      reached = shown[(at + step + shown.length) % shown.length];
      spoken.textContent = looks.get(reached)?.about ?? "";
      restroke = true;
      soon();
    } else if (event.key === "Enter" && reached !== null) on.choose(reached);
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  over.addEventListener("pointermove", point);
  over.addEventListener("pointerleave", () => tip.remove());
  over.addEventListener("click", press);
  over.addEventListener("keydown", onKey);
  over.addEventListener("blur", () => {
    reached = null;
    restroke = true;
    soon();
  });
  map.on("moveend zoomend viewreset resize", again);

  return {
    /** Show these areas and no others, on a day on which these borders are there. */
    show(areas, borders, direction) {
      ground.dir = direction; // for the letters on it
      shown = areas;
      schematic = borders.filter((border) => {
        const { left, right } = record.borders[border];
        return isSchematic(left) || isSchematic(right);
      });
      if (!shown.includes(reached)) reached = null;
      again();
    },

    /** Paint one area, with all others that are painted before the next frame. */
    paint(area, how) {
      looks.set(area, how);
      dirty.add(area);
      soon();
    },

    /** Draw the day's lines: the front, yesterday's where it is no more, what changed. */
    draw(next) {
      day = next;
      restroke = true;
      soon();
    },

    /** Mark the places that the day's claims name. */
    mark(landmarks) {
      marks.clearLayers();
      for (const { line } of landmarks) {
        marks.addLayer(landmark(leaflet, line, { pane: "frontmap-places", renderer }));
      }
      named = landmarks;
      soon();
    },

    /** Ring the chosen area; null for none. */
    choose(area) {
      chosen = area;
      over.setAttribute("aria-label", map.getContainer().getAttribute("aria-label") ?? "");
      if (area === null) delete over.dataset.area;
      else over.dataset.area = record.areas[area].id;
      restroke = true;
      soon();
    },

    /** Labels follow their cells by themselves. */
    label() {},
  };
}

/** The squares that the lines round a box may touch, of those that lie in the view. */
function squaresRound([left, top, right, bottom], { width, height, square: side }) {
  const first = (low) => Math.max(0, Math.floor((low - REACH) / side));
  const last = (high, end) => Math.floor(Math.min(high + REACH, end) / side);
  const squares = [];
  for (let down = first(top); down <= last(bottom, height); down += 1) {
    for (let across = first(left); across <= last(right, width); across += 1) {
      squares.push(down * COLUMNS + across);
    }
  }
  return squares;
}

/** Add a line of x, y, x, y … to a path. */
function trace(path, flat) {
  path.moveTo(flat[0], flat[1]);
  for (let at = 2; at < flat.length; at += 2) path.lineTo(flat[at], flat[at + 1]);
}

/** A pattern as `patterns.mjs` draws it. */
function tile(context, kind, inks) {
  const canvas = document.createElement("canvas");
  canvas.width = REPEAT;
  canvas.height = REPEAT;
  const ink = canvas.getContext("2d");
  const width = REPEAT / inks.length;
  if (kind === "hatch" || kind === "bands") {
    inks.forEach((colour, number) => {
      ink.fillStyle = colour;
      ink.fillRect(number * width, 0, width, REPEAT);
    });
  } else {
    ink.fillStyle = inks[0];
    ink.fillRect(0, 0, REPEAT, REPEAT);
    ink.fillStyle = inks[1];
    ink.strokeStyle = inks[1];
    ink.lineWidth = 1.3;
    if (kind === "dots") {
      for (const at of [3, 9]) {
        ink.beginPath();
        ink.arc(at, at, 1.7, 0, 2 * Math.PI);
        ink.fill();
      }
    } else ink.stroke(new Path2D("M3 6h6M6 3v6"));
  }
  const pattern = context.createPattern(canvas, "repeat");
  if (kind === "hatch") pattern.setTransform(new DOMMatrix().rotate(45));
  return pattern;
}
