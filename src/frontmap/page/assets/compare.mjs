/** Two accounts side by side: the areas that they tell differently on a day. */

import { swatch } from "./card.mjs";
import { h } from "./dom.mjs";
import { stateWords } from "./dayview.mjs";
import { controlAt, runAt, sameState } from "./timeline.mjs";

/**
 * @param {object} record
 * @param {object} state the page's: account, other, day, episode, say
 * @param {{choose: (area: number) => void, name: (account: object) => string, drawer: object}} on
 * @returns {HTMLElement[]}
 */
export function comparison(record, state, on) {
  const { account, other, day, episode, say } = state;
  const differing = episode.areas.filter((area) => !sameState(
    controlAt(record, account, area, day), controlAt(record, other, area, day),
  ));
  const told = (one, area) => [
    swatch(record, runAt(one, area, day)?.control, false, on.drawer),
    h("span", {}, stateWords(record, controlAt(record, one, area, day), say)),
  ];
  return [
    h("h3", {}, `${say.word("page.differs")} ${on.name(other)}`),
    differing.length === 0
      ? h("p.quiet", {}, say.word("compare.same"))
      : h("ul", {}, differing.map((area) => h("li", {},
        h("button.change", { type: "button", onclick: () => on.choose(area) },
          h("b", {}, say.text(record.areas[area].name)),
          h("span.from-to", {}, told(account, area), told(other, area)))))),
  ];
}
