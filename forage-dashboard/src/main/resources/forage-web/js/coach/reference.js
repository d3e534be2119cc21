// What this server's chart said in the last hour, so that a learner's answer can be found in it.

const RECENT_MS = 65_000;
const HOUR_MS = 3_600_000;
const ROUNDING = 1e-9;
/** A learner's answer and ours are not asked for at the same instant. */
const SLACK_MS = 700;
/** A learner's pipeline may be a little ahead of this server's. */
const AHEAD_MS = 500;
/** How long to wait for this server's chart before a learner's answer is left unjudged. */
const WAIT_MS = 5000;

/** How old an answer may be to be told apart, in seconds, and the level that it reaches. */
const WINDOWS = [
  [1, 3],
  [5, 2],
  [15, 2],
  [60, 2],
  [300, 1],
  [900, 1],
  [3600, 1],
];

export class Reference {
  #measure;
  #recent = [];
  #minutes = [];
  #since = null;
  #waiting = [];

  constructor(measure) {
    this.#measure = measure;
  }

  /** Takes what this server's chart says, asked for at `at`. */
  add(value, at) {
    const numbers = this.#measure.numbers(value);
    this.#since ??= at;
    this.#recent.push({ at, numbers });
    while (this.#recent[0].at < at - RECENT_MS) this.#recent.shift();
    const minute = this.#minutes.at(-1);
    if (minute && at - minute.at < 60_000) widen(minute.ranges, numbers);
    else this.#minutes.push({ at, ranges: widen(new Map(), numbers) });
    while (this.#minutes[0].at < at - HOUR_MS - 60_000) this.#minutes.shift();
    this.#waiting.filter((one) => one.instant <= at).forEach((one) => one.done(true));
  }

  /**
   * Resolves to true once this server's chart was asked for after `came`, when a learner's answer
   * came: the newest of its numbers is in ours only then. Resolves to false where that takes too long.
   */
  caughtUp(came) {
    return new Promise((resolve) => {
      const done = (caught) => {
        clearTimeout(limit);
        this.#waiting = this.#waiting.filter((one) => one !== waiting);
        resolve(caught);
      };
      const waiting = { instant: came + AHEAD_MS, done };
      const limit = setTimeout(done, WAIT_MS, false);
      this.#waiting.push(waiting);
    });
  }

  /** For how many seconds this server's chart has been watched. */
  watched(now) {
    return this.#since === null ? 0 : (now - this.#since) / 1000;
  }

  /**
   * Whether all numbers of a learner's answer, asked for at `asked`, are ones that this server's
   * chart had within some time before; to be called once caughtUp. Gives {level, seconds}, or {level: 0, wrong} with the first
   * number that is none of them.
   */
  judge(value, asked, now) {
    const numbers = this.#measure.numbers(value);
    for (const [seconds, level] of WINDOWS) {
      const ranges = this.#within(asked - seconds * 1000 - SLACK_MS);
      if (this.#differs(numbers, ranges) === null) return { level, seconds };
      if (seconds > this.watched(now)) break;
    }
    return { level: 0, wrong: this.#differs(numbers, this.#within(0)) };
  }

  /** The ranges of all numbers since then; the last answer before then was still current then. */
  #within(since) {
    const ranges = new Map();
    if (since < this.#recent[0].at) {
      for (const minute of this.#minutes) if (minute.at + 60_000 >= since) merge(ranges, minute.ranges);
    }
    let before = null;
    for (const one of this.#recent) {
      if (one.at < since) before = one;
      else widen(ranges, one.numbers);
    }
    if (before !== null) widen(ranges, before.numbers);
    return ranges;
  }

  /** The first number out of range in words, or null. */
  #differs(numbers, ranges) {
    let common = 0;
    for (const [name, number] of numbers) {
      const range = ranges.get(name);
      if (range === undefined && this.#measure.partial) continue;
      if (range === undefined) return `${name} is not among this server's`;
      const off = this.#measure.tolerance(name) + ROUNDING;
      if (number < range[0] - off || number > range[1] + off) {
        return `${name}: ${number} came, this server has ${range[1]}`;
      }
      common += 1;
    }
    const wanted = this.#recent.at(-1).numbers.size;
    if (common < (this.#measure.partial ? wanted / 2 : wanted)) return `${wanted - common} of ${wanted} values are missing`;
    return null;
  }
}

function widen(ranges, numbers) {
  for (const [name, number] of numbers) stretch(ranges, name, number, number);
  return ranges;
}

function merge(ranges, others) {
  for (const [name, [low, high]] of others) stretch(ranges, name, low, high);
}

function stretch(ranges, name, low, high) {
  const range = ranges.get(name);
  if (range === undefined) {
    ranges.set(name, [low, high]);
  } else {
    range[0] = Math.min(range[0], low);
    range[1] = Math.max(range[1], high);
  }
}
