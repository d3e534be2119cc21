import { call } from "./account/api.js";
import { signInButton } from "./account/menu.js";
import { CHARTS } from "./charts/all.js";
import { Learners } from "./coach/learners.js";
import { MEASURES } from "./coach/measures.js";
import { people } from "./coach/people.js";
import { Reference } from "./coach/reference.js";
import { el } from "./dom.js";
import { parse, read } from "./endpoint.js";
import { coaches, header } from "./page.js";

const WATCH_MS = 500;
const NEW_LEARNERS_MS = 5000;
const PRESENT = new AbortController().signal;

async function start() {
  const state = await header();
  const main = document.querySelector("main");
  if (!coaches(state)) {
    main.className = "absent";
    main.replaceChildren(...refusal(state));
    return;
  }
  const references = new Map([...MEASURES].map(([key, measure]) => [key, new Reference(measure)]));
  references.forEach((reference, key) => watch(key, state.standard[key], reference));
  const learners = new Learners(state.standard, references);
  learners.show(await call("GET", "learners"));
  setInterval(() => document.hidden || refresh(learners), NEW_LEARNERS_MS);
  main.append(learners.element);
  if (state.account.role === "operator") main.append(await people(state.account.name));
}

/** What is said to those for whom the page is not. */
function refusal(state) {
  const title = el("h1", {}, "Learners");
  const words = "Learners' dashboards are shown to coaches and operators.";
  if (state.account !== null) return [title, el("p", {}, `${words} ${state.account.name} is a ${state.account.role}; an operator can change that.`), elsewhere()];
  return [title, el("p", {}, `${words} Sign in as one.`), el("div", { class: "actions" }, signInButton(state)), elsewhere()];
}

const elsewhere = () => el("ul", { class: "places" }, el("li", {}, el("a", { href: "/" }, "Forage")));

async function refresh(learners) {
  try {
    learners.show(await call("GET", "learners"));
  } catch {
    // the rows that are there stay; the next look is some seconds away
  }
}

/** Follows this server's own chart, in hidden tabs too, so that its last hour is known. */
function watch(key, url, reference) {
  const chart = CHARTS.get(key);
  const once = async () => {
    const asked = Date.now();
    try {
      const { text } = await read(url, PRESENT);
      reference.add(chart.module.check(parse(text)).value, asked);
    } catch {
      // the next look is half a second away; without any, cells say that ours is not to be had
    }
    setTimeout(once, WATCH_MS);
  };
  once();
}

start();
