// Asks all learners' endpoints in turn: each every few seconds, only some at once, none twice at once.
import { everySecond } from "../clock.js";

const AT_ONCE = 6;
const EVERY_MS = 4000;
const SLOWEST_MS = 30_000;

export class Visits {
  #due = [];
  #under = 0;

  /** Calls `visit` (which must not reject; false tells of a failure) again and again. */
  add(visit) {
    this.#due.push({ visit, at: Date.now() + Math.random() * EVERY_MS, failures: 0 });
  }

  start() {
    everySecond(() => this.#fill());
  }

  #fill() {
    const now = Date.now();
    this.#due.sort((a, b) => a.at - b.at);
    while (this.#under < AT_ONCE && this.#due.length > 0 && this.#due[0].at <= now) this.#go(this.#due.shift());
  }

  async #go(one) {
    this.#under += 1;
    const fine = await one.visit();
    this.#under -= 1;
    one.failures = fine ? 0 : one.failures + 1;
    one.at = Date.now() + Math.min(SLOWEST_MS, EVERY_MS * 2 ** Math.min(4, one.failures));
    this.#due.push(one);
    this.#fill();
  }
}
