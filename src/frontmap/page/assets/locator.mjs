/** A small map of the whole atlas that shows what part of it the map is looking at. */

import { h, refill, svg } from "./dom.mjs";
import { outline } from "./timeline.mjs";

const SIZE = 108;
/** Of more areas than this only the edge of all is drawn: the areas would be specks. */
const MANY = 400;

/**
 * @param {object} map a Leaflet map
 * @param {object} record
 * @returns {{element: HTMLElement, show: (say: object, shown: number[],
 *   isThere: (area: number) => boolean) => void}}
 */
export function locator(map, record) {
  const outer = record.borders.filter(({ right }) => right < 0).map(({ line }) => line);
  const points = outer.flat();
  const lats = points.map(([lat]) => lat);
  const lons = points.map(([, lon]) => lon);
  const [south, north, west, east] = [least(lats), most(lats), least(lons), most(lons)];
  const narrow = Math.cos(((south + north) / 2) * (Math.PI / 180));
  const scale = SIZE / Math.max(north - south, (east - west) * narrow);
  const width = (east - west) * narrow * scale;
  const height = (north - south) * scale;
  const x = (lon) => ((lon - west) * narrow * scale).toFixed(1);
  const y = (lat) => ((north - lat) * scale).toFixed(1);
  const drawn = (line) => `M${line.map(([lat, lon]) => `${x(lon)} ${y(lat)}`).join("L")}`;
  const many = record.areas.length > MANY;
  const edge = many && svg("path.edge", {
    d: outer.map(drawn).join(""),
  });
  const shapes = many ? [] : record.areas.map((_, area) => svg("path", {
    d: outline(record, area).flat().map((ring) => `${drawn(ring)}Z`).join(""),
  }));
  const frame = svg("rect.view");
  const picture = svg("svg", {
    viewBox: `-4 -4 ${(width + 8).toFixed(1)} ${(height + 8).toFixed(1)}`, role: "img",
    width: Math.round(width + 8), height: Math.round(height + 8),
  }, edge, shapes, frame);
  const caption = h("figcaption");
  const element = h("figure.locator", {}, picture, caption);

  function look() {
    const bounds = map.getBounds();
    // where all is in view it would tell nothing, and lie over the map
    element.hidden = bounds.contains([[south, west], [north, east]]);
    const clip = (value, low, high) => Math.min(high, Math.max(low, value));
    const left = clip(bounds.getWest(), west, east);
    const right = clip(bounds.getEast(), west, east);
    const top = clip(bounds.getNorth(), south, north);
    const bottom = clip(bounds.getSouth(), south, north);
    frame.setAttribute("x", x(left));
    frame.setAttribute("y", y(top));
    frame.setAttribute("width", Math.max(0, x(right) - x(left)));
    frame.setAttribute("height", Math.max(0, y(bottom) - y(top)));
  }
  map.on("moveend zoomend", look);

  return {
    element,
    show(say, shown, isThere) {
      const among = new Set(shown);
      shapes.forEach((shape, area) => {
        shape.setAttribute("class", among.has(area) ? "shown" : "beyond");
        shape.setAttribute("display", isThere(area) ? "inline" : "none");
      });
      picture.setAttribute("aria-label", say.word("map.locator"));
      refill(caption, say.word("map.locator"));
      look();
    },
  };
}

function least(values) {
  return values.reduce((one, other) => Math.min(one, other), Infinity);
}

function most(values) {
  return values.reduce((one, other) => Math.max(one, other), -Infinity);
}
