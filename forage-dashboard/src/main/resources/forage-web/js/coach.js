import { call } from "./account/api.js";
import { CHARTS } from "./charts/all.js";
import { badge } from "./charts/freshness.js";
import { Cell } from "./coach/cell.js";
import { MEASURES } from "./coach/measures.js";
import { Reference } from "./coach/reference.js";
import { Visits } from "./coach/visits.js";
import { el } from "./dom.js";
import { parse, read } from "./endpoint.js";
import { coaches, header } from "./page.js";
import { people } from "./coach/people.js";

const WATCH_MS = 500;
const PRESENT = new AbortController().signal;

async function start() {
  const state = await header();
  const main = document.querySelector("main");
  if (!coaches(state)) {
    main.append(el("p", { class: "card plain" }, "Learners' dashboards are shown to coaches and operators. Sign in as one."));
    return;
  }
  const references = new Map([...MEASURES].map(([key, measure]) => [key, new Reference(measure)]));
  const learners = await call("GET", "learners");
  const rows = learners.map((learner) => row(learner, state.standard, references));
  main.append(learnersCard(rows));
  references.forEach((reference, key) => watch(key, state.standard[key], reference));
  const visits = new Visits();
  rows.forEach(({ cells }) => cells.filter((cell) => cell.given).forEach((cell) => visits.add(() => cell.visit())));
  visits.start();
  setInterval(() => rows.forEach((one) => one.sum()), 1000);
  if (state.account.role === "operator") main.append(await people(state.account.name));
}

function row(learner, standard, references) {
  const cells = [...CHARTS].map(([key, chart]) => new Cell(chart, learner.dashboard[key], standard[key], references.get(key) ?? null));
  const overall = el("td", {});
  const name = el("a", { href: `/?learner=${encodeURIComponent(learner.name)}` }, learner.name);
  const element = el("tr", {}, el("th", { scope: "row" }, name), overall, ...cells.map((cell) => cell.element));
  // the sixth chart is a learner's own statement: the level is that of the five that can be checked
  const checked = cells.filter((_, i) => MEASURES.has([...CHARTS.keys()][i]));
  const sum = () => {
    const level = Math.min(...checked.map((cell) => cell.level));
    if (overall.firstChild?.dataset.level !== String(level)) overall.replaceChildren(badge(level));
  };
  sum();
  return { element, cells, sum };
}

function learnersCard(rows) {
  const head = ["Learner", "Level", ...[...CHARTS.values()].map((chart) => chart.title)];
  const table = el(
    "table",
    { class: "learners" },
    el("caption", {}, "Learners and the level that each of their charts reaches"),
    el("thead", {}, el("tr", {}, ...head.map((words) => el("th", { scope: "col" }, words)))),
    el("tbody", {}, ...rows.map((one) => one.element)),
  );
  const empty = rows.length === 0 ? [el("p", { class: "label" }, "No learner has signed up yet.")] : [];
  return el(
    "section",
    { class: "card" },
    el("header", {}, el("div", {}, el("h2", {}, "Learners"), el("p", {}, "each chart held against this server's, from this browser"))),
    el("div", { class: "table wide", tabindex: "0", role: "region", "aria-label": "Learners" }, table, ...empty),
    el("footer", {}, "Level 3: correct as of the last second. 2: of the last minute. 1: of the last hour, or as much of it as this page has been open. 0: none of these."),
  );
}

/** Follows this server's own chart, in hidden tabs too, so that its last hour is known. */
function watch(key, url, reference) {
  const chart = CHARTS.get(key);
  const once = async () => {
    try {
      const { text } = await read(url, PRESENT);
      reference.add(chart.module.check(parse(text)).value, Date.now());
    } catch {
      // the next look is half a second away; without any, cells say that ours is not to be had
    }
    setTimeout(once, WATCH_MS);
  };
  once();
}

start();
