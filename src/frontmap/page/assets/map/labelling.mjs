/**
 * All labels of a view: names in their areas, of groups over their members, beside with a leader,
 * and at last the holder's code alone. Pure.
 *
 * @import { Ground } from "./grounds.mjs"
 * @import { Box, Label } from "./labels.mjs"
 * @import { Wording } from "./wordings.mjs"
 *
 * @typedef {object} Subject an area that wants a label
 * @property {any} key
 * @property {string} name
 * @property {string} short its name within its group; empty where that has none
 * @property {number} code how wide its holder's code may be, in letters; 0 for none
 * @property {boolean} isLoud whether there is a day on which its holder has to be said
 * @property {Ground|null} ground null where it is out of view
 *
 * @typedef {{key: any, title: string, members: Subject[], ground: Ground|null}} Group
 * @typedef {{labels: Label[], placed: Box[]}} Labelling `placed` is all that others keep off
 */

import {
  boxesAlong, isFree, overlap, placeAside, placeInside, placesIn, standsOn,
} from "./labels.mjs";
import { brokenInto, sizesOf, wording, wordingsOf } from "./wordings.mjs";

/** How far the letters of a group's name are apart, as `labels.css` has it, in letters. */
const SPACING = 0.12;
/** Of a group's name, how many places are tried for each way of setting it. */
const MOST_TRIED = 40;
/** How long leaders may be, in pixels; the shorter ones are tried first. */
const LEADERS = [40, 80, 120, 176];
/** So many of them come before a name inside that gives way to a code. */
const SHORT_LEADERS = 1;
/** An area of fewer pixels across has no room for a name, and none is measured. */
const LEAST_ASIDE = 24;
/** From so many points of a group leaders to its name are tried. */
const MOST_FEET = 8;
const MUTE = { code: 0, isLoud: false };
const BARE = { code: 0, isLoud: true };

export class Labeller {
  #frame;
  #sizes;
  #free;
  #placed;
  #known = new Map();
  /** @type {Map<any, Label>} */
  #labels = new Map();

  /**
   * @param {{frame: Box, letters: number, free: Pick<Ground, "lines"|"has">|null,
   *   obstacles: Box[]}} view `letters` are the page's, in pixels; `free` is the ground off all
   *   areas, null where each label has to stay inside its area, under the lines
   */
  constructor({ frame, letters, free, obstacles }) {
    this.#frame = frame;
    this.#sizes = sizesOf(letters);
    this.#free = free;
    this.#placed = [...obstacles];
  }

