/**
 * Two accounts side by side: the areas that they tell differently on a day.
 *
 * @import { PageState } from "../state/page-state.mjs"
 * @import { Fills } from "./samples.mjs"
 */

import { h, textNode } from "../dom/elements.mjs";
import { accountName, stateWords } from "../state/sentences.mjs";
import { controlAt, controlOf, runAt, sameState } from "../state/timeline.mjs";
import { sampleOfRun } from "./samples.mjs";

/**
 * @param {PageState} state
 * @param {{choose: (area: number) => void, patterns: Fills}} on
 * @returns {HTMLElement[]}
 */
export function comparison({ record, account, other, day, episode, language }, on) {
  const differing = episode.areas.filter((area) => !sameState(
    controlAt(record, account, area, day), controlAt(record, other, area, day),
  ));
  const toldBy = (one, area) => {
    const run = runAt(one, area, day);
    return [sampleOfRun(record, run, on.patterns),
      h("span", {}, stateWords(controlOf(record, run), language))];
  };
  return [
    h("h3", {}, `${language.word("page.differs")} ${accountName(other, language)}`),
    differing.length === 0
      ? h("p.fm-quiet", {}, language.word("compare.same"))
      : h("ul", {}, differing.map((area) => h("li", {},
        h("button.fm-change", { onclick: () => on.choose(area) },
          h("b", {}, textNode(language, record.areas[area].name)),
          h("span.fm-from-to", {}, toldBy(account, area), toldBy(other, area)))))),
  ];
}
