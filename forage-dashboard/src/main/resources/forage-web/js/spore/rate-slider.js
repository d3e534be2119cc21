import { el } from "../dom.js";

const STEPS = 100;
const SEND_MS = 150;

/** A slider that is fine for small rates and reaches far: its steps grow with the rate. */
export class RateSlider {
  #most;
  #send;
  #slider;
  #number;
  #touched = -Infinity;
  #timer = null;

  /** `send` gets the submissions per second that the user wants, while they drag. */
  constructor(label, most, send) {
    this.#most = most;
    this.#send = send;
    this.#slider = el("input", { type: "range", min: "0", max: String(STEPS), step: "1", "aria-label": `${label}: submissions per second`, oninput: () => this.#dragged() });
    this.#number = el("input", { type: "number", min: "0", max: String(most), step: "any", "aria-label": `${label}: submissions per second, as a number`, onchange: () => this.#typed() });
    this.element = el("div", { class: "rate-slider" }, this.#slider, this.#number);
  }

  /** Shows what the simulator says, unless the user is at it. */
  show(rate) {
    if (performance.now() - this.#touched < 1500 || document.activeElement === this.#number) return;
    this.#set(rate);
  }

  #dragged() {
    const rate = toRate(Number(this.#slider.value), this.#most);
    this.#touched = performance.now();
    this.#number.value = String(rate);
    fill(this.#slider);
    this.#slider.setAttribute("aria-valuetext", `${rate} per second`);
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#send(rate), SEND_MS);
  }

  #typed() {
    const rate = Math.min(this.#most, Math.max(0, Number(this.#number.value) || 0));
    this.#touched = performance.now();
    this.#set(rate);
    this.#send(rate);
  }

  #set(rate) {
    this.#slider.value = String(toStep(rate, this.#most));
    fill(this.#slider);
    this.#slider.setAttribute("aria-valuetext", `${neat(rate)} per second`);
    this.#number.value = String(neat(rate));
  }
}

/** Tells the stylesheet how much of a slider's track lies before its thumb. */
export function fill(slider) {
  slider.style.setProperty("--share", String(Number(slider.value) / Number(slider.max)));
}

const toRate = (step, most) => neat((most + 1) ** (step / STEPS) - 1);
const toStep = (rate, most) => Math.round((STEPS * Math.log(rate + 1)) / Math.log(most + 1));

function neat(rate) {
  if (rate < 1) return Math.round(rate * 100) / 100;
  if (rate < 20) return Math.round(rate * 10) / 10;
  return Math.round(rate);
}
