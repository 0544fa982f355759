/**
 * What labels say of areas: names, names within a group, and how long a holder's code may be. Pure.
 *
 * @import { PageState } from "../state/page-state.mjs"
 */

import { widthOf } from "../dom/lettering.mjs";
import { frontsIn, looksIn } from "../state/timeline.mjs";
import { holderCode } from "./look.mjs";

/** "Group: part", as many names of parts are written. */
const PARTED = /^(.+?)\s*:\s+(.+)$/;

export class Subjects {
  #state;
  /** @type {Set<number>|null} the areas that are loud on some day; null until one is asked for */
  #loud = null;
  /** By control and doubt. */
  #widths = new Map();

  /** @param {PageState} state the day does not matter */
  constructor(state) {
    this.#state = state;
  }

  /** The areas that change in the episode, or come to lie at the front. */
  #loudOnes() {
    const { record, account, episode } = this.#state;
    const { start, days } = episode;
    /** @type {Set<number>} */
    const loud = new Set();
    for (const [day, changed] of account.changes) {
      if (start <= day && day < start + days) for (const area of changed) loud.add(area);
    }
    for (const border of frontsIn(account, episode)) {
      const { left, right } = record.borders[border];
      loud.add(left).add(right);
    }
    return loud;
  }

  /** @returns {{key: number, name: string, short: string, code: number, isLoud: boolean}} */
  of(area) {
    const { record, language } = this.#state;
    this.#loud ??= this.#loudOnes();
    return {
      key: area, name: language.plain(record.areas[area].name), short: this.#partOf(area),
      code: this.#codeWidth(area), isLoud: this.#loud.has(area),
    };
  }

  /**
   * @param {number[]} areas
   * @returns {{key: string, title: string, areas: number[]}[]} the groups that have several of them,
   *   and not all; of a group whose name is a part of its members' names only these members
   */
  groups(areas) {
    const { record } = this.#state;
    return record.groups.map(({ id }) => {
      const members = areas.filter((area) => record.areas[area].group === id);
      const parts = members.filter((area) => this.#partOf(area));
      return { key: id, title: this.#titleOf(id), areas: parts.length > 1 ? parts : members };
    }).filter((group) => group.areas.length > 1 && group.areas.length < areas.length);
  }

  /** An area's name without its group's; empty where that is no part of it. */
  #partOf(area) {
    const { record, language } = this.#state;
    const { name, group } = record.areas[area];
    const [, prefix, part] = PARTED.exec(language.plain(name)) ?? [];
    return prefix && this.#titleOf(group).startsWith(prefix) ? part : "";
  }

  #titleOf(group) {
    const { record, language } = this.#state;
    return language.plain(record.groups.find(({ id }) => id === group)?.title ?? {});
  }

  /** How wide the longest code is that an area may bear in the episode, in letters. */
  #codeWidth(area) {
    const { record, account, episode } = this.#state;
    let most = 0;
    for (const [number, doubt] of looksIn(account, area, episode)) {
      const control = record.controls[number];
      if (control) most = Math.max(most, this.#widthOf(number, control, doubt));
    }
    return most;
  }

  #widthOf(number, control, doubt) {
    const key = number + doubt;
    if (!this.#widths.has(key)) {
      this.#widths.set(key, widthOf(holderCode(this.#state, control, doubt)));
    }
    return this.#widths.get(key);
  }
}
