// The learners' rows: who is there, which charts they have, and the level that each chart reaches.
import { CHARTS } from "../charts/all.js";
import { badge } from "../charts/freshness.js";
import { el } from "../dom.js";
import { Cell } from "./cell.js";
import { MEASURES } from "./measures.js";
import { Visits } from "./visits.js";

const LEVELS =
  "Level 3: correct as of the last second. 2: of the last minute. 1: of the last hour, or as much of it as this page has been open. 0: none of these.";

export class Learners {
  #body = el("tbody", {});
  #none = el("p", { class: "label" }, "No learner has signed up yet.");
  #rows = new Map();
  #visits = new Visits();
  #standard;
  #references;

  /** `standard` has this server's URLs by chart, `references` what they say (Reference), as far as there is one. */
  constructor(standard, references) {
    this.#standard = standard;
    this.#references = references;
    this.element = this.#card();
    this.#visits.start();
    setInterval(() => this.#rows.forEach((row) => row.sum()), 1000);
  }

  /** Shows these learners, keeping what is known of those whose charts are the same as before. */
  show(learners) {
    const before = this.#rows;
    this.#rows = new Map(
      learners.map((learner) => {
        const old = before.get(learner.name);
        const same = old !== undefined && old.dashboard === JSON.stringify(learner.dashboard);
        return [learner.name, same ? old : this.#row(learner)];
      }),
    );
    before.forEach((row, name) => this.#rows.get(name) === row || row.stop());
    const elements = [...this.#rows.values()].map((row) => row.element);
    // moving rows that are there already would take the focus from them
    if (elements.some((element, i) => element !== this.#body.children[i]) || elements.length !== this.#body.children.length) {
      this.#body.replaceChildren(...elements);
    }
    this.#none.hidden = learners.length > 0;
  }

  #row(learner) {
    const cells = [...CHARTS].map(
      ([key, chart]) => new Cell(chart, learner.dashboard[key], this.#standard[key], this.#references.get(key) ?? null),
    );
    const stops = cells.filter((cell) => cell.given).map((cell) => this.#visits.add(cell.host, () => cell.visit()));
    const overall = el("td", {});
    const name = el("a", { href: `/?learner=${encodeURIComponent(learner.name)}` }, learner.name);
    const element = el("tr", {}, el("th", { scope: "row" }, name), overall, ...cells.map((cell) => cell.element));
    // the sixth chart is a learner's own statement: the level is that of the five that can be checked
    const checked = cells.filter((_, i) => MEASURES.has([...CHARTS.keys()][i]));
    const sum = () => {
      const level = Math.min(...checked.map((cell) => cell.level));
      if (overall.firstChild?.dataset.level !== String(level)) overall.replaceChildren(badge(level));
    };
    sum();
    return { element, sum, dashboard: JSON.stringify(learner.dashboard), stop: () => stops.forEach((stop) => stop()) };
  }

  #card() {
    const head = ["Learner", "Level", ...[...CHARTS.values()].map((chart) => chart.title)];
    const table = el(
      "table",
      { class: "learners" },
      el("caption", {}, "Learners and the level that each of their charts reaches"),
      el("thead", {}, el("tr", {}, ...head.map((words) => el("th", { scope: "col" }, words)))),
      this.#body,
    );
    return el(
      "section",
      { class: "card" },
      el("header", {}, el("div", {}, el("h2", {}, "Learners"), el("p", {}, "each chart held against this server's, from this browser"))),
      el("div", { class: "table wide", tabindex: "0", role: "region", "aria-label": "Learners" }, table, this.#none),
      el("footer", {}, LEVELS),
    );
  }
}
