import { el } from "../dom.js";
import { Feed } from "../feed.js";
import { age } from "../format.js";
import { describe, Mismatch, object } from "../shape.js";

/** What a status means, beside "live". */
const MEANINGS = {
  "catching-up": "is catching up: rows are known to wait",
  resetting: "was emptied or replaced, and is being read again",
  stale: "is stale: nobody has told anything of it for a while",
  unreachable: "is unreachable: it does not answer, or refuses",
  drifted: "has drifted: a table or column is gone or has another type",
  diverging: "is diverging: a range of keys differs however often it is read again",
  restricted: "is restricted: rows are hidden from the reader",
};

/** How old the sources' data is, in one line; each source by itself behind it. */
export class FreshnessLine {
  #summary = el("summary");
  #list = el("ul");
  #troubles = el("p", { class: "troubles", role: "status" });
  #announcer;
  #feed;
  #host;
  #lastWords = "";

  constructor(host, chart, announcer) {
    this.#announcer = announcer;
    this.#host = host;
    host.append(el("details", {}, this.#summary, this.#list));
    document.querySelector("#charts").before(this.#troubles);
    this.#feed = new Feed(sources, {
      data: ({ changed, value }) => changed && this.#show(value),
      slow: () => this.#away("The server answers slowly."),
      problem: () => this.#away("The server does not answer; what is shown may be old. Reconnecting."),
    });
    this.#feed.url = chart.url;
  }

  start() {
    this.#feed.start();
  }

  #show(all) {
    this.#host.hidden = false;
    const live = all.filter((one) => one.status === "live");
    const oldest = Math.max(0, ...all.map((one) => one.ageSeconds ?? 0));
    const count = all.length === 1 ? `${all[0].id}` : `${live.length} of ${all.length} sources`;
    this.#host.dataset.state = live.length === all.length ? "live" : "troubled";
    const state = live.length === all.length || all.length > 1 ? "live" : all[0].status;
    this.#summary.textContent = all.length === 0 ? "No sources yet" : `${count} ${state}, ${age(oldest)} old`;
    this.#list.replaceChildren(...all.slice(0, 100).map(line));
    const away = all.filter((one) => one.status !== "live" || one.progress);
    const words = away.slice(0, 3).map((one) => `${calm(one) ? `${one.id}:` : `Source ${one.id} ${MEANINGS[one.status] ?? `is ${one.status}`}${one.progress ? ";" : ""}`} ${one.progress}`.trimEnd() + ".");
    const aside = all.flatMap((one) => one.tables.map((table) => `Source ${one.id}: ${table}.`));
    words.push(...aside.slice(0, 3));
    this.#troubles.classList.toggle("progress", aside.length === 0 && away.every(calm));
    if (away.length > 3) words.push(`So it is with ${away.length - 3} more.`);
    this.#trouble(words.join(" "));
  }

  #away(words) {
    this.#troubles.classList.remove("progress");
    this.#trouble(words);
  }

  #trouble(words) {
    if (words === this.#lastWords) return;
    if (words === "" && this.#lastWords !== "") this.#announcer.say("All sources are live again.");
    this.#lastWords = words;
    this.#troubles.textContent = words;
  }
}

/** A source of which only progress is told: no first read, no change of charts and no audit is trouble. */
function calm(one) {
  return one.progress !== "" && ["live", "catching-up", "resetting"].includes(one.status);
}

function line(one) {
  const proven = one.provenSeconds === null ? "not yet proven equal" : `proven equal ${age(one.provenSeconds)} ago`;
  return el("li", { "data-live": String(one.status === "live") }, el("strong", {}, one.id), ` ${one.status}, ${one.ageSeconds === null ? "no data yet" : `${age(one.ageSeconds)} old`}, ${proven}${[one.progress, ...one.tables].filter((words) => words).map((words) => `; ${words}`).join("")}`);
}

function sources(json) {
  const all = object(json, "the answer").datasets;
  if (!Array.isArray(all)) throw new Mismatch("datasets", "a list", describe(all));
  const number = (value) => (typeof value === "number" ? value : null);
  return { value: all.map((one) => ({ id: String(one.id), status: String(one.status), ageSeconds: number(one.ageSeconds), provenSeconds: number(one.provenSeconds), progress: typeof one.progress === "string" ? one.progress : "", tables: Array.isArray(one.tables) ? one.tables.map((table) => String(table.detail)) : [] })) };
}
