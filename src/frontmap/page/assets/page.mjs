/**
 * The page: one state, and what is drawn from it.
 *
 * The state is a day, an account, a chosen area and a language. `change` is the only way to a new
 * one; it repaints what differs from the old one and writes the address's fragment.
 */

import { card, holderName, isPartOnly } from "./card.mjs";
import { slider } from "./chart.mjs";
import { sourceList } from "./claims.mjs";
import { comparison } from "./compare.mjs";
import { controls } from "./controls.mjs";
import { isoDay } from "./days.mjs";
import { areaTable, changeList, reports, stateWords } from "./dayview.mjs";
import { h, refill } from "./dom.mjs";
import { unpacked } from "./eightyfive.mjs";
import { formatFragment, parseFragment } from "./fragment.mjs";
import { inLanguage } from "./language.mjs";
import { codeList, legend, statusKeys } from "./legend.mjs";
import { locator } from "./locator.mjs";
import { patternDrawer } from "./patterns.mjs";
import {
  calendarDay, changesOn, controlAt, dayIndex, decode, difference, episodeOf, isDoubtful, isThere,
  outlinesOn, runAt,
} from "./timeline.mjs";
import { walk } from "./walk.mjs";

/** How long the player shows a day, in milliseconds. */
const PACE = 800;
/** The address is written at most once in so many milliseconds. */
const UNREAD = 100;
/** What the fragment calls the atlas's own reading. */
const OWN = "atlas";
/** By how much what lies around may widen the view of what an episode is about. */
const WIDENED = 0.25;
/** What is left free round what is in view, in pixels. */
const EDGE = 16;
/** Where on a phone a card begins, as a share of the window's height: the map stays above it. */
const CARD_AT = 0.4;

/**
 * Put the page to work in place of its static picture; that stays where the browser is too old.
 *
 * @param {object} leaflet the library
 * @param {object} map the Leaflet map to draw on
 * @param {HTMLElement} root the element with the static picture
 * @param {string} text what `payload.py` packs and compresses
 * @param {function} paintWith the painter: `svgPainter` or `canvasPainter`
 */
