/** The card of an area: who holds it, since when, and says who. */

import { claimList } from "./claims.mjs";
import { h, svg } from "./dom.mjs";
import { controlAt, episodeOf, history, runAt } from "./timeline.mjs";

/**
 * @param {object} record
 * @param {object} state the page's: account, day, area, say
 * @param {{go: (day: number) => void, close: () => void, drawer: object}} on
 * @returns {HTMLElement}
 */
export function card(record, state, on) {
  const { account, area, day, say } = state;
  const { name, km2, outline, note } = record.areas[area];
  const run = runAt(account, area, day);
  const control = controlAt(record, account, area, day);
  const ruling = run && run.ruling >= 0 ? record.rulings[run.ruling] : null;
  const other = say.code === "ar" ? "en" : "ar";
  return h("article.area-card", { "aria-labelledby": "frontmap-card-name" },
    h("button.close", { type: "button", onclick: on.close, "aria-label": say.word("page.close") },
      "×"),
    h("h2", { id: "frontmap-card-name", tabindex: -1 }, say.text(name)),
    name[other] && name[say.code] && h("p.other-name", {
      lang: other, dir: other === "ar" ? "rtl" : "ltr",
    }, name[other]),
    h("p.state", {}, swatch(record, run?.control, state.doubtful(area), on.drawer),
      h("span", {}, h("b", {}, holderName(record, control, say)), " ",
        h("span.status", {}, say.word(`status.${control.status}`)))),
    strip(record, state, on),
    h("dl.facts", {},
      control.rivals.length > 0 && fact(say.word("rivals"), control.rivals
        .map((rival) => say.plain(record.actor.get(rival).name)).join(" · ")),
      control.status !== "no_data" && fact(say.word("since"), since(record, state, ruling)),
      account.told_by !== "" && control.status !== "no_data"
        && fact(say.word("account.said"), age(run, day, say)),
      control.confidence && fact(say.word("confidence"), [
        say.word(`confidence.${control.confidence}`),
        ruling?.grade && h("span.because", {}, say.word(`grade.${ruling.grade}`)),
      ]),
      ruling && (ruling.note.en || ruling.note.ar)
        && fact(say.word("note"), say.text(ruling.note))),
    evidence(record, ruling, say),
    h("p.outline", {}, `${say.km2(km2)} · ${say.word(`outline.${outline}`)}. `,
      (note.en || note.ar) && say.text(note)));
}

function evidence(record, ruling, say) {
  if (record.claims.length === 0) return h("p.quiet", {}, say.word("page.no_evidence"));
  if (ruling === null) return null;
  return [
    h("h3", {}, say.word("why.carrying")),
    ruling.carrying.length > 0
      ? claimList(record, ruling.carrying, say)
      : h("p.quiet", {}, say.word("page.no_carrying")),
    ruling.disagreeing.length > 0 && h("section.disagreeing", {},
      h("h3", {}, say.word("why.disagreeing")),
      claimList(record, ruling.disagreeing, say)),
  ];
}

function fact(term, ...description) {
  return [h("dt", {}, term), h("dd", {}, description)];
}

/** Since when: what the ruling knows of the beginning, else the first day of the state. */
function since(record, { account, area, day, say }, ruling) {
  const episode = episodeOf(record, day);
  const first = history(record, account, area, episode)
    .find((span) => span.first <= day && day <= span.last).first;
  const began = ruling?.began;
  const known = began && (began.en || began.ar);
  if (known) return say.text(began);
  return first === episode.start ? `${say.day(first)} (${say.word("since_or_earlier")})`
    : say.day(first);
}

/** How long ago an account last said so. */
function age(run, day, say) {
  return run.first === day ? say.day(day)
    : `${say.day(run.first)} (${say.word("account.age")}: ${day - run.first})`;
}

/** The area's whole history in the episode; each piece goes to its first day. */
function strip(record, state, on) {
  const { account, area, day, say } = state;
  const episode = episodeOf(record, day);
  const spans = history(record, account, area, episode);
  return h("div.history", { role: "group", "aria-label": say.word("page.history") },
    spans.map(({ first, last, control }) => {
      const about = `${say.day(first)} – ${say.day(last)}: ${holderName(record, control, say)}, ${
        say.word(`status.${control.status}`)}`;
      const piece = h(`button.piece`, {
        type: "button", title: about, "aria-label": about, onclick: () => on.go(first),
        "aria-current": first <= day && day <= last ? "date" : null,
      }, swatch(record, runAt(account, area, first)?.control, false, on.drawer));
      piece.style.flexGrow = String(last - first + 1);
      return piece;
    }));
}

/**
 * Who holds, in words.
 *
 * @param {object} record
 * @param {import("./timeline.mjs").Control} control
 * @param {object} say
 * @returns {string}
 */
export function holderName(record, control, say) {
  if (control.holder === "") return say.word("status.no_data");
  if (isPartOnly(control)) {
    return say.sentence("page.part_only", { name: control.rivals
      .map((rival) => say.plain(record.actor.get(rival).name)).join(" / ") });
  }
  return say.plain(record.actor.get(control.holder).name);
}

/**
 * @param {import("./timeline.mjs").Control} control
 * @returns {boolean} whether a part is said to be somebody's, and nothing is said of the rest
 */
export function isPartOnly(control) {
  return control.holder === "unknown" && control.rivals.length > 0;
}

/**
 * A small sample of what a state looks like.
 *
 * @param {object} record
 * @param {number|undefined} control
 * @param {boolean} doubtful
 * @param {object} drawer
 * @returns {SVGElement}
 */
export function swatch(record, control, doubtful, drawer) {
  const [kind, sure, pale] = control ? record.looks[control] : ["empty", [], []];
  return sample(drawer.fill(kind, doubtful ? pale : sure));
}

/**
 * @param {string} fill what an SVG `fill` takes
 * @returns {SVGElement}
 */
export function sample(fill) {
  return svg("svg.swatch", { "aria-hidden": "true" },
    svg("rect", { width: "100%", height: "100%", fill }));
}
