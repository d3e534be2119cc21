import { call } from "./account/api.js";
import { Card } from "./card.js";
import { CHARTS } from "./charts/all.js";
import { hue } from "./countries.js";
import { age } from "./format.js";
import "./highlight.js";
import { coaches, header } from "./page.js";
import { remember, remembered } from "./preferences.js";

const cards = new Map();

async function start() {
  const state = await header();
  state.countries.forEach(hue);
  const urls = await shownDashboard(state);
  for (const [key, chart] of CHARTS) {
    const article = document.querySelector(`[data-chart="${key}"]`);
    cards.set(key, new Card(article, chart, { url: urls[key], countries: state.countries }));
  }
  transportSwitch(document.querySelector("#transport"));
  const standing = document.querySelector("#standing");
  setInterval(() => {
    cards.forEach((card) => card.showAge());
    show(standing, [...cards.values()]);
  }, 250);
}

/** One's own dashboard, or for a coach that of the learner whom the address names. */
async function shownDashboard(state) {
  const whose = document.querySelector("#whose");
  const wanted = new URLSearchParams(location.search).get("learner");
  if (wanted !== null && coaches(state)) {
    const learner = (await call("GET", "learners")).find((one) => one.name === wanted);
    whose.textContent = learner ? `${learner.name}'s dashboard` : "There is no such learner";
    return learner?.dashboard ?? state.dashboard;
  }
  whose.textContent = state.account === null ? "" : `${state.account.name}'s dashboard`;
  return state.dashboard;
}

/** How all charts stand, in one line; what is wrong with one of them stands on its card. */
function show(standing, all) {
  const live = all.filter((card) => card.state === "live");
  standing.dataset.state = live.length === all.length ? "live" : "troubled";
  const oldest = Math.max(0, ...live.map((card) => card.seconds ?? 0));
  standing.textContent = live.length === all.length ? `Live, ${age(oldest)} old` : `${live.length} of ${all.length} charts live`;
}

function transportSwitch(group) {
  const chosen = remembered("transport", "poll");
  const set = (transport) => cards.forEach((card) => (card.transport = transport));
  group.querySelectorAll("input").forEach((radio) => {
    radio.checked = radio.value === chosen;
    radio.addEventListener("change", () => {
      remember("transport", radio.value);
      set(radio.value);
    });
  });
  set(chosen);
}

start();