  /**
   * @param {Subject[]} subjects
   * @param {Group[]} groups
   * @returns {Labelling}
   */
  label(subjects, groups) {
    for (const subject of subjects) this.#put(this.#inside(subject, subject.name, this.#placed));
    for (const group of groups) this.#bring(group);
    const left = subjects.filter(({ key, ground }) => ground && !this.#labels.has(key))
      .sort((one, other) => sizeOf(one.ground) - sizeOf(other.ground));
    const tries = [
      ...LEADERS.map((most, at) => (one) => this.#aside(one, LEADERS[at - 1] ?? 0, most)),
      (one) => this.#codeOf(one),
    ];
    // short leaders come first: a long one would keep them off
    tries.splice(SHORT_LEADERS, 0, (one) => this.#instead(one));
    for (const found of tries) {
      for (const one of left) if (!this.#labels.has(one.key)) this.#put(found(one));
    }
    return { labels: [...this.#labels.values()], placed: this.#placed };
  }

  #there(placed = this.#placed) {
    return { placed, frame: this.#frame, isUnder: !this.#free };
  }

  #put(label) {
    if (!label) return;
    this.#labels.set(label.key, label);
    this.#placed.push(label, ...(label.leader ? boxesAlong(label.leader) : []));
  }

  /** What may be written of a subject; without room for the code where it is never asked for. */
  #wordings(subject, name) {
    return [
      ...this.#ways(name, subject),
      ...(subject.code && !subject.isLoud ? this.#ways(name, MUTE) : []),
    ];
  }

  /** The same as the wordings, which are worked out once. */
  #ways(name, manner) {
    const key = [manner.code, manner.isLoud, name].join();
    if (!this.#known.has(key)) this.#known.set(key, wordingsOf(name, manner, this.#sizes));
    return this.#known.get(key);
  }

  #inside(subject, name, placed) {
    if (isNarrow(subject.ground)) return undefined;
    return placeInside(subject.key, subject.ground, this.#wordings(subject, name), this.#there(placed));
  }

  get #asideSize() {
    return this.#sizes[Math.min(1, this.#sizes.length - 1)];
  }

  /** Beside, a name is set in smaller letters, and the code in its last line. */
  #aside(subject, least, most) {
    if (!this.#free) return undefined;
    const wordings = [
      ...this.#wordings(subject, subject.name),
      ...(most > LEADERS[SHORT_LEADERS] ? [] : this.#ways(subject.name, BARE)),
    ].filter(({ size, code, lines }) => (
      size === this.#asideSize && code !== "below" && lines.length < 3));
    return placeAside(subject.key, subject.ground, wordings, this.#free,
      { ...this.#there(), least, most });
  }

  /**
   * Quiet names in whose place there is room for the loud code.
   *
   * @returns {Wording[]}
   */
  #insteadOf({ name, code }) {
    return code ? this.#ways(name, MUTE).map((one) => (
      { ...one, code: "instead", width: Math.max(one.width, code * one.size) })) : [];
  }

  /** A name that gives way to the code where that has to be said. */
  #instead(subject) {
    const { key, ground } = subject;
    return isNarrow(ground) ? undefined
      : placeInside(key, ground, this.#insteadOf(subject), this.#there());
  }

  /** The code alone; where a holder has to be said rather beyond the area's edge than nowhere. */
  #codeOf(subject) {
    const { key, ground } = subject;
    if (!subject.code) return undefined;
    const ways = this.#sizes.map((size) => wording([], size, subject, "below"));
    const way = ways.at(-1);
    const jutting = {
      key, x: ground.x, y: ground.y, width: way.width, height: way.height, wording: way,
    };
    return placeInside(key, ground, ways, this.#there())
      ?? (this.#free && subject.isLoud && isFree(jutting, this.#placed, this.#frame) ? jutting : undefined);
  }

  /** Name a group over its members where more of these are then named, with their short names. */
  #bring(group) {
    const { members, ground } = group;
    const named = members
      .filter((member) => this.#labels.get(member.key)?.wording.lines.length > 0);
    if (ground === null || named.length === members.length) return;
    const own = new Set(named.map((member) => this.#labels.get(member.key)));
    const others = this.#placed.filter((box) => !own.has(/** @type {Label} */ (box)));
    const best = this.#titled(group, others, named.length || -1);
    if (best === null) return;
    for (const member of named) this.#labels.delete(member.key);
    this.#placed = others;
    for (const label of best) this.#put(label);
  }

  /** A group's name with its members' short ones, if these are more than `least`; else null. */
  #titled(group, others, least) {
    const { members } = group;
    const alone = members.map((member) => this.#short(member, others));
    const most = alone.filter(Boolean).length;
    let best = null;
    let count = least;
    for (const label of this.#titles(group, others)) {
      const around = alone.map((one, at) => (
        one && overlap(one, label) ? this.#short(members[at], [...others, label]) : one));
      const found = around.filter(Boolean).length;
      if (found > count) {
        count = found;
        best = [label, ...around];
      }
      if (found === most) break;
    }
    const isCrowded = count < 0 && members.length > 2 && members[0].short;
    return (isCrowded || (count < most && most > 1)) && this.#free
      ? this.#titleAside(group, [...others, ...alone.filter(Boolean)], alone) ?? best : best;
  }

  /** A group's name beside it, with a leader to where no label of its members stands. */
  #titleAside({ key, title, ground }, placed, members) {
    const wordings = this.#titleWays(title).filter(({ size }) => size === this.#asideSize);
    const found = placesIn(ground.bounds, 0, 0)
      .filter(([x, y]) => isFree({ x, y, width: 12, height: 12 }, placed, this.#frame)
        && standsOn({ x, y, width: 12, height: 12 }, ground))
      .filter((_, at, all) => at % Math.ceil(all.length / MOST_FEET) === 0)
      .map(([x, y]) => placeAside(key, { ...ground, x, y }, wordings, this.#free,
        { ...this.#there(placed), most: LEADERS.at(-1) }))
      .filter(Boolean)
      .sort((one, other) => lengthOf(one.leader) - lengthOf(other.leader));
    return found.length > 0 ? [found[0], ...members] : null;
  }

  #short(member, placed) {
    return member.short ? this.#inside(member, member.short, placed) : undefined;
  }

  /** Where a group's name may stand, the best first. */
  *#titles({ key, title, ground }, placed) {
    const off = ([x, y]) => (x - ground.x) ** 2 + (y - ground.y) ** 2;
    for (const way of this.#titleWays(title)) {
      const { width, height } = way;
      const places = [[ground.x, ground.y],
        ...placesIn(ground.bounds, width, height).sort((one, other) => off(one) - off(other))];
      yield* places.map(([x, y]) => ({ key, x, y, width, height, wording: way }))
        .filter((box) => isFree(box, placed, this.#frame) && standsOn(box, ground))
        .slice(0, MOST_TRIED);
    }
  }

  #titleWays(title) {
    const words = title.split(" ");
    return this.#sizes.flatMap((size) => words.map((_, count) => {
      const lines = brokenInto(words, count + 1);
      const set = wording(lines, size, BARE, "");
      const most = Math.max(...lines.map(({ length }) => length));
      return { ...set, width: set.width + SPACING * size * most };
    }));
  }
}

function isNarrow(ground) {
  return ground !== null && ground.bounds[2] - ground.bounds[0] < LEAST_ASIDE;
}

function sizeOf({ bounds: [left, top, right, bottom] }) {
  return (right - left) * (bottom - top);
}

function lengthOf(line) {
  const [x1, y1, x2, y2] = line;
  return Math.hypot(x2 - x1, y2 - y1);
}
