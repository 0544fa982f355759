/** The legend, which is the day's table of figures too: every actor, in one order, on every day. */

import { sample } from "./card.mjs";
import { h, svg } from "./dom.mjs";
import { figuresOn } from "./timeline.mjs";

/** Two greys that stand for any two parties. */
const SAMPLES = {
  held: ["solid", ["#b4b8bd"]],
  contested: ["hatch", ["#b4b8bd", "#6b7178"]],
  shared: ["bands", ["#b4b8bd", "#6b7178"]],
  evacuating: ["dots", ["#b4b8bd", "#4b5057"]],
  unknown: ["crosses", ["#e4e2dc", "#6b7178"]],
  no_data: ["empty", []],
};

/**
 * @param {object} record
 * @param {object} state the page's: account, day, say
 * @returns {HTMLElement[]}
 */
export function legend(record, state) {
  const { account, day, say } = state;
  const figures = figuresOn(record, account, day);
  const told = account.told_by !== "";
  return [
    h("h2", {}, say.word("legend.actors"),
      told && h("span.told", {}, ` — ${say.word("as_told_by")} ${say.plain(account.name)}`)),
    h("table.actors", {},
      h("thead", {}, h("tr", {}, h("th"),
        [["status.held", "unit.km2"], ["status.contested", "unit.km2"], ["page.front", "unit.m"]]
          .map(([column, unit]) => h("th", { scope: "col" }, say.word(column),
            h("small", {}, say.word(unit)))))),
      h("tbody", {}, record.actors.map((actor, number) => {
        const { held, contested, shared, front } = figures.actors[number];
        return h(`tr${held + contested + shared > 0 ? "" : ".absent"}`, {},
          h("th", { scope: "row" },
            h("span", {}, badge(actor), h("span", {}, say.text(actor.name)))),
          h("td", {}, held > 0 ? say.decimals(held) : "–"),
          h("td", {}, contested > 0 ? say.decimals(contested) : "–"),
          h("td", {}, front > 0 ? say.whole(front) : "–"));
      })),
      h("tfoot", {}, h("tr", {},
        h("th", { scope: "row", colspan: 3 }, say.word("page.front_total")),
        h("td", {}, say.whole(figures.front))))),
    h("p.caveat", {}, say.word("front_unknown_inside")),
  ];
}

/**
 * What patterns and lines mean.
 *
 * @param {object} say
 * @param {object} drawer of patterns
 * @param {boolean} told whether an account is shown, which may be silent on the rest of an area
 * @returns {HTMLElement[]}
 */
export function statusKeys(say, drawer, told) {
  return [
    h("h2", {}, say.word("legend.statuses")),
    h("dl.keys", {},
      Object.entries(SAMPLES).map(([status, [kind, inks]]) => key(
        sample(drawer.fill(kind, inks)), say.word(`status.${status}`),
        say.word(`status.${status}.definition`))),
      told && key(sample(drawer.fill("hatch", ["#e4e2dc", "#6b7178"])),
        say.sentence("page.part_only", { name: "…" }), ""),
      key(sample("#d9dbde"), say.word("legend.uncertain"),
        say.word("legend.uncertain.definition")),
      key(stroke("front"), say.word("legend.front_today"),
        say.word("legend.front_today.definition")),
      key(stroke("ghost"), say.word("legend.front_yesterday"), ""),
      key(stroke("changed"), say.word("legend.changed"), ""),
      key(stroke("broken"), say.word("outline.schematic"),
        say.word("outline.schematic.definition"))),
  ];
}

/** An actor's colour with its short code in it, as the labels on the map have it. */
function badge({ colour, ink, short }) {
  return svg("svg.badge", { viewBox: "0 0 36 18", "aria-hidden": "true" },
    svg("rect", { width: 36, height: 18, fill: colour }),
    svg("text", { x: 18, y: 13, "text-anchor": "middle", fill: ink }, short));
}

/**
 * The short names that stand on the map alone.
 *
 * @param {object} record
 * @param {number[]} areas
 * @param {object} say
 * @returns {HTMLElement[]}
 */
export function codeList(record, areas, say) {
  if (areas.length === 0) return [];
  return [h("h3", {}, say.word("legend.codes")), h("dl.codes", {}, areas.map((area) => [
    h("dt", {}, record.areas[area].code), h("dd", {}, say.text(record.areas[area].name)),
  ]))];
}

function key(mark, word, definition) {
  return [h("dt", {}, mark, word), h("dd", {}, definition)];
}

function stroke(kind) {
  return svg("svg.swatch", { "aria-hidden": "true", viewBox: "0 0 28 16" },
    kind === "changed" && svg("path", { d: "M1 8H27", class: "stroke-under" }),
    svg("path", { d: "M1 8H27", class: `stroke-${kind}` }));
}
