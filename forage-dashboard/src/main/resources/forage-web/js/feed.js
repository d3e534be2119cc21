// Keeps one card supplied: polls each second or follows the endpoint's stream, backs off on errors,
// and tells the card what came, or what is wrong.
import { everySecond } from "./clock.js";
import { EndpointProblem, parse, read } from "./endpoint.js";
import { Mismatch } from "./shape.js";
import { listen, NoStream } from "./stream.js";
import { takeStreamPlace } from "./stream-places.js";

const SLOW_MS = 2000;
const MAX_BACKOFF_MS = 15_000;
const POLL_BESIDE_STREAM_MS = 5000;
const EVENT_GAP_MS = 100;

export class Feed {
  #check;
  #listener;
  #url = null;
  #transport = "poll";
  #abort = new AbortController();
  #askedAt = null;
  #notBefore = 0;
  #failures = 0;
  #lastText = null;
  #stream = "none"; // none, opening, open, or refused
  #latestEvent = null;
  #behind = null;

  /**
   * `check` turns parsed JSON into {value, note} or throws; `listener` has data(update), slow(ms) and
   * problem(problem, retryAt).
   */
  constructor(check, listener) {
    this.#check = check;
    this.#listener = listener;
  }

  start() {
    everySecond(() => this.#tick());
    document.addEventListener("visibilitychange", () => {
      if (document.hidden) this.#restart();
    });
  }

  /** Where to ask from now on (null: nowhere); what was under way is dropped. */
  set url(url) {
    if (url === this.#url) return;
    this.#url = url;
    this.#restart();
    this.now();
  }

  /** "poll" or "stream"; a stream is used only where the endpoint offers one. */
  set transport(transport) {
    if (transport === this.#transport) return;
    this.#transport = transport;
    this.#restart();
  }

  /** Asks at once, without waiting for the end of a back-off. */
  now() {
    this.#notBefore = 0;
    if (!document.hidden) this.#tick();
  }

  #restart() {
    this.#abort.abort();
    this.#abort = new AbortController();
    this.#askedAt = null;
    this.#notBefore = 0;
    this.#failures = 0;
    this.#lastText = null;
    this.#behind = null;
    this.#stream = "none";
  }

  #tick() {
    if (this.#url === null) return;
    if (this.#askedAt !== null) {
      const waited = performance.now() - this.#askedAt;
      if (waited > SLOW_MS) this.#listener.slow(waited);
    } else if (Date.now() >= this.#notBefore) {
      this.#poll(this.#abort.signal);
    }
  }

  async #poll(signal) {
    this.#askedAt = performance.now();
    try {
      const answer = await read(this.#url, signal);
      if (signal.aborted) return;
      this.#behind = answer.asOf === null ? null : Date.now() - answer.asOf;
      this.#accept(answer.text, answer.asOf, performance.now() - this.#askedAt);
      if (this.#stream === "open") this.#notBefore = Date.now() + POLL_BESIDE_STREAM_MS;
      if (this.#transport === "stream" && this.#stream === "none") this.#follow(signal);
    } catch (failure) {
      if (!signal.aborted) this.#fail(failure);
    } finally {
      if (!signal.aborted) this.#askedAt = null;
    }
  }

  /** Follows the endpoint's stream until it breaks; polling goes on where it has none. */
  async #follow(signal) {
    this.#stream = "opening";
    const place = await takeStreamPlace(new URL(this.#url, location.href).origin, signal);
    if (place === null) {
      this.#stream = "none";
      return;
    }
    try {
      await listen(streamUrl(this.#url), signal, {
        opened: () => (this.#stream = "open"),
        event: (text) => this.#event(text, signal),
      });
    } catch (failure) {
      if (signal.aborted) return;
      this.#stream = failure instanceof NoStream ? "refused" : "none";
      if (this.#stream === "none") this.#fail(failure);
    } finally {
      place.release();
    }
  }

  /** Events may come faster than a chart can be drawn: of those within a moment the last counts. */
  #event(text, signal) {
    const drawingSoon = this.#latestEvent !== null;
    this.#latestEvent = text;
    if (drawingSoon) return;
    setTimeout(() => {
      const latest = this.#latestEvent;
      this.#latestEvent = null;
      if (signal.aborted) return;
      try {
        // an event does not say how old its data is: as far behind as the last answer that did
        this.#accept(latest, this.#behind === null ? null : Date.now() - this.#behind, 0);
      } catch (failure) {
        this.#fail(failure);
      }
    }, EVENT_GAP_MS);
  }

  #accept(text, asOf, tookMs) {
    const changed = text !== this.#lastText;
    const checked = changed ? this.#check(parse(text)) : {};
    this.#lastText = text;
    this.#failures = 0;
    const streaming = this.#stream === "open";
    this.#listener.data({ ...checked, changed, asOf, tookMs, streaming, at: Date.now() });
  }

  #fail(failure) {
    this.#lastText = null;
    this.#failures += 1;
    const wait = Math.min(MAX_BACKOFF_MS, 1000 * 2 ** (this.#failures - 1));
    this.#notBefore = Date.now() + wait * (0.9 + Math.random() * 0.2);
    this.#listener.problem(asProblem(failure), this.#notBefore);
  }
}

function streamUrl(url) {
  const stream = new URL(url, location.href);
  stream.pathname = `${stream.pathname.replace(/\/$/, "")}/stream`;
  return stream.href;
}

function asProblem(failure) {
  if (failure instanceof EndpointProblem) return failure;
  if (failure instanceof Mismatch) {
    return new EndpointProblem("The answer does not have the specified structure.", {
      expected: `${failure.path}: ${failure.expected}`,
      came: failure.came,
    });
  }
  return new EndpointProblem("The answer could not be used.", { came: String(failure.message) });
}
