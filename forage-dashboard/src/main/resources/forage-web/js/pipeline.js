// The dashboard of any definition: /dashboard/PIPELINE, or one of its charts alone at
// /dashboard/PIPELINE/CHART.
import { el } from "./dom.js";
import "./highlight.js";
import { Announcer } from "./pipeline/announcer.js";
import { ChartCard } from "./pipeline/chart-card.js";
import { Filters } from "./pipeline/filters.js";
import { FreshnessLine } from "./pipeline/freshness-line.js";
import { chartList, listChanged, titleOf } from "./pipeline/list.js";
import { themeButton } from "./theme.js";

const LOOK_FOR_CHANGES_MS = 30_000;
const ORDER = ["figures", "periods", "bars", "table"];

const [, , pipeline, alone] = location.pathname.split("/").map(decodeURIComponent);

async function start() {
  themeButton(document.querySelector("#theme"));
  document.body.classList.toggle("alone", Boolean(alone));
  document.title = alone ? `${titleOf(alone)} · ${pipeline}` : `${pipeline} · Freshet`;
  document.querySelector("#title").textContent = alone ? titleOf(alone) : titleOf(pipeline);
  const waiting = document.querySelector("#waiting");
  const all = await chartList((words) => (waiting.textContent = words));
  links(all);
  const ours = all.filter((chart) => chart.pipeline === pipeline);
  const shown = ours.filter((chart) => (alone ? chart.short === alone : chart.kind !== "freshness"));
  if (shown.length === 0) {
    const there = (alone ? ours.map((chart) => chart.short) : all.map((chart) => chart.pipeline)).filter((name, i, names) => names.indexOf(name) === i);
    waiting.textContent = `There is no ${alone ? "such chart" : "such dashboard"}. There are: ${there.join(", ") || "none"}.`;
    return;
  }
  show(shown, ours);
  setInterval(async () => (await listChanged()) && location.reload(), LOOK_FOR_CHANGES_MS);
}

function show(shown, ours) {
  const announcer = new Announcer(document.querySelector("#announcement"));
  const filters = new Filters(document.querySelector("#filters"), shown);
  const main = document.querySelector("#charts");
  const cards = shown.map((chart) => new ChartCard(chart, { filters, announcer, alone: Boolean(alone) }));
  cards.sort((a, b) => ORDER.indexOf(a.look) - ORDER.indexOf(b.look));
  main.replaceChildren(...cards.map((card) => card.element));
  cards.forEach((card) => card.start());
  filters.onChange = (words) => {
    cards.forEach((card) => card.follow());
    announcer.say(words);
  };
  const freshness = ours.find((chart) => chart.kind === "freshness");
  if (freshness) new FreshnessLine(document.querySelector("#freshness"), freshness, announcer).start();
  setInterval(() => cards.forEach((card) => card.sayWhen()), 250);
}

function links(all) {
  const names = [...new Set(all.map((chart) => chart.pipeline))];
  if (alone) return;
  const nav = document.querySelector("#links");
  const made = names.length > 1 ? names.map((name) => [`/dashboard/${name}`, titleOf(name)]) : [];
  if (all.some((chart) => chart.name === "submissions")) made.push(["/", "Forage"]);
  nav.replaceChildren(...made.map(([href, words]) => el("a", { href, "aria-current": href === location.pathname ? "page" : null }, words)));
}

start();
