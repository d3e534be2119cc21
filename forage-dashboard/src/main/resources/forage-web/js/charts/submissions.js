import { thousands } from "../format.js";
import { describe, Mismatch, number, object } from "../shape.js";
import { motion } from "./plot.js";

const RATE_WINDOW_MS = 10_000;

/** Checks `{"count": 134000}`. */
export function check(json) {
  const count = object(json, "the answer").count;
  if (count === undefined) {
    throw new Mismatch("count", "a number", describe(json));
  }
  return { value: number(count, "count", { min: 0 }) };
}

export const table = (count) => ({ columns: ["Submissions"], rows: [[thousands(count)]] });

/** One large number that runs up to the newest count, and how fast it grew in the last seconds. */
export function create(host) {
  const shown = document.createElement("p");
  shown.className = "count";
  const rate = document.createElement("p");
  rate.className = "rate";
  host.append(shown, rate);
  const number = new RunningNumber(shown);
  const seen = [];
  return {
    update(count) {
      number.runTo(count);
      fit(shown, count);
      rate.textContent = growth(seen, count);
    },
  };
}

function fit(element, count) {
  element.style.setProperty("--characters", String(Math.max(7, thousands(count).length)));
}

function growth(seen, count) {
  const now = performance.now();
  seen.push({ at: now, count });
  while (seen.length > 2 && now - seen[0].at > RATE_WINDOW_MS) seen.shift();
  const seconds = (now - seen[0].at) / 1000;
  if (seconds < 2) return "";
  const perSecond = (count - seen[0].count) / seconds;
  if (perSecond < 0) return "";
  return `${perSecond < 10 ? perSecond.toFixed(1) : thousands(perSecond)} per second`;
}

class RunningNumber {
  #element;
  #value = null;
  #frame = 0;

  constructor(element) {
    this.#element = element;
  }

  runTo(target) {
    cancelAnimationFrame(this.#frame);
    const duration = this.#value === null ? 0 : motion() * 1.8;
    const from = this.#value ?? target;
    const began = performance.now();
    const step = (now) => {
      const part = duration === 0 ? 1 : Math.min(1, Math.max(0, now - began) / duration);
      this.#value = from + (target - from) * part;
      this.#element.textContent = thousands(Math.round(this.#value));
      if (part < 1) this.#frame = requestAnimationFrame(step);
    };
    step(began);
  }
}
