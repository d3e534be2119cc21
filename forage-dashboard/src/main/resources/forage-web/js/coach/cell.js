import { badge } from "../charts/freshness.js";
import { el } from "../dom.js";
import { parse, read } from "../endpoint.js";
import { age } from "../format.js";
import { Mismatch, shorten } from "../shape.js";

const PRESENT = new AbortController().signal;

/** One learner's one chart: what level it reaches, or what is wrong with it. */
export class Cell {
  #chart;
  #url;
  #reference;
  #words = el("span", { class: "words" }, "waiting");
  #badge = badge(0);
  #visits = 0;
  level = 0;

  /** `reference` is null for the chart that is only ever a learner's own. */
  constructor(chart, url, standard, reference) {
    this.#chart = chart;
    this.#url = url;
    this.#reference = reference;
    this.given = url !== standard;
    this.#badge.hidden = true;
    if (!this.given) this.#words.textContent = "no URL yet";
    this.element = el("td", { title: url }, this.#badge, this.#words);
  }

  /** The host that is asked; what is not a URL at all has none. */
  get host() {
    return URL.canParse(this.#url, location.href) ? new URL(this.#url, location.href).host : "";
  }

  /** Asks the endpoint once; false when it failed. */
  async visit() {
    const asked = Date.now();
    this.#visits += 1;
    try {
      const { value } = this.#chart.module.check(parse((await read(this.#url, PRESENT)).text));
      this.#judge(value, asked);
      return true;
    } catch (failure) {
      const mismatch = failure instanceof Mismatch;
      this.#show(0, mismatch ? `${failure.path}: expected ${failure.expected}, came ${failure.came}` : (failure.title ?? failure.message), mismatch ? "" : said(failure));
      return false;
    }
  }

  async #judge(value, asked) {
    if (this.#reference === null) {
      const level = value.length === 0 ? 0 : Math.min(...value.map((d) => d.level));
      this.#show(level, "as the learner says");
      return;
    }
    const visit = this.#visits;
    const caughtUp = await this.#reference.caughtUp(Date.now());
    if (visit !== this.#visits) return;
    if (!caughtUp) {
      this.#show(0, "answers, but this server's own chart is not to be had");
      return;
    }
    const { level, seconds, wrong } = this.#reference.judge(value, asked, Date.now());
    if (level > 0) this.#show(level, `correct, under ${seconds === 1 ? "1 s" : age(seconds)}`);
    else this.#show(0, `${wrong}, in the ${age(this.#reference.watched(Date.now()))} watched`);
  }

  /** `more` is for who points at the cell. */
  #show(level, words, more = "") {
    this.level = level;
    this.element.title = more === "" ? this.#url : `${this.#url}\n${more}`;
    this.#badge.replaceWith((this.#badge = badge(level)));
    this.#words.textContent = shorten(words, 140);
  }
}

function said({ expected, came }) {
  return [expected && `Expected: ${expected}`, came && `Came: ${came}`].filter(Boolean).join("\n");
}
