/** The bar under the map: the date in large letters, the buttons and the typed date. */

import { dayNumber, isoDay, typedDay } from "./days.mjs";
import { h, refill, svg } from "./dom.mjs";
import { calendarDay, changeFrom, dayIndex } from "./timeline.mjs";

/** The buttons in their order, each with its picture on a field of 24 by 24. */
const BUTTONS = [
  ["page.previous_change", "M6 5h2v14H6zM20 5v14l-11-7z"],
  ["page.previous_day", "M17 5v14L6 12z"],
  ["page.play", "M8 4.5v15l12-7.5z"],
  ["page.next_day", "M7 5v14l11-7z"],
  ["page.next_change", "M16 5h2v14h-2zM4 5v14l11-7z"],
];
const PAUSE = "M7 5h4v14H7zM14 5h4v14h-4z";

/**
 * @param {object} record
 * @param {{go: (day: number) => void, play: () => void, refuse: (text: string) => void}} on
 * @returns {{date: HTMLElement, element: HTMLElement, show: (state: object) => void,
 *   press: (key: string) => void}}
 */
export function controls(record, on) {
  let state = null;
  const date = h("h2.date", {});
  const buttons = new Map(BUTTONS.map(([word, path]) => [word, h(`button.step`, {
    type: "button", onclick: () => press(word),
  }, icon(path))]));
  const typed = h("input.typed", {
    type: "text", maxlength: 30, size: 10, dir: "auto", spellcheck: "false", autocomplete: "off",
    onchange: () => { enter(); },
    onkeydown: (event) => { if (event.key === "Enter") enter(); },
  });
  const element = h("div.controls", {}, h("div.steps", {}, [...buttons.values()]), typed);

  function enter() {
    const text = typedDay(typed.value, Object.values(record.months));
    const day = dayIndex(record, text);
    typed.setAttribute("aria-invalid", String(day === null));
    if (day === null) {
      on.refuse(refusal(text));
      return;
    }
    typed.value = text;
    on.go(day);
  }

  function refusal(text) {
    const covered = record.episodes.map((episode) => `${isoDay(episode.first)} – ${
      isoDay(episode.first + episode.days - 1)}`).join(" · ");
    const key = dayNumber(text) === null ? "page.no_such_day" : "outside_episodes";
    return `${state.say.word(key)} (${covered})`;
  }

  /** The day that a button leads to; null where it leads nowhere. */
  function target(word) {
    const { account, episode, day } = state;
    const last = episode.start + episode.days - 1;
    switch (word) {
      case "page.previous_day": return day > episode.start ? day - 1 : null;
      case "page.next_day": return day < last ? day + 1 : null;
      case "page.previous_change": return changeFrom(account, episode, day, -1);
      case "page.next_change": return changeFrom(account, episode, day, 1);
      case "first": return episode.start;
      case "last": return last;
      default: return null;
    }
  }

  function press(word) {
    if (word === "page.play") {
      on.play();
      return;
    }
    const day = target(word);
    if (day !== null) on.go(day);
  }

  return {
    date,
    element,
    press,
    show(next) {
      state = next;
      const { say, day, playing } = next;
      refill(date, h("time", { datetime: isoDay(calendarDay(record, day)) }, say.day(day)));
      for (const [word, button] of buttons) {
        const playButton = word === "page.play";
        const name = say.word(playButton && playing ? "page.pause" : word);
        button.setAttribute("aria-label", name);
        button.title = name;
        // a disabled button would lose the focus of somebody who steps to the end
        button.setAttribute("aria-disabled", String(!playButton && target(word) === null));
        if (playButton) {
          button.classList.toggle("playing", playing);
          button.querySelector("path").setAttribute("d", playing ? PAUSE : BUTTONS[2][1]);
        }
      }
      typed.setAttribute("aria-label", say.word("page.typed"));
      typed.title = say.word("page.typed");
      if (document.activeElement !== typed || dayIndex(record, typed.value) !== null) {
        typed.value = isoDay(calendarDay(record, day));
        typed.removeAttribute("aria-invalid");
      }
    },
  };
}

function icon(path) {
  return svg("svg", { viewBox: "0 0 24 24", width: 20, height: 20, "aria-hidden": "true" },
    svg("path", { d: path }));
}
