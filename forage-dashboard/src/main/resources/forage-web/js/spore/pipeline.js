// What the pipeline makes of the traffic: this server's freshness chart and count, beside the sources' rows.
import { badge, check as checkFreshness } from "../charts/freshness.js";
import { check as checkCount } from "../charts/submissions.js";
import { d3 } from "../d3.js";
import { el } from "../dom.js";
import { parse, read } from "../endpoint.js";
import { age, thousands } from "../format.js";

const KEPT_SECONDS = 120;
const PRESENT = new AbortController().signal;

/** Asks this server's charts; resolves to {freshness by source, count}, each null when not to be had. */
export async function askPipeline(standard) {
  const [freshness, count] = await Promise.all([
    value(standard.freshness, checkFreshness),
    value(standard.submissions, checkCount),
  ]);
  return { freshness: freshness && new Map(freshness.map((d) => [d.id.toUpperCase(), d])), count };
}

async function value(url, check) {
  try {
    return check(parse((await read(url, PRESENT)).text)).value;
  } catch {
    return null;
  }
}

/** The figures on top, and the last two minutes of lag as a line. */
export class PipelineCard {
  #figures = new Map();
  #line = d3.create("svg").attr("class", "spark").attr("role", "img").attr("viewBox", "0 0 240 56").attr("preserveAspectRatio", "none");
  #caption = el("p", { class: "label" });
  #history = [];

  constructor(host) {
    const names = ["In the sources", "In the charts", "Not yet in the charts", "New per second", "Oldest source"];
    const figure = (name) => {
      const shown = el("dd", {}, "–");
      this.#figures.set(name, shown);
      return el("div", {}, el("dt", {}, name), shown);
    };
    this.#line.append("path").attr("class", "spark-area");
    this.#line.append("path").attr("class", "spark-line");
    host.append(el("dl", { class: "figures" }, ...names.map(figure)), this.#caption, this.#line.node());
  }

  show(status, { freshness, count }) {
    const lag = count === null ? null : Math.max(0, status.rows - count);
    this.#history.push({ at: performance.now(), lag: lag ?? 0, count });
    if (this.#history.length > KEPT_SECONDS) this.#history.shift();
    this.#set("In the sources", thousands(status.rows));
    this.#set("In the charts", count === null ? "no answer" : thousands(count));
    this.#set("Not yet in the charts", lag === null ? "–" : thousands(lag));
    this.#set("New per second", this.#speed());
    this.#oldest(freshness);
    this.#draw();
  }

  #set(name, words) {
    this.#figures.get(name).textContent = words;
  }

  #speed() {
    const seen = this.#history.slice(-10).filter((one) => one.count !== null);
    if (seen.length < 3) return "–";
    const [first, last] = [seen[0], seen.at(-1)];
    const speed = (last.count - first.count) / ((last.at - first.at) / 1000);
    return speed < 0 ? "0" : speed < 10 ? speed.toFixed(1) : thousands(speed);
  }

  #oldest(freshness) {
    const sources = freshness === null ? [] : [...freshness.values()].filter((d) => d.ageSeconds !== null);
    if (sources.length === 0) return this.#set("Oldest source", "–");
    const oldest = sources.reduce((a, b) => (a.ageSeconds >= b.ageSeconds ? a : b));
    this.#figures.get("Oldest source").replaceChildren(`${age(oldest.ageSeconds)} `, badge(oldest.level));
  }

  #draw() {
    const most = Math.max(10, ...this.#history.map((one) => one.lag));
    const x = d3.scaleLinear([0, KEPT_SECONDS - 1], [0, 240]);
    const y = d3.scaleLinear([0, most], [54, 3]);
    const at = (_, i) => x(KEPT_SECONDS - this.#history.length + i);
    const height = (one) => y(one.lag);
    this.#line.select(".spark-area").attr("d", d3.area(at, 56, height)(this.#history));
    this.#line.select(".spark-line").attr("d", d3.line(at, height)(this.#history));
    const peak = Math.max(...this.#history.map((one) => one.lag));
    this.#caption.textContent = `Not yet in the charts, last two minutes: at most ${thousands(peak)}`;
    this.#line.attr("aria-label", `At most ${thousands(peak)} in the last two minutes, now ${thousands(this.#history.at(-1).lag)}`);
  }
}
