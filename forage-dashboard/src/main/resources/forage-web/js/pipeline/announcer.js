const APART_MS = 1500;

/** Tells a screen reader what changed, in whole sentences and not too many at once. */
export class Announcer {
  #element;
  #waiting = [];
  #timer = null;

  constructor(element) {
    this.#element = element;
  }

  say(words) {
    if (!words || this.#waiting.includes(words)) return;
    this.#waiting.push(words);
    this.#timer ??= setTimeout(() => {
      this.#element.textContent = this.#waiting.slice(0, 5).join(" ");
      this.#waiting = [];
      this.#timer = null;
    }, APART_MS);
  }
}