export async function start(leaflet, map, root, text, paintWith) {
  const stream = new Blob([unpacked(text)]).stream().pipeThrough(new DecompressionStream("deflate"));
  const payload = await new Response(stream).json();
  const record = decode(payload);
  const drawer = patternDrawer(`${root.id}-pattern`);
  const painter = paintWith(leaflet, map, record, {
    choose: (area) => change({ area }),
    coded: (areas) => { refill(codes, codeList(record, areas, state.say)); },
    drawer,
  });
  const tellers = [...record.accounts.values()];
  const walks = new Map(tellers.map((account) => [account, walk(account)]));
  const speech = new Map(["en", "ar"].map((code) => [code, inLanguage(record, code)]));
  let state = null;
  let timer = 0;
  let writing = 0;
  let written = -Infinity;
  let fitted = false;
  let steering = false;
  let marked = false;
  let unprinted = null;

  const go = (day) => change({ day });
  const bar = controls(record, { go, play, refuse: (text) => { refill(notice, text); } });
  const track = slider(record, { go, drawer });
  const finder = locator(map, record);
  const title = h("h1");
  const episodes = h("div.episodes", { role: "group" });
  const teller = h("select", { onchange: () => change({ told_by: teller.value }) });
  const tellerName = h("span");
  const languages = h("button.language", {
    type: "button",
    onclick: () => change({ lang: state.lang === "ar" ? "en" : "ar" }),
  });
  const banner = h("p.banner", { role: "status" });
  const endOfDay = h("p.end-of-day");
  const chartTitle = h("p.chart-title", { "aria-hidden": "true" });
  const notice = h("p.notice", { role: "alert" });
  const live = h("p.unseen", { "aria-live": "polite" });
  const place = h("div.place");
  const caption = h("p.caption");
  const dayPart = h("section.day");
  const reportsPart = h("section.reports");
  const against = h("select", { onchange: () => change({ against: against.value }) });
  const comparePart = h("section.comparison");
  const legendPart = h("section.legend");
  const keys = h("section.legend");
  const codes = h("section.legend");
  const listSummary = h("summary");
  const listBody = h("div.scroll");
  const list = h("details.list", { ontoggle: fillList }, listSummary, listBody);
  const sourcesSummary = h("summary");
  const sources = h("details.bibliography", {}, sourcesSummary, sourceList(record));
  const about = h("section.about");
  const mapSlot = h("div.stage");

  root.replaceChildren(
    drawer.element,
    h("header.top", {}, title, h("label.teller", {}, tellerName, teller), languages),
    banner,
    mapSlot,
    h("section.time", {}, h("div.track-head", {}, episodes, chartTitle),
      h("div.when", {}, h("div", {}, bar.date, endOfDay), bar.element, notice), track.element),
    h("aside.panel", {},
      place, caption, legendPart, comparePart, dayPart, keys, codes, reportsPart, list, sources,
      about),
    live,
  );
  mapSlot.append(map.getContainer(), finder.element);
  root.classList.add("running");
  map.keyboard.disable(); // the arrow keys turn the days
  leaflet.control.scale({ imperial: false, maxWidth: 160 }).addTo(map);
  new ResizeObserver(() => {
    steering = true;
    map.invalidateSize({ pan: false });
    steering = false;
    if (fitted) fit();
  }).observe(mapSlot);
  map.on("moveend", () => { if (!steering) fitted = false; });
  document.addEventListener("keydown", onKey);
  window.addEventListener("beforeprint", toPaper);
  window.addEventListener("afterprint", fromPaper);
  map.on("click", () => { if (state.area !== null) change({ area: null }); });
  window.addEventListener("hashchange", () => follow());
  const opening = record.opening;
  follow({
    day: dayIndex(record, opening.day), told_by: opening.told_by, lang: opening.language,
    against: "", area: null, playing: false,
  });

  /** Go where the fragment asks to, as far as the record knows, and name what it does not know. */
  function follow(from = {}) {
    const lost = [];
    const said = parseFragment(window.location.hash, lost);
    const wish = { ...from };
    const known = (key, found) => {
      if (!found && said[key] !== undefined) {
        lost.push(key === "day" ? said.day : `${key}=${said[key]}`);
      }
      return found;
    };
    const told = (name) => (name === OWN ? "" : name);
    const index = said.day === undefined ? null : dayIndex(record, said.day);
    if (known("day", index !== null)) wish.day = index;
    if (said.day === undefined) {
      for (const key of ["area", "as", "vs", "lang"]) known(key, false);
    } else {
      const area = record.area.get(said.area);
      const there = known("area", area !== undefined
        && episodeOf(record, wish.day ?? state.day).areas.includes(area));
      wish.area = there ? area : null;
      wish.told_by = known("as", record.accounts.has(told(said.as))) ? told(said.as)
        : opening.told_by;
      wish.against = known("vs", record.accounts.has(told(said.vs))) ? told(said.vs) : "";
      wish.lang = known("lang", speech.has(said.lang)) ? said.lang : opening.language;
    }
    change(wish, { fragment: false });
    if (lost.length > 0) {
      refill(notice, state.say.sentence("page.not_understood", { parts: lost.join(" · ") }));
    }
  }

  function fragment() {
    return formatFragment({
      day: isoDay(calendarDay(record, state.day)),
      area: state.area === null ? "" : record.areas[state.area].id,
      as: state.told_by === opening.told_by ? "" : state.told_by || OWN,
      vs: state.against,
      lang: state.lang === opening.language ? "" : state.lang,
    });
  }

  function change(wish, { fragment: write = true } = {}) {
    const before = state;
    const next = { ...state, ...wish };
    if (next.against === next.told_by) next.against = "";
    next.account = record.accounts.get(next.told_by);
    next.other = record.accounts.get(next.against);
    next.episode = episodeOf(record, next.day);
    next.outlines = before?.episode === next.episode && (record.dated.size === 0
      || before.day === next.day) ? before.outlines
      : outlinesOn(record, next.account, next.day);
    next.say = speech.get(next.lang);
    next.doubtful = (area) => isDoubtful(next.account, area, next.day);
    if (next.area !== null && !next.outlines.areas.includes(next.area)) next.area = null;
    next.spoken = spoken(next);
    state = next;
    refill(notice);
    if (before?.say !== next.say || before.account !== next.account) showWords();
    showTime(before);
    showPanel(before);
    showMap(before);
    if (write) {
      // to write it costs as much as a step does, and nobody reads it while days fly by
      window.clearTimeout(writing);
      const soon = performance.now() - written < UNREAD;
      if (soon) writing = window.setTimeout(writeFragment, UNREAD);
      else writeFragment();
    }
  }

  function writeFragment() {
    written = performance.now();
    try {
      window.history.replaceState(null, "", fragment());
    } catch {
      // in a notebook's frame the address cannot be written, and nothing else is lost
    }
  }

  /** Everything that depends on the language and the account, and not on the day. */
  function showWords() {
    const { say, account, told_by: told } = state;
    root.lang = say.code;
    root.dir = say.direction;
    root.classList.toggle("told", told !== "");
    refill(title, say.text(record.title));
    refill(tellerName, say.word("as_told_by"));
    refill(teller, tellers.map(({ told_by: key, name }) => h("option", {
      value: key, selected: key === told,
    }, accountName({ told_by: key, name }))));
    teller.closest("label").hidden = tellers.length < 2;
    languages.hidden = record.languages.length < 2;
    refill(languages, say.code === "ar" ? "English" : "العربية");
    languages.lang = say.code === "ar" ? "en" : "ar";
    refill(against, tellers.filter((one) => one !== account).map((one) => h("option", {
      value: one.told_by, selected: one === state.other,
    }, accountName(one))));
    refill(banner, told !== "" && [
      h("b", {}, `${say.word("as_told_by")} ${say.plain(account.name)}`),
      h("span", {}, say.word("page.banner")),
      h("label.other", {}, h("span", {}, say.word("page.compare_with")), against),
      h("button", { type: "button", onclick: () => change({ told_by: "" }) },
        say.word("page.back_to_own")),
    ]);
    banner.hidden = told === "";
    refill(endOfDay, say.word("map.end_of_day"));
    refill(chartTitle, say.word("page.chart"));
    refill(keys, statusKeys(say, drawer, told !== ""));
    refill(listSummary, say.word("page.all_areas"));
    refill(sourcesSummary, say.word("page.sources"));
    sources.hidden = record.sources.length === 0;
    refill(about, h("p", {}, say.text(record.attribution)),
      h("p", {}, `${say.word("map.licence")}: ${record.licence}`),
      h("p", {}, opening.tiles ? say.sentence("page.tiles", { host: opening.tiles })
        : say.word("page.offline")),
      h("p", {}, "Leaflet © 2010–2022 Volodymyr Agafonkin, © 2010–2011 CloudMade (BSD-2)"));
    for (const [way, key] of [["in", "page.zoom_in"], ["out", "page.zoom_out"]]) {
      const button = map.getContainer().querySelector(`.leaflet-control-zoom-${way}`);
      button?.setAttribute("aria-label", say.word(key));
      button?.setAttribute("title", say.word(key));
    }
    map.getContainer().setAttribute("role", "group");
    map.getContainer().setAttribute("aria-label", say.word("map.description"));
    map.getContainer().setAttribute("tabindex", "-1");
    document.documentElement.lang = say.code;
    document.documentElement.dir = say.direction;
  }

  function accountName({ told_by: key, name }) {
    const { say } = state;
    if (key === "") return say.word("page.own_reading");
    return key.startsWith("side:") ? say.sentence("page.side", { name: say.plain(name) })
      : say.plain(name);
  }

  function showMap(before) {
    const { account, day, episode, outlines: { since, areas, borders }, area, say } = state;
    const opened = before?.episode !== episode;
    const fresh = opened || before.outlines.since !== since;
    if (fresh) painter.show(areas, borders, say.direction);
    if (opened) {
      map.invalidateSize({ pan: false });
      fit();
    }
    if (fresh || before.say !== say) {
      finder.show(say, areas, (one) => isThere(account, one, day));
    }
    const steps = walks.get(account);
    const changed = fresh || before.say !== say ? areas
      : before.account !== account ? difference(before, state, areas)
        : steps.altered(before.day, day, areas);
    for (const one of changed) painter.paint(one, look(one));
    let relabel = changed.length > 0;
    const moved = fresh || before.day !== day || before.account !== account;
    if (moved) {
      relabel = painter.draw({
        front: [...steps.front(day)],
        ghost: day === episode.start ? [] : steps.ghost(day),
        changed: changesOn(account, day),
      }) || relabel;
    }
    if (moved || before.say !== say) {
      const named = new Set((record.claimsOn.get(day) ?? [])
        .map((claim) => record.claims[claim].landmark).filter((landmark) => landmark >= 0));
      painter.mark([...named].map((landmark) => ({
        name: say.plain(record.landmarks[landmark].name), line: record.landmarks[landmark].line,
      })));
      relabel ||= named.size > 0 || marked;
      marked = named.size > 0;
    }
    if (relabel) painter.label(say.direction);
    if (before?.area !== area || fresh) painter.choose(area);
  }

  /** Bring the episode into view, and remember it, to do so again when the window changes. */
  function fit() {
    const { view, whole } = viewOf(state.episode);
    map.fitBounds(view, { animate: false, padding: [EDGE, EDGE] });
    const shown = map.getPixelBounds();
    const [from, to] = [whole.getNorthWest(), whole.getSouthEast()]
      .map((corner) => map.project(corner));
    // rather what lies around on one side than nothing on the other
    map.panBy(["x", "y"].map((axis) => {
      const before = from[axis] - EDGE - shown.min[axis];
      const after = shown.max[axis] - to[axis] - EDGE;
      return before > 0 ? Math.min(before, Math.max(0, -after))
        : -Math.min(-before, Math.max(0, after));
    }), { animate: false });
    fitted = true;
  }

  /** What an episode is about with what lies around it as far as it is near, and all it shows. */
  function viewOf({ areas, view: [west, south, east, north] }) {
    const among = new Set(areas);
    const corner = [[Infinity, Infinity], [-Infinity, -Infinity]];
    for (const { left, right, flat } of record.borders) {
      if (!among.has(left) && !among.has(right)) continue;
      for (let at = 0; at < flat.length; at += 1) {
        corner[0][at % 2] = Math.min(corner[0][at % 2], flat[at]);
        corner[1][at % 2] = Math.max(corner[1][at % 2], flat[at]);
      }
    }
    const [high, wide] = [(north - south) * WIDENED, (east - west) * WIDENED];
    const within = ([lat, lon]) => [
      Math.min(north + high, Math.max(south - high, lat)),
      Math.min(east + wide, Math.max(west - wide, lon)),
    ];
    return {
      view: leaflet.latLngBounds([[south, west], [north, east], ...corner.map(within)]),
      whole: leaflet.latLngBounds(corner),
    };
  }

  /** Print the whole episode on a map that the paper has room for, and all that is folded. */
  function toPaper() {
    if (unprinted === null) {
      unprinted = {
        centre: map.getCenter(), zoom: map.getZoom(), open: [list.open, sources.open], fitted,
      };
    }
    [list.open, sources.open] = [true, true];
    fillList();
    root.classList.add("printing");
    map.invalidateSize({ pan: false });
    fit();
  }

  function fromPaper() {
    if (unprinted === null) return;
    const { centre, zoom, open, fitted: before } = unprinted;
    unprinted = null;
    [list.open, sources.open] = open;
    root.classList.remove("printing");
    map.invalidateSize({ pan: false });
    map.setView(centre, zoom, { animate: false });
    fitted = before;
    fillList();
  }

  /** How an area looks on the day, and how it is told. */
  function look(area) {
    const { account, day, say } = state;
    const run = runAt(account, area, day);
    const control = controlAt(record, account, area, day);
    const doubtful = isDoubtful(account, area, day);
    const [kind, sure, pale] = run ? record.looks[run.control] : ["empty", [], []];
    const actor = record.actor.get(control.holder);
    const name = say.plain(record.areas[area].name);
    return {
      kind,
      inks: doubtful ? pale : sure,
      ink: actor && kind !== "empty" ? (doubtful ? actor.paleInk : actor.ink) : "#1c1f24",
      name,
      code: record.areas[area].code,
      holder: actor && kind !== "empty"
        ? (isPartOnly(control) ? `${record.actor.get(control.rivals[0]).short}/` : "") + actor.short
          + (doubtful && control.holder !== "unknown" ? say.word("page.doubt") : "") : "",
      // told only when it is asked for: ten thousand are painted before one is
      get about() {
        return [name, holderName(record, control, say),
          control.status !== "no_data" && say.word(`status.${control.status}`),
          control.confidence && say.sentence("page.confidence", {
            confidence: say.word(`confidence.${control.confidence}`),
          })].filter(Boolean).join(say.word("page.comma"));
      },
    };
  }

  function showTime(before) {
    const { episode, say } = state;
    if (before?.episode !== episode || before.say !== say) {
      episodes.setAttribute("aria-label", say.word("page.episodes"));
      refill(episodes, record.episodes.map((one) => h("button", {
        type: "button", "aria-pressed": String(one === episode),
        onclick: () => change({ day: one === episode ? state.day : lastDay(one), area: null }),
      }, say.text(one.title))));
      const [box, tab] = [episodes, episodes.querySelector("[aria-pressed=true]")]
        .map((one) => one.getBoundingClientRect());
      episodes.scrollLeft += (tab.left + tab.right - box.left - box.right) / 2;
    }
    bar.show(state);
    track.show(state);
    if (!state.playing && before !== null && before.day !== state.day) refill(live, state.spoken);
  }

  /** An episode opens on the page's own day where that lies in it, else on its last. */
  function lastDay(episode) {
    const day = dayIndex(record, opening.day);
    const inside = day >= episode.start && day < episode.start + episode.days;
    return inside ? day : episode.start + episode.days - 1;
  }

  function showPanel(before) {
    const { area, day, account, say } = state;
    const moved = before?.day !== day || before.account !== account || before.say !== say;
    if (moved || before.area !== area) {
      refill(place, area !== null && card(record, state, {
        go, drawer, close: () => closeCard(),
      }));
      if (area !== null && before !== null && before.area !== area) showCard();
    }
    const choose = (one) => change({ area: one });
    if (moved || before.other !== state.other) {
      against.value = state.against;
      refill(comparePart, account.told_by !== "" && comparison(record, state, {
        choose, name: accountName, drawer,
      }));
    }
    if (moved) {
      refill(dayPart, changeList(record, state, { choose, drawer }));
      refill(reportsPart, reports(record, state));
      refill(legendPart, legend(record, state));
      const text = account.told_by === "" ? record.captions.get(day) : undefined;
      refill(caption, text && say.text(text));
      fillList();
    }
  }

  function showCard() {
    const name = place.querySelector("h2");
    name.focus({ preventScroll: true });
    place.closest(".panel").scrollTop = 0;
    const top = place.getBoundingClientRect().top;
    const wanted = window.innerHeight * CARD_AT;
    if (top < 0 || top > wanted) window.scrollBy({ top: top - wanted });
  }

  function closeCard() {
    const shape = mapSlot.querySelector(`[data-area="${record.areas[state.area].id}"]`);
    change({ area: null });
    shape?.focus({ preventScroll: true });
    mapSlot.scrollIntoView({ block: "nearest" });
  }

  function fillList() {
    refill(listBody, list.open && areaTable(record, state, {
      choose: (area) => change({ area }),
    }));
  }

  function spoken({ account, day, say }) {
    const changes = changesOn(account, day).map((area) => `${say.plain(record.areas[area].name)}: ${
      stateWords(record, controlAt(record, account, area, day), say)}`);
    return [say.day(day), ...changes].join(". ");
  }

  function play() {
    if (state.playing) {
      stop();
      return;
    }
    const last = state.episode.start + state.episode.days - 1;
    change({ playing: true, day: state.day === last ? state.episode.start : state.day });
    timer = window.setTimeout(step, PACE);
  }

  function step() {
    const last = state.episode.start + state.episode.days - 1;
    if (state.day >= last) {
      stop();
      return;
    }
    change({ day: state.day + 1 });
    timer = window.setTimeout(step, PACE);
  }

  function stop() {
    window.clearTimeout(timer);
    change({ playing: false });
  }

  function onKey(event) {
    if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
    const target = event.target;
    const types = target.matches?.("select, input:not([type=range]), textarea");
    if (types) return;
    const forward = state.say.direction === "rtl" ? "ArrowLeft" : "ArrowRight";
    const backward = state.say.direction === "rtl" ? "ArrowRight" : "ArrowLeft";
    const presses = target.matches?.("button, summary, a");
    let word = {
      [forward]: event.shiftKey ? "page.next_change" : "page.next_day",
      [backward]: event.shiftKey ? "page.previous_change" : "page.previous_day",
      Home: "first",
      End: "last",
      " ": presses ? undefined : "page.play",
    }[event.key];
    // elsewhere these keys scroll
    if (word === undefined && target.closest?.(".time, .stage")) {
      word = { PageUp: "page.previous_change", PageDown: "page.next_change" }[event.key];
    }
    if (event.key === "Escape" && state.area !== null) closeCard();
    else if (word !== undefined) bar.press(word);
    else return;
    event.preventDefault();
  }
}
