// Asks all learners' endpoints in turn: each every few seconds, none twice at once. Endpoints that
// hang or fail may wait for one another, but those that answer never wait for them.
import { everySecond } from "../clock.js";

const EVERY_MS = 4000;
const SLOWEST_MS = 30_000;
/** So long a visit keeps the place that others wait for; after that it goes on beside them. */
const PATIENCE_MS = 1500;
const AT_ONCE = 12;
/** A browser has 256 connections in all. */
const MOST_LATE = 100;
/** A browser has six connections to a host: a chart that hangs must leave some to the others there. */
const DOUBTFUL_PER_HOST = 3;

class Lane {
  due = [];
  underWay = 0;
}

export class Visits {
  #answering = new Lane();
  #doubtful = new Lane();
  #late = 0;
  #hosts = new Map();

  /**
   * Calls `visit` again and again, which asks something of `host` and must not reject; false tells of
   * a failure. Returns the way to stop.
   */
  add(host, visit) {
    const one = { host, visit, at: Date.now() + Math.random() * PATIENCE_MS, failures: 0, wanted: true };
    this.#doubtful.due.push(one);
    return () => (one.wanted = false);
  }

  start() {
    everySecond(() => this.#fill());
  }

  #fill() {
    if (document.hidden) return;
    this.#fillLane(this.#answering, () => true);
    this.#fillLane(this.#doubtful, (one) => this.#late < MOST_LATE && (this.#hosts.get(one.host) ?? 0) < DOUBTFUL_PER_HOST);
  }

  #fillLane(lane, mayGo) {
    const now = Date.now();
    const waiting = [];
    lane.due.sort((a, b) => a.at - b.at);
    for (const one of lane.due) {
      if (!one.wanted) continue;
      if (one.at <= now && lane.underWay < AT_ONCE && mayGo(one)) this.#go(one, lane);
      else waiting.push(one);
    }
    lane.due = waiting;
  }

  async #go(one, lane) {
    const doubtful = lane === this.#doubtful;
    lane.underWay += 1;
    if (doubtful) this.#count(one.host, 1);
    let late = false;
    const patience = setTimeout(() => {
      late = true;
      lane.underWay -= 1;
      this.#late += 1;
      this.#fill();
    }, PATIENCE_MS);
    const fine = await one.visit();
    clearTimeout(patience);
    if (late) this.#late -= 1;
    else lane.underWay -= 1;
    if (doubtful) this.#count(one.host, -1);
    one.failures = fine ? 0 : one.failures + 1;
    one.at = Date.now() + Math.min(SLOWEST_MS, EVERY_MS * 2 ** Math.min(4, one.failures));
    (fine && !late ? this.#answering : this.#doubtful).due.push(one);
    this.#fill();
  }

  #count(host, change) {
    const count = (this.#hosts.get(host) ?? 0) + change;
    if (count === 0) this.#hosts.delete(host);
    else this.#hosts.set(host, count);
  }
}
