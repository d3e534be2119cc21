// /charts as a person sees it: the charts of each definition, with what they are about and where they are.
import { el } from "./dom.js";
import { chartList, titleOf } from "./pipeline/list.js";
import { themeButton } from "./theme.js";

async function start() {
  themeButton(document.querySelector("#theme"));
  const waiting = document.querySelector("#waiting");
  const all = await chartList((words) => (waiting.textContent = words));
  const pipelines = [...new Set(all.map((chart) => chart.pipeline))];
  waiting.replaceWith(...pipelines.map((pipeline) => card(pipeline, all.filter((chart) => chart.pipeline === pipeline))));
}

function card(pipeline, charts) {
  const dashboard = el("a", { class: "button", href: `/dashboard/${pipeline}` }, "Dashboard");
  const title = el("h2", { id: `of-${pipeline}` }, titleOf(pipeline));
  return el("section", { class: "card", "aria-labelledby": `of-${pipeline}` }, el("header", {}, el("div", {}, title), dashboard), el("ul", { class: "listed" }, ...charts.map(line)));
}

function line(chart) {
  const { pathname } = new URL(chart.url);
  const own = chart.url.startsWith(location.origin) ? pathname : chart.url;
  const links = [["JSON", chart.url], ...(chart.fields.length > 0 ? [["CSV", `${chart.url}.csv`]] : [])];
  return el(
    "li",
    {},
    el("div", {}, el("a", { href: `/dashboard/${chart.pipeline}/${chart.short}` }, el("strong", {}, chart.title)), el("p", {}, chart.description), el("code", {}, own)),
    el("div", { class: "actions" }, ...links.map(([words, href]) => el("a", { class: "button", href, "aria-label": `${words} of ${chart.title}` }, words))),
  );
}

start();
