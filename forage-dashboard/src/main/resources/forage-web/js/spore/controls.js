import { formDialog } from "../account/dialog.js";
import { el, freshId, placeUnder } from "../dom.js";
import { Misbehaviour } from "./misbehaviour.js";
import { RateSlider } from "./rate-slider.js";
import { command } from "./simulator.js";

const BURST_ROWS = 1000;

/** The controls of all countries (`country` null) or of one, made once and then shown anew. */
export class Controls {
  #country;
  #label;
  #say;
  #running = false;
  #pause;
  #misbehaving = () => {};

  /** `say` gets a sentence when something went wrong, or null. */
  constructor(country, label, most, say) {
    this.#country = country;
    this.#label = label;
    this.#say = say;
    this.rate = new RateSlider(label, most, (rate) => this.#do("rate", { rate }));
    this.misbehaviour = new Misbehaviour(label, (probabilities) => this.#do("misbehave", probabilities));
    this.#pause = this.#button("Pause", () => this.#do(this.#running ? "pause" : "start"));
    this.buttons = el("div", { class: "actions" }, this.#pause, this.#button("Burst", () => this.#burst()), this.#button("Empty", () => this.#empty(), "danger apart"));
  }

  /** The switches behind a button, for where there is no room for them. */
  misbehaviourMenu() {
    const id = freshId("misbehaviour");
    const button = el("button", { type: "button", class: "button", popovertarget: id, "aria-expanded": "false", "aria-label": `Misbehaviour: ${this.#label}` }, "Misbehaviour");
    const menu = el("div", { id, popover: "auto", class: "menu" }, el("p", { class: "label" }, this.#label), this.misbehaviour.element);
    placeUnder(menu, button);
    this.#misbehaving = (on) => button.classList.toggle("on", on);
    return el("div", {}, button, menu);
  }

  show(status) {
    this.#running = status.state === "running";
    const words = this.#running ? "Pause" : "Start";
    if (this.#pause.textContent !== words) {
      this.#pause.textContent = words;
      this.#pause.setAttribute("aria-label", `${words}: ${this.#label}`);
    }
    this.rate.show(status.rate);
    if (!status.misbehaviour) return;
    this.misbehaviour.show(status.misbehaviour);
    this.#misbehaving(Object.values(status.misbehaviour).some((probability) => probability > 0));
  }

  #button(words, onclick, kind = "") {
    return el("button", { type: "button", class: `button ${kind}`, onclick, "aria-label": `${words}: ${this.#label}` }, words);
  }

  #burst() {
    const rows = el("input", { type: "number", name: "rows", min: "1", max: "1000000", value: String(BURST_ROWS), required: true });
    formDialog({
      title: `Burst: ${this.#label}`,
      action: "Send",
      fields: [el("label", { class: "field" }, el("span", {}, "Submissions, as fast as the database takes them"), rows)],
      submit: (given) => this.#do("burst", { rows: Number(given.rows) }),
    });
  }

  #empty() {
    formDialog({
      title: `Empty ${this.#label}?`,
      action: "Empty",
      fields: [el("p", {}, "All submissions are deleted and ids begin at 1 again. The charts follow.")],
      submit: () => this.#do("empty"),
    });
  }

  async #do(name, body) {
    try {
      this.#say(null);
      await command(this.#country, name, body);
    } catch (failure) {
      this.#say(`${this.#label}: ${failure.message}`);
    }
  }
}

