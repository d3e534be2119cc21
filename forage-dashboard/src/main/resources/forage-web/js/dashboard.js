import { call } from "./account/api.js";
import { Card } from "./card.js";
import { CHARTS } from "./charts/all.js";
import { hue } from "./countries.js";
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
  setInterval(() => cards.forEach((card) => card.showAge()), 250);
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
