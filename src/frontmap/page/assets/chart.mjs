/** The slider: its track is a chart of km² by actor over the days of an episode. */

import { h, refill, svg } from "./dom.mjs";
import { changeDays, figureDays, figuresOn } from "./timeline.mjs";

const HEIGHT = 72;
const TICKS = 12;

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
    type: "range", step: 1,
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
    const days = figureDays(account, episode);
    const columns = days.map((day, number) => ({
      first: day - episode.start,
      end: (days[number + 1] ?? episode.start + episode.days) - episode.start,
      parts: parts(figuresOn(record, account, day), account, episode),
    }));
    const most = Math.max(1e-6, ...columns.map(({ parts: all }) => sum(all)));
    const marks = columns.flatMap(({ first, end, parts: all }) => {
      let top = HEIGHT;
      return all.map(([fill, km2]) => {
        const high = (km2 / most) * (HEIGHT - 4);
        top -= high;
        // whole pixels, so that no light shows between neighbours
        const [left, right] = [first, end].map((offset) => Math.round(share(offset) * width))
          .sort((one, other) => one - other);
        return high > 0 && svg("rect", {
          x: left, width: right - left, y: top.toFixed(1), height: high.toFixed(1), fill,
        });
      });
    });
    const ticks = changeDays(account, episode).map((day) => {
      const x = (share(day - episode.start + 0.5) * width).toFixed(1);
      return svg("path", { d: `M${x} ${HEIGHT + 2}v${TICKS - 4}`, class: "tick" });
    });
    refill(chart, marks, ticks);
    refill(scale, dates(episode, width).map((offset) => {
      const day = say.shortDay(episode.start + offset);
      const date = h(offset === 0 ? "span.first" : "span", {}, day);
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
    hand.style.left = `${share(state.day - state.episode.start + 0.5) * 100}%`;
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
      input.min = "0";
      input.max = String(episode.days - 1);
      input.value = String(day - episode.start);
      input.dir = say.direction;
      input.setAttribute("aria-label", say.word("page.slider"));
      input.setAttribute("aria-valuetext", next.spoken);
      if (before?.episode !== episode || before.account !== next.account
        || before.say !== say) draw();
      else place();
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

/** Which days get their date written: evenly spread, with room for each. */
function dates(episode, width) {
  const room = 64;
  const step = Math.max(1, Math.ceil((episode.days * room) / width));
  return Array.from({ length: Math.ceil(episode.days / step) }, (_, number) => number * step);
}
