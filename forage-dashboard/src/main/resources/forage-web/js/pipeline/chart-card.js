import { el, freshId, placeUnder } from "../dom.js";
import { Feed } from "../feed.js";
import { age } from "../format.js";
import { answersOf, lookOf } from "./answers.js";
import { VIEWS } from "./views.js";
import { fieldTitle } from "./words.js";

const SWITCH_UP_TO = 3;

/** One chart: what its address answers, drawn as its kind asks for, and in words what is wrong. */
export class ChartCard {
  #chart;
  #filters;
  #announcer;
  #host = el("div", { class: "chart" });
  #state = el("p", { class: "state" });
  #note = el("p", { class: "note", hidden: true });
  #figure = el("div", { class: "figure-choice" });
  #feed;
  #view = null;
  #value = null;
  #asTable = false;
  #chosen = 0;
  #figures = "";
  #broken = false;
  #retryAt = null;

  constructor(chart, { filters, announcer, alone }) {
    this.#chart = chart;
    this.#filters = filters;
    this.#announcer = announcer;
    this.look = lookOf(chart);
    const id = freshId("chart");
    const title = el("h2", { id }, chart.title);
    const header = el("header", {}, el("div", {}, title, el("p", {}, chart.description)), this.#figure, this.#menu(alone));
    this.element = el("article", { class: `card look-${this.look}`, "aria-labelledby": id, "data-chart": chart.short, "data-state": "waiting" }, header, el("div", { class: "body" }, this.#host), this.#note, this.#state);
    this.#state.textContent = "Waiting for the first answer";
    this.#feed = new Feed(answersOf(chart), {
      data: (update) => this.#data(update),
      slow: (ms) => this.#say("slow", `Slow: no answer for ${age(ms / 1000)}`),
      problem: (problem, retryAt) => this.#problem(problem, retryAt),
    });
  }

  /** Follows the chart's stream where a place is free, and polls else. */
  start() {
    this.#feed.transport = "stream";
    this.follow();
    this.#feed.start();
  }

  /** Asks for what the filters choose now. */
  follow() {
    this.#feed.url = this.#filters.address(this.#chart);
  }

  /** Says when a broken chart is asked again; called a few times a second. */
  sayWhen() {
    if (this.#retryAt === null) return;
    const seconds = Math.ceil((this.#retryAt - Date.now()) / 1000);
    this.#state.lastElementChild.textContent = seconds > 0 ? `Reconnecting in ${seconds} s` : "Reconnecting";
  }

  #data(update) {
    if (this.#broken) this.#announcer.say(`${this.#chart.title} is live again.`);
    this.#broken = false;
    this.#retryAt = null;
    this.element.dataset.state = "live";
    this.element.dataset.streaming = String(update.streaming);
    this.#state.textContent = "";
    if (!update.changed) return;
    this.#value = update.value;
    this.element.style.setProperty("--rows", String(update.value.rows.length));
    this.#filters.learn(this.#chart, update.value);
    this.#offerFigures();
    this.#show();
    this.#remark(update.note);
  }

  #say(state, words) {
    this.element.dataset.state = state;
    this.#retryAt = null;
    this.#state.textContent = words;
  }

  #problem(problem, retryAt) {
    const came = problem.came ? ` ${problem.came}` : "";
    this.element.dataset.state = "broken";
    this.#state.replaceChildren(el("strong", {}, problem.title), came, " ", el("span", {}));
    this.#retryAt = retryAt;
    this.sayWhen();
    if (!this.#broken) this.#announcer.say(`${this.#chart.title}: ${problem.title}`);
    this.#broken = true;
  }

  #remark(note) {
    const words = [note, this.#view?.remark?.() ?? null].filter(Boolean).join(" ");
    this.#note.textContent = words;
    this.#note.hidden = words === "";
  }

  #show() {
    if (this.#value.rows.length === 0) {
      this.#view = null;
      const nothing = this.#filters.choosesOf(this.#chart) ? "Nothing matches the filters" : "No data yet";
      this.#host.replaceChildren(el("p", { class: "nothing" }, nothing));
      return;
    }
    if (this.#view === null) {
      this.#host.replaceChildren();
      this.#host.className = `chart view-${this.#asTable ? "table" : this.look}`;
      this.#view = VIEWS[this.#asTable ? "table" : this.look](this.#host, this.#chart);
    }
    this.#view.update(this.#value, this.#chosen);
  }

  #offerFigures() {
    const figures = this.#value.fields.filter((field) => field.role === "figure");
    const names = figures.map((field) => field.name).join("\n");
    if (names === this.#figures || !["bars", "periods"].includes(this.look)) return;
    this.#figures = names;
    const label = `What ${this.#chart.title} shows`;
    if (figures.length < 2) this.#figure.replaceChildren();
    else if (figures.length <= SWITCH_UP_TO) this.#figure.replaceChildren(this.#switch(figures, label));
    else {
      const options = figures.map((field, i) => el("option", { value: String(i) }, fieldTitle(field)));
      this.#figure.replaceChildren(el("select", { "aria-label": label, onchange: (event) => this.#choose(Number(event.target.value)) }, ...options));
    }
  }

  #switch(figures, label) {
    const name = freshId("figure");
    const radio = (field, i) => el("label", {}, el("input", { type: "radio", name, checked: i === 0, onchange: () => this.#choose(i) }), el("span", {}, fieldTitle(field)));
    return el("fieldset", { class: "switch" }, el("legend", {}, label), ...figures.map(radio));
  }

  #choose(figure) {
    this.#chosen = figure;
    if (this.#value !== null) this.#show();
    this.#remark(null);
  }

  #menu(alone) {
    const id = freshId("menu");
    const button = el("button", { type: "button", class: "more-button", popovertarget: id, "aria-expanded": "false", "aria-label": `Menu of ${this.#chart.title}` });
    const table = el("button", { type: "button", onclick: () => this.#toggleTable(table, popover) }, "Show as table");
    const link = (words, href) => el("a", { class: "button", href, target: alone ? "_blank" : null, rel: "noopener" }, words);
    const one = link("This chart alone", "");
    const json = link("JSON", "");
    const csv = link("CSV", "");
    const actions = [...(this.look === "table" ? [] : [table]), ...(alone ? [] : [one]), json, ...(this.#chart.fields.length > 0 ? [csv] : [])];
    const popover = el("div", { id, popover: "auto", class: "menu" }, el("div", { class: "actions" }, ...actions));
    popover.addEventListener("beforetoggle", () => {
      const address = new URL(this.#filters.address(this.#chart));
      one.href = `/dashboard/${this.#chart.pipeline}/${this.#chart.short}${address.search}`;
      json.href = address.href;
      address.pathname += ".csv";
      csv.href = address.href;
    });
    placeUnder(popover, button);
    return el("div", { class: "more" }, button, popover);
  }

  #toggleTable(button, popover) {
    this.#asTable = !this.#asTable;
    this.#view = null;
    button.textContent = this.#asTable ? "Show as chart" : "Show as table";
    popover.hidePopover();
    if (this.#value !== null) this.#show();
  }
}
