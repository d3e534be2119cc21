// One input for each parameter that charts have, kept in the page's address.
import { el } from "../dom.js";
import { ChoiceMenu } from "./choice-menu.js";
import { fieldTitle } from "./words.js";

const PAUSE_MS = 500;
const RANGES = { date: "date", time: "datetime-local", instant: "datetime-local", number: "number" };

export class Filters {
  onChange = () => {};
  #values = new Map();
  #menus = new Map();
  #inputs = [];
  #timer = null;

  /** `charts` are those that are shown. */
  constructor(host, charts) {
    const given = new URLSearchParams(location.search);
    const choices = new Map();
    charts.flatMap((chart) => chart.choices).forEach((choice) => choices.has(choice.name) || choices.set(choice.name, choice));
    for (const choice of choices.values()) {
      if (given.get(choice.name)) this.#values.set(choice.name, given.get(choice.name));
      host.append(this.#input(choice));
    }
    if (choices.size === 0) return;
    host.append(el("button", { type: "button", class: "button", onclick: () => this.#clear() }, "Clear"));
    host.hidden = false;
  }

  /** Where to ask for a chart as the filters stand. */
  address(chart) {
    const url = new URL(chart.url);
    for (const { name } of chart.choices) {
      if (this.#values.has(name)) url.searchParams.set(name, this.#values.get(name));
    }
    return url.href;
  }

  /** Whether any filter is set that the chart knows. */
  choosesOf(chart) {
    return chart.choices.some(({ name }) => this.#values.has(name));
  }

  /** Takes the values that an answer has of what can be chosen by. */
  learn(chart, { fields, rows }) {
    fields.forEach((field, i) => {
      const menu = this.#menus.get(field.name) ?? (chart.kind === "groups" && i === 0 ? this.#menus.get(chart.choices[0]?.name) : undefined);
      if (menu && field.role !== "figure" && !field.period) menu.learn(rows.map((row) => row[i]));
    });
  }

  #input(choice) {
    const title = fieldTitle(choice);
    const value = this.#values.get(choice.name) ?? "";
    if (RANGES[choice.type]) return this.#range(choice, title, value);
    if (choice.type === "boolean") return this.#select(choice, title, value);
    if (choice.type === "hours" || choice.type === "zone") return this.#text(choice, title, value);
    const menu = new ChoiceMenu(title, value === "" ? [] : value.split(","), (values) => this.#set(choice.name, values.join(","), title));
    this.#menus.set(choice.name, menu);
    this.#inputs.push(() => menu.clear());
    return menu.element;
  }

  #range(choice, title, value) {
    const [from = "", to = ""] = value.includes("..") ? value.split("..") : [value, value];
    const instant = choice.type === "instant";
    const type = RANGES[choice.type];
    const field = (at, words) => el("input", { type, step: type === "number" ? "any" : type === "date" ? null : "1", value: at.replace(/Z$/, ""), "aria-label": `${title} ${words}`, onchange: () => send() });
    const first = field(from, "from");
    const last = field(to, "to");
    const whole = (text) => {
      if (text === "" || type !== "datetime-local") return text;
      return (text.length === 16 ? `${text}:00` : text) + (instant ? "Z" : "");
    };
    const send = () => {
      const ends = [whole(first.value), whole(last.value)];
      this.#set(choice.name, ends.every((end) => end === "") ? "" : ends.join(".."), title);
    };
    this.#inputs.push(() => [first, last].forEach((one) => (one.value = "")));
    return el("fieldset", { class: "range" }, el("legend", {}, instant ? `${title} (UTC)` : title), first, el("span", { "aria-hidden": "true" }, "to"), last);
  }

  #select(choice, title, value) {
    const option = (given, words) => el("option", { value: given, selected: given === value }, words);
    const select = el("select", { onchange: () => this.#set(choice.name, select.value, title) }, option("", "all"), option("true", "yes"), option("false", "no"));
    this.#inputs.push(() => (select.value = ""));
    return el("label", { class: "one" }, el("span", {}, title), select);
  }

  #text(choice, title, value) {
    const hours = choice.type === "hours";
    const input = el("input", { type: hours ? "number" : "text", min: hours ? "1" : null, max: hours ? "168" : null, placeholder: hours ? "24" : "UTC", value, list: hours ? null : "zones", onchange: () => this.#set(choice.name, input.value.trim(), title) });
    this.#inputs.push(() => (input.value = ""));
    const zones = hours ? [] : [el("datalist", { id: "zones" }, ...Intl.supportedValuesOf("timeZone").map((value) => el("option", { value })))];
    return el("label", { class: "one" }, el("span", {}, title), input, ...zones);
  }

  #clear() {
    this.#inputs.forEach((clear) => clear());
    this.#values.clear();
    this.#tell("All filters are cleared.");
  }

  #set(name, value, title) {
    if (value === "") this.#values.delete(name);
    else this.#values.set(name, value);
    this.#tell(value === "" ? `${title}: all.` : `${title}: ${value}.`);
  }

  #tell(words) {
    const url = new URL(location.href);
    url.search = new URLSearchParams([...this.#values]).toString();
    history.replaceState(null, "", url);
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.onChange(words), PAUSE_MS);
  }
}
