import { fadesWhereMore } from "../dom.js";
import { age } from "../format.js";
import { datasets, describe, Mismatch, number, text } from "../shape.js";

const LEVELS = ["no data", "under an hour", "under a minute", "under a second"];

/** Checks `{"datasets":[{"id":"ALB","ageSeconds":0.041,"provenSeconds":3.9,"level":3,"submissions":9213,"status":"live"}]}`. */
export function check(json) {
  return datasets(json, source, { key: "id" });
}

function source(set, path) {
  return {
    id: text(set.id, `${path}.id`, "a source's name"),
    ageSeconds: set.ageSeconds === null ? null : number(set.ageSeconds, `${path}.ageSeconds`, { min: 0 }),
    // endpoints other than Freshet's do not prove anything
    provenSeconds: (set.provenSeconds ?? null) === null ? null : number(set.provenSeconds, `${path}.provenSeconds`, { min: 0 }),
    level: level(set.level, `${path}.level`),
    submissions: number(set.submissions, `${path}.submissions`, { min: 0 }),
    status: text(set.status, `${path}.status`, 'a status such as "live"', 40),
  };
}

function level(value, path) {
  if (!Number.isInteger(value) || value < 0 || value > 3) {
    throw new Mismatch(path, "a level: 0, 1, 2 or 3", describe(value));
  }
  return value;
}

export const table = (value) => ({
  columns: ["Source", "Age", "Proven", "Level", "Submissions", "Status"],
  rows: value.map((d) => [d.id, ageOf(d), provenOf(d), `${d.level} (${LEVELS[d.level]})`, String(d.submissions), d.status]),
});

const ageOf = (d) => (d.ageSeconds === null ? "none" : age(d.ageSeconds));

const provenOf = (d) => (d.provenSeconds === null ? "not yet" : `${age(d.provenSeconds)} ago`);

/** What a status means, for whoever points at it. */
const MEANINGS = {
  "catching-up": "rows are known to wait, or it was not proven equal for longer than promised",
  resetting: "it was emptied or replaced, and is being read again",
  stale: "nobody has told anything of it for a while",
  unreachable: "it does not answer, or refuses",
  drifted: "a table or column is gone or has another type",
  diverging: "a range of keys differs however often it is read again",
  restricted: "rows are hidden from the reader",
};

/** One tile for each source, and the least of their levels on top. */
export function create(host) {
  const summary = element("p", "summary");
  const list = element("ul", "sources");
  list.tabIndex = 0;
  list.setAttribute("aria-label", "Sources");
  host.append(summary, list);
  const tiles = new Map();
  const look = fadesWhereMore(list);
  return {
    update(value) {
      summarise(summary, value);
      const gone = new Set(tiles.keys());
      for (const d of value) {
        gone.delete(d.id);
        tile(tiles, list, d.id)(d);
      }
      gone.forEach((id) => {
        tiles.get(id).item.remove();
        tiles.delete(id);
      });
      look();
    },
  };
}

function summarise(summary, value) {
  if (value.length === 0) {
    summary.textContent = "No sources yet";
    return;
  }
  const live = value.filter((d) => d.status === "live").length;
  const least = Math.min(...value.map((d) => d.level));
  const ages = value.map((d) => d.ageSeconds).filter((seconds) => seconds !== null);
  const oldest = ages.length > 0 ? `, at most ${age(Math.max(...ages))}` : "";
  summary.replaceChildren(badge(least), `${live}/${value.length} live${oldest}`);
}

function tile(tiles, list, id) {
  let entry = tiles.get(id);
  if (!entry) {
    entry = {
      item: element("li", "source"),
      level: badge(0),
      name: element("strong", ""),
      age: element("span", "age"),
    };
    entry.name.textContent = id;
    entry.item.append(entry.level, entry.name, entry.age);
    if (/^[A-Z]{3}$/.test(id)) entry.item.dataset.country = id;
    list.append(entry.item);
    tiles.set(id, entry);
  }
  return (d) => {
    entry.item.dataset.live = String(d.status === "live");
    const live = d.status === "live";
    const proven = `last proven equal to its source: ${provenOf(d)}`;
    entry.age.textContent = live ? ageOf(d) : d.status;
    entry.age.title = live ? proven : [MEANINGS[d.status], `age of the data: ${ageOf(d)}`, proven].filter(Boolean).join("; ");
    setLevel(entry.level, d.level);
  };
}

/** A small badge that says a level in a number, a colour and, to a screen reader, in words. */
export function badge(level) {
  const made = element("span", "badge");
  setLevel(made, level);
  return made;
}

function setLevel(made, level) {
  made.dataset.level = String(level);
  made.textContent = `L${level}`;
  made.title = `Level ${level}: ${LEVELS[level]}`;
}

function element(name, className) {
  const made = document.createElement(name);
  if (className) made.className = className;
  return made;
}
