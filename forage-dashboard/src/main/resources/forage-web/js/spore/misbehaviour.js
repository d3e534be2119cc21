import { el } from "../dom.js";
import { fill } from "./rate-slider.js";

const KINDS = [
  ["lateCommits", "Late commits", "the submission commits up to 3 s after others with higher ids"],
  ["rollbacks", "Rollbacks", "its id never comes"],
  ["updates", "Updates", "an older row gets other answers"],
  ["deletes", "Deletes", "an older row is deleted"],
  ["garbage", "Garbage", "one of its answers is spoiled"],
];

/** The switches of misbehaviour, each with how often (in percent of the submissions). */
export class Misbehaviour {
  #rows;
  #touched = -Infinity;

  /** `send` gets the probabilities by name, from 0 to 1. */
  constructor(label, send) {
    this.#rows = new Map(KINDS.map((kind) => [kind[0], this.#row(label, kind, send)]));
    this.element = el("div", { class: "misbehaviour" }, ...[...this.#rows.values()].map((row) => row.element));
  }

  /** Shows the probabilities that the simulator says, unless the user is at them. */
  show(probabilities) {
    if (performance.now() - this.#touched < 1500) return;
    this.#rows.forEach((row, name) => row.show(probabilities[name] ?? 0));
  }

  #row(label, [name, words, meaning], send) {
    const percent = el("output", {}, "0 %");
    const on = el("input", { type: "checkbox", role: "switch", "aria-label": `${label}: ${words}` });
    const share = el("input", { type: "range", min: "0", max: "100", value: "0", "aria-label": `${label}: ${words}, percent` });
    const show = (probability) => {
      const value = Math.round(probability * 100);
      share.value = String(value);
      fill(share);
      on.checked = value > 0;
      percent.textContent = `${value} %`;
    };
    const set = (value) => {
      this.#touched = performance.now();
      show(value / 100);
      send({ [name]: value / 100 });
    };
    share.addEventListener("change", () => set(Number(share.value)));
    share.addEventListener("input", () => {
      percent.textContent = `${share.value} %`;
      fill(share);
    });
    on.addEventListener("change", () => set(on.checked ? 10 : 0));
    const element = el("div", { class: "kind", title: meaning }, el("label", {}, on, el("span", {}, words)), share, percent);
    return { element, show };
  }
}
