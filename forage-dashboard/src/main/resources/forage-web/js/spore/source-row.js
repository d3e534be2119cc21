import { badge } from "../charts/freshness.js";
import { countryName } from "../countries.js";
import { el } from "../dom.js";
import { age, thousands } from "../format.js";
import { Controls } from "./controls.js";

const MOST_PER_COUNTRY = 1000;

/** One country: its traffic's controls, and how its data stands in the charts. */
export class SourceRow {
  #state = el("span", { class: "dot" });
  #rows = el("td", { role: "cell", class: "number" });
  #lag = el("td", { role: "cell", class: "number" });
  #fresh = el("td", { role: "cell", class: "number" });
  #controls;

  constructor(code, say) {
    const label = `${countryName(code)} (${code})`;
    this.#controls = new Controls(code, label, MOST_PER_COUNTRY, say);
    const name = el("th", { role: "rowheader", scope: "row" }, this.#state, el("strong", {}, code), el("span", { class: "name" }, countryName(code)));
    const buttons = this.#controls.buttons;
    buttons.lastElementChild.before(this.#controls.misbehaviourMenu());
    // on a phone the stylesheet lays rows out as blocks, which takes their roles away where they are not said
    this.element = el("tr", { role: "row" }, name, this.#rows, el("td", { role: "cell" }, this.#controls.rate.element), el("td", { role: "cell" }, buttons), this.#lag, this.#fresh);
  }

  /** `fresh` is the source's entry of the freshness chart, or null. */
  show(status, fresh) {
    this.#controls.show(status);
    this.element.dataset.state = status.error ? "error" : status.state;
    this.#state.title = status.error ?? status.state;
    this.#rows.textContent = thousands(status.rows);
    this.#lag.textContent = fresh === null ? "–" : thousands(Math.max(0, status.rows - fresh.submissions));
    if (fresh === null) this.#fresh.textContent = "–";
    else this.#fresh.replaceChildren(`${fresh.ageSeconds === null ? "none" : age(fresh.ageSeconds)} `, badge(fresh.level));
  }
}
