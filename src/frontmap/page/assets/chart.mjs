/** The slider: its track is a chart of km² by actor over the days of an episode. */

import { monthStarts } from "./days.mjs";
import { h, refill, svg } from "./dom.mjs";
import { changeDays, figureDays, figuresOn } from "./timeline.mjs";

const HEIGHT = 72;
const TICKS = 12;
/** What a tick and the gap beside it take at least, in pixels. */
const TICK = 4;
/** The room that a written day or month needs, in pixels, and about how many days a month has. */
const ROOM = 96;
const MONTH = 28;

/**
 * @param {object} record the decoded payload
 * @param {{go: (day: number) => void, drawer: object}} on `go` is called with the day chosen;
 *   `drawer` gives the hatch of what is contested
 * @returns {{element: HTMLElement, show: (state: object) => void, go: (day: number) => void}}
 */
export function slider(record, on) {
  let state = null;
  const chart = svg("svg.chart", {
    "aria-hidden": "true", height: HEIGHT + TICKS, preserveAspectRatio: "none",
  });
  const hand = h("div.hand", { "aria-hidden": "true" });
  const tip = h("div.figures-tip", { role: "tooltip", hidden: true });
  const input = h("input.track", {
    type: "range", min: 0, step: 1,
    oninput: () => on.go(state.episode.start + Number(input.value)),
    onpointermove: (event) => point(dayUnder(event)),
    onpointerleave: () => { tip.hidden = true; },
    onfocus: () => { if (input.matches(":focus-visible")) point(state.day); },
    onblur: () => { tip.hidden = true; },
  });
  const scale = h("div.days", { "aria-hidden": "true" });
  const field = h("div.field", {}, chart, hand, input, tip);
  const element = h("div.slider", {}, field, scale);
  new ResizeObserver(() => { if (state) draw(); }).observe(field);

  function dayUnder(event) {
    const box = input.getBoundingClientRect();
    const share = (event.clientX - box.left) / box.width;
    const along = state.say.direction === "rtl" ? 1 - share : share;
    const offset = Math.floor(along * state.episode.days);
    return state.episode.start + Math.max(0, Math.min(state.episode.days - 1, offset));
  }

  /** Where a day begins, as a share of the width from the left. */
  function share(offset) {
    const along = offset / state.episode.days;
    return state.say.direction === "rtl" ? 1 - along : along;
  }

  function draw() {
    const { account, episode, say } = state;
    const width = field.clientWidth;
    if (width === 0) return;
    input.style.setProperty("--column", `${width / episode.days}px`);
    chart.setAttribute("viewBox", `0 0 ${width} ${HEIGHT + TICKS}`);
    const dated = figureDays(account, episode);
    const columns = dated.map((day, number) => ({
      first: day - episode.start,
      end: (dated[number + 1] ?? episode.start + episode.days) - episode.start,
      parts: parts(figuresOn(record, account, day), account, episode),
    }));
    const most = Math.max(1e-6, ...columns.map(({ parts: all }) => sum(all)));
    // one shape for each part: to move the hand, a browser goes through all that it lies over
    const shapes = new Map();
    for (const { first, end, parts: all } of columns) {
      // whole pixels, so that no light shows between neighbours
      const [left, right] = [first, end].map((offset) => Math.round(share(offset) * width))
        .sort((one, other) => one - other);
      let stacked = 0;
      let under = HEIGHT.toFixed(1);
      all.forEach(([fill, km2], part) => {
        stacked += km2;
        const top = (HEIGHT - (stacked / most) * (HEIGHT - 4)).toFixed(1);
        if (top === under) return;
        const shape = shapes.get(part) ?? { fill, d: "" };
        shape.d += `M${left} ${top}H${right}V${under}H${left}z`;
        shapes.set(part, shape);
        under = top;
      });
    }
    const marks = [...shapes.values()].map(({ fill, d }) => svg("path", { d, fill }));
    const days = changeDays(account, episode);
    // ticks without light between them say nothing
    const ticks = days.length * TICK < width && svg("path.tick", {
      d: days.map((day) => (
        `M${(share(day - episode.start + 0.5) * width).toFixed(1)} ${HEIGHT + 2}v${TICKS - 4}`
      )).join(""),
    });
    refill(chart, marks, ticks);
    refill(scale, named(episode, width, say).map(([offset, text]) => {
      const date = h(offset === 0 ? "span.first" : "span", {}, text);
      date.style.left = `${share(offset === 0 ? 0 : offset + 0.5) * 100}%`;
      return date;
    }));
    place();
  }

  /** What is stacked: who holds, in the record's order, then shared and contested apart. */
  function parts(figures, account, episode) {
    const steady = account.steady[record.episodes.indexOf(episode)];
    return [
      ...figures.actors.map(({ held }, number) => [
        record.actors[number].colour, Math.max(0, held - steady[number]),
      ]),
      [on.drawer.fill("bands", ["#f4f2ec", "#8a9099"]), figures.shared],
      [on.drawer.fill("hatch", ["#f4f2ec", "#8a9099"]), figures.contested],
    ];
  }

  function place() {
    const along = share(state.day - state.episode.start + 0.5) * field.clientWidth;
    hand.style.transform = `translateX(${along.toFixed(1)}px)`;
  }

  function point(day) {
    const { account, say } = state;
    refill(tip, h("b", {}, say.day(day)), figureList(record, figuresOn(record, account, day), say));
    tip.hidden = false;
    const half = tip.offsetWidth / 2;
    const at = share(day - state.episode.start + 0.5) * field.clientWidth;
    tip.style.left = `${Math.max(half, Math.min(field.clientWidth - half, at))}px`;
  }

  return {
    element,
    show(next) {
      const before = state;
      state = next;
      const { episode, say, day } = next;
      const same = before?.episode === episode && before.say === say;
      if (!same) {
        input.max = String(episode.days - 1);
        input.dir = say.direction;
        input.setAttribute("aria-label", say.word("page.slider"));
      }
      input.value = String(day - episode.start);
      input.setAttribute("aria-valuetext", next.spoken);
      if (same && before.account === next.account) place();
      else draw();
      if (!tip.hidden) point(day);
    },
  };
}

