import { CountryMenu } from "./country-menu.js";
import { el, freshId, placeUnder } from "./dom.js";
import { Feed } from "./feed.js";
import { age } from "./format.js";

const NO_COUNTRY = Symbol("no country");

/** One chart of the dashboard: its endpoint's answers, its menus, and what is wrong with it. */
export class Card {
  #chart;
  #article;
  #host = el("div", { class: "chart" });
  #table = el("div", { class: "table", hidden: true, tabindex: "0", role: "region" });
  #note = el("p", { class: "note", hidden: true });
  #problem = el("div", { class: "problem", role: "status" });
  #state = el("span", { class: "state" }, "Waiting for the first answer");
  #age = el("span", { class: "age" });
  #standing = el("p", { class: "label" });
  #address = el("code", { class: "address" });
  #countries = null;
  #chosen = null;
  #url = null;
  #feed;
  #view = null;
  #value = null;
  #latest = null;
  #retryAt = null;

  /** `settings` has url (the endpoint) and countries (codes known beforehand). */
  constructor(article, chart, settings) {
    this.#chart = chart;
    this.#article = article;
    this.#table.setAttribute("aria-label", `${chart.title} as a table`);
    const header = article.querySelector("header");
    if (chart.module.codes) {
      this.#countries = new CountryMenu(chart.title, settings.countries, (codes) => this.#choose(codes));
      header.append(this.#countries.element);
    }
    header.append(this.#menu());
    const body = el("div", { class: "body" }, this.#host, this.#table, this.#problem);
    article.append(body, this.#note, el("footer", {}, el("span", { class: "dot" }), this.#state, this.#age));
    this.#feed = new Feed(chart.module.check, {
      data: (update) => this.#data(update),
      slow: (ms) => this.#slow(ms),
      problem: (problem, retryAt) => this.#broken(problem, retryAt),
    });
    this.url = settings.url;
    this.#feed.start();
  }

  set url(url) {
    this.#url = url;
    this.#address.textContent = url;
    this.#follow();
  }

  set transport(transport) {
    this.#feed.transport = transport;
  }

  /** waiting, live, slow or broken. */
  get state() {
    return this.#article.dataset.state ?? "waiting";
  }

  /** How long ago the data was read from its source, or where the endpoint does not tell, was answered; null before that. */
  get seconds() {
    if (this.#latest === null) return null;
    return (Date.now() - (this.#latest.asOf ?? this.#latest.at)) / 1000;
  }

  /** Shows how old the data is by now, and when a broken endpoint is asked again; called a few times a second. */
  showAge() {
    if (this.#retryAt !== null) this.#sayWhen();
    if (this.#latest === null) return;
    this.#age.textContent = this.#latest.asOf === null ? `answered ${age(this.seconds)} ago` : `${age(this.seconds)} old`;
    this.#standing.textContent = `${this.#state.textContent}, ${this.#age.textContent}`;
  }

  #choose(codes) {
    this.#chosen = codes !== null && codes.length === 0 ? NO_COUNTRY : codes;
    this.#follow();
  }

  /**
   * Where to ask: this server gives all countries when none is named; of others, which may need the
   * parameter, all known countries are asked for.
   */
  #follow() {
    this.#retryAt = null;
    if (this.#url === null || this.#chosen === NO_COUNTRY) {
      this.#feed.url = null;
      if (this.#chosen === NO_COUNTRY) this.#show([]);
      return;
    }
    const url = new URL(this.#url, location.href);
    const own = url.origin === location.origin;
    if (this.#countries !== null && (this.#chosen !== null || !own)) {
      const codes = this.#chosen ?? this.#countries.known;
      url.search += `${url.search ? "&" : "?"}countries=${codes.join(",")}`;
    }
    this.#feed.url = url.href;
  }

  #data(update) {
    this.#latest = update;
    this.#retryAt = null;
    this.#article.dataset.state = "live";
    this.#state.textContent = update.streaming ? "Live, streamed" : "Live";
    this.#state.title = update.streaming ? "" : `Answered in ${age(update.tookMs / 1000)}`;
    this.#problem.replaceChildren();
    if (update.changed) {
      this.#note.textContent = update.note ?? "";
      this.#note.hidden = !update.note;
      this.#countries?.learn(this.#chosen === null ? this.#chart.module.codes(update.value) : []);
      this.#show(update.value);
    }
    this.showAge();
  }

  #show(value) {
    this.#value = value;
    if (this.#table.hidden) {
      this.#view ??= this.#chart.module.create(this.#host);
      this.#view.update(value);
    } else {
      this.#showTable();
    }
  }

  #showTable() {
    const { columns, rows } = this.#chart.module.table(this.#value);
    const row = (cells, kind) => el("tr", {}, ...cells.map((cell) => el(kind, kind === "th" ? { scope: "col" } : {}, cell)));
    const caption = el("caption", {}, this.#chart.title);
    this.#table.replaceChildren(el("table", {}, caption, el("thead", {}, row(columns, "th")), el("tbody", {}, ...rows.map((cells) => row(cells, "td")))));
  }

  #slow(ms) {
    this.#article.dataset.state = "slow";
    this.#retryAt = null;
    this.#state.textContent = `Slow: no answer for ${age(ms / 1000)}`;
    this.showAge();
  }

  #broken(problem, retryAt) {
    this.#article.dataset.state = "broken";
    this.#retryAt = retryAt;
    this.#sayWhen();
    const fact = (name, words) => (words === null ? [] : [el("dt", {}, name), el("dd", {}, words)]);
    const facts = [...fact("Expected", problem.expected), ...fact("Came", problem.came)];
    const again = el("button", { type: "button", onclick: () => this.#feed.now() }, "Ask now");
    // the same words again would be read out again by a screen reader
    if (this.#problem.querySelector("strong")?.textContent === problem.title && facts.length === 0) return;
    this.#problem.replaceChildren(el("strong", {}, problem.title), el("dl", {}, ...facts), again);
  }

  #sayWhen() {
    const seconds = Math.ceil((this.#retryAt - Date.now()) / 1000);
    this.#state.textContent = seconds > 0 ? `Asking again in ${seconds} s` : "Asking again";
  }

  #menu() {
    const id = freshId("menu");
    const button = el("button", { type: "button", class: "more-button", popovertarget: id, "aria-expanded": "false", "aria-label": `Menu of ${this.#chart.title}` });
    const copied = el("span", { role: "status" });
    const copy = async () => {
      await navigator.clipboard.writeText(new URL(this.#url, location.href).href);
      copied.textContent = "Copied";
    };
    const popover = el(
      "div",
      { id, popover: "auto", class: "menu" },
      this.#standing,
      el("p", { class: "label" }, "This chart's URL"),
      this.#address,
      el("div", { class: "actions" }, el("button", { type: "button", onclick: copy }, "Copy URL"), el("button", { type: "button", onclick: (event) => this.#toggleTable(event.target, popover) }, "Show as table"), el("button", { type: "button", onclick: () => this.#feed.now() }, "Ask now")),
      copied,
    );
    placeUnder(popover, button);
    return el("div", { class: "more" }, button, popover);
  }

  #toggleTable(button, popover) {
    this.#table.hidden = !this.#table.hidden;
    this.#host.hidden = !this.#table.hidden;
    button.textContent = this.#table.hidden ? "Show as table" : "Show as chart";
    popover.hidePopover();
    if (this.#value !== null) this.#show(this.#value);
  }
}
