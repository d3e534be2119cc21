import { el, freshId, placeUnder } from "../dom.js";

const MOST_KNOWN = 500;
const NAMED = 2;

/** A button that says what is chosen, and behind it the values that are known; others can be added. */
export class ChoiceMenu {
  #title;
  #onChange;
  #known = [];
  #chosen;
  #button;
  #search;
  #list;
  #add;

  /** `chosen` and the argument of `onChange` are lists of texts; an empty one means all. */
  constructor(title, chosen, onChange) {
    this.#title = title;
    this.#onChange = onChange;
    this.#chosen = new Set(chosen);
    const id = freshId("choice");
    this.#button = el("button", { type: "button", class: "choice", popovertarget: id, "aria-expanded": "false" });
    this.#add = el("button", { type: "button", hidden: true, onclick: () => this.#addWritten() });
    this.#search = el("input", { type: "search", placeholder: "Find or write a value", "aria-label": `Find or write a value of ${title}`, oninput: () => this.#filter(), onkeydown: (event) => event.key === "Enter" && this.#addWritten() });
    this.#list = el("div", { class: "options", role: "group", "aria-label": title });
    const all = el("button", { type: "button", onclick: () => this.#choose([]) }, "All");
    const popover = el("div", { id, popover: "auto", class: "menu", role: "dialog", "aria-label": title }, this.#search, el("div", { class: "actions" }, all, this.#add), this.#list);
    placeUnder(popover, this.#button);
    this.element = el("div", { class: "choice-menu" }, this.#button, popover);
    this.learn(chosen);
    this.#show();
  }

  /** Adds values that an answer had; a text with a comma cannot be asked for. */
  learn(values) {
    const texts = values.filter((value) => value !== null && value !== "").map(String).filter((text) => !text.includes(","));
    const all = [...new Set([...this.#known, ...texts])].slice(0, MOST_KNOWN);
    if (all.length === this.#known.length) return;
    this.#known = all.sort((a, b) => a.localeCompare(b, "en"));
    this.#list.replaceChildren(...this.#known.map((value) => this.#option(value)));
    this.#filter();
  }

  /** Chooses all, and tells nobody. */
  clear() {
    this.#chosen = new Set();
    this.#show();
  }

  #option(value) {
    const box = el("input", { type: "checkbox", value, checked: this.#chosen.has(value), onchange: () => this.#toggle(value, box.checked) });
    return el("label", {}, box, el("span", {}, value));
  }

  #toggle(value, on) {
    if (on) this.#chosen.add(value);
    else this.#chosen.delete(value);
    this.#choose([...this.#chosen]);
  }

  #addWritten() {
    const value = this.#search.value.trim();
    if (this.#add.hidden || value === "") return;
    this.#search.value = "";
    this.#chosen.add(value);
    this.learn([value]);
    this.#filter();
    this.#choose([...this.#chosen]);
  }

  #choose(values) {
    this.#chosen = new Set(values);
    this.#show();
    this.#onChange(values);
  }

  #filter() {
    const written = this.#search.value.trim();
    const wanted = written.toLowerCase();
    for (const label of this.#list.children) label.hidden = !label.textContent.toLowerCase().includes(wanted);
    this.#add.hidden = written === "" || written.includes(",") || this.#known.includes(written);
    this.#add.textContent = `Add ${written}`;
  }

  #show() {
    const values = [...this.#chosen];
    const named = values.slice(0, NAMED).join(", ");
    const words = values.length === 0 ? "all" : values.length > NAMED ? `${named} +${values.length - NAMED}` : named;
    this.#button.replaceChildren(el("span", {}, this.#title), el("strong", {}, words));
    this.#button.classList.toggle("set", values.length > 0);
    for (const box of this.#list.querySelectorAll("input")) box.checked = this.#chosen.has(box.value);
  }
}
