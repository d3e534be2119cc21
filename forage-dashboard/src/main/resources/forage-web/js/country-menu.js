import { countryLabel } from "./countries.js";
import { el, freshId, placeUnder } from "./dom.js";

const CHIPS = 3;
const MAX_KNOWN = 250;

/** The chips "ALB ARG AUS +17" and the list behind them. `onChange` gets null for all, or the codes. */
export class CountryMenu {
  #known = [];
  #chosen = null;
  #onChange;
  #button;
  #list;
  #search;

  constructor(title, known, onChange) {
    this.#onChange = onChange;
    const id = freshId("countries");
    this.#button = el("button", { type: "button", class: "chips", popovertarget: id, "aria-expanded": "false" });
    this.#search = el("input", { type: "search", placeholder: "Find a country", "aria-label": "Find a country", oninput: () => this.#filter() });
    this.#list = el("div", { class: "options", role: "group", "aria-label": `Countries of ${title}` });
    const popover = el(
      "div",
      { id, popover: "auto", class: "menu countries", role: "dialog", "aria-label": `Countries of ${title}` },
      this.#search,
      el("div", { class: "actions" }, this.#action("All", () => this.#choose(null)), this.#action("None", () => this.#choose([]))),
      this.#list,
    );
    placeUnder(popover, this.#button);
    this.element = el("div", { class: "filter" }, this.#button, popover);
    this.learn(known);
  }

  get known() {
    return this.#known;
  }

  /** Adds countries that an answer had. */
  learn(codes) {
    const all = [...new Set([...this.#known, ...codes])].sort().slice(0, MAX_KNOWN);
    if (all.length === this.#known.length) return;
    this.#known = all;
    this.#list.replaceChildren(...all.map((code) => this.#option(code)));
    this.#show();
  }

  #option(code) {
    const box = el("input", { type: "checkbox", value: code, onchange: () => this.#toggled() });
    return el("label", {}, box, el("span", { class: "code" }, code), el("span", {}, countryLabel(code).replace(` (${code})`, "")));
  }

  #action(words, onclick) {
    return el("button", { type: "button", onclick }, words);
  }

  #toggled() {
    const codes = [...this.#list.querySelectorAll("input:checked")].map((box) => box.value);
    this.#choose(codes.length === this.#known.length ? null : codes);
  }

  #choose(codes) {
    this.#chosen = codes;
    this.#show();
    this.#onChange(codes);
  }

  #show() {
    const codes = this.#chosen ?? this.#known;
    const rest = codes.length - CHIPS;
    this.#button.replaceChildren(
      ...codes.slice(0, CHIPS).map((code) => el("span", { class: "chip" }, code)),
      ...(rest > 0 ? [el("span", { class: "chip rest" }, `+${rest}`)] : []),
      ...(codes.length === 0 ? [el("span", { class: "chip rest" }, "no country")] : []),
    );
    const count = codes.length === 1 ? "1 country" : `${codes.length} countries`;
    this.#button.setAttribute("aria-label", `Countries: ${codes.slice(0, CHIPS).join(" ")}${rest > 0 ? ` +${rest}` : ""} (${count})`);
    const chosen = new Set(codes);
    this.#list.querySelectorAll("input").forEach((box) => (box.checked = chosen.has(box.value)));
  }

  #filter() {
    const wanted = this.#search.value.trim().toLowerCase();
    this.#list.querySelectorAll("label").forEach((label) => {
      label.hidden = !label.textContent.toLowerCase().includes(wanted);
    });
  }
}
