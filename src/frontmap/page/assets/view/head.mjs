/**
 * The head of the page: its title, whose account is shown, the language; and the banner that an
 * account bears.
 *
 * @import { Account, AtlasRecord } from "../state/payload.mjs"
 * @import { PageState, Wish } from "../state/page-state.mjs"
 */

import { h, refill, textNode } from "../dom/elements.mjs";
import { accountName } from "../state/sentences.mjs";
import { LanguageSwitch } from "./language-switch.mjs";

export class Head {
  #change;
  #title = h("h1");
  #teller;
  #tellerName = h("span");
  #tellerLabel;
  #languages;
  #against;
  #banner = h("p.fm-banner", { role: "status" });

  /**
   * @param {AtlasRecord} record
   * @param {(wish: Wish) => void} change
   * @param {HTMLElement} tools
   */
  constructor(record, change, tools) {
    this.#change = change;
    this.#languages = new LanguageSwitch(record, change);
    this.#teller = h("select", { onchange: () => change({ toldBy: this.#teller.value }) });
    this.#against = h("select", { onchange: () => change({ against: this.#against.value }) });
    this.#tellerLabel = h("label.fm-teller", {}, this.#tellerName, this.#teller);
    this.elements = [
      h("header.fm-top", {}, this.#title, tools, this.#tellerLabel, this.#languages.element),
      this.#banner,
    ];
  }

  /**
   * Show what depends on the language and the account.
   *
   * @param {PageState} state
   */
  showWords(state) {
    const { record, language, account } = state;
    const accounts = [...record.accounts.values()];
    refill(this.#title, textNode(language, record.title));
    refill(this.#tellerName, language.word("as_told_by"));
    refill(this.#teller, options(state, accounts, account));
    this.#tellerLabel.hidden = accounts.length < 2;
    this.#languages.show(state);
    this.#showBanner(state, accounts.filter((one) => one !== account));
  }

  /** @param {PageState} state */
  showComparison({ against }) {
    if (this.#against.value !== against) this.#against.value = against;
  }

  #showBanner(state, others) {
    const { language, account, other } = state;
    refill(this.#against, options(state, others, other));
    refill(this.#banner, account.toldBy !== "" && [
      h("b", {}, `${language.word("as_told_by")} ${language.plain(account.name)}`),
      h("span", {}, language.word("page.banner")),
      h("label.fm-other", {},
        h("span", {}, language.word("page.compare_with")), this.#against),
      h("button", { onclick: () => this.#change({ toldBy: "" }) },
        language.word("page.back_to_own")),
    ]);
    this.#banner.hidden = account.toldBy === "";
  }
}

/**
 * @param {PageState} state
 * @param {Account[]} accounts
 * @param {Account} chosen
 */
function options({ language }, accounts, chosen) {
  return accounts.map((account) => h("option", {
    value: account.toldBy, selected: account === chosen,
  }, accountName(account, language)));
}