/**
 * The figures of a day in a small table, for the slider's tip.
 *
 * @param {object} record
 * @param {import("./timeline.mjs").Figures} figures
 * @param {object} say
 * @returns {HTMLElement}
 */
function figureList(record, figures, say) {
  const rows = figures.actors.flatMap(({ held, contested, shared }, number) => {
    if (held + contested + shared === 0) return [];
    const actor = record.actors[number];
    const key = h("i.key");
    key.style.backgroundColor = actor.colour;
    return [h("tr", {}, h("th", { scope: "row" }, key, say.plain(actor.name)),
      h("td", {}, say.km2(held)),
      h("td", {}, contested > 0 && `+ ${say.km2(contested)} ${say.word("status.contested")}`))];
  });
  return h("table", {}, rows, h("tr.front", {},
    h("th", { scope: "row" }, say.word("page.front")), h("td", {}, say.metres(figures.front)),
    h("td")));
}

function sum(parts) {
  return parts.reduce((total, [, km2]) => total + km2, 0);
}

/**
 * What is written under the track, as far as there is room: days evenly spread, or months where
 * days would lie a month apart.
 *
 * @returns {[number, string][]} offsets of days, and texts
 */
function named({ first, start, days }, width, say) {
  const step = Math.max(1, Math.ceil((days * ROOM) / width));
  if (step < MONTH) {
    return Array.from({ length: Math.ceil(days / step) }, (_, number) => [
      number * step, say.shortDay(start + number * step)]);
  }
  const edge = (days * ROOM) / width / 2;
  return monthStarts(first, days, width / ROOM).map((number) => [number - first, say.month(number)])
    .filter(([offset]) => offset > edge && offset < days - edge);
}
