import { everySecond } from "./clock.js";
import { el } from "./dom.js";
import { header } from "./page.js";
import { Controls } from "./spore/controls.js";
import { askPipeline, PipelineCard } from "./spore/pipeline.js";
import { status } from "./spore/simulator.js";
import { SourceRow } from "./spore/source-row.js";

const MOST = 10_000;
const rows = new Map();
let asking = false;
let lookFailed = false;

async function start() {
  const state = await header();
  const wrong = document.querySelector("#wrong");
  const say = (words) => (wrong.textContent = words ?? "");
  const all = allCountries(say);
  const pipeline = new PipelineCard(document.querySelector("#pipeline"));
  const look = () => show(all, pipeline, state.standard, say);
  everySecond(look);
  look();
}

function allCountries(say) {
  const controls = new Controls(null, "All countries", MOST, say);
  const words = el("p", { class: "label" });
  document.querySelector("#all").append(words, controls.rate.element, controls.buttons, el("h3", {}, "Misbehaviour"), controls.misbehaviour.element);
  return { controls, words };
}

async function show(all, pipeline, standard, say) {
  if (asking) return;
  asking = true;
  try {
    const [now, made] = await Promise.all([status(), askPipeline(standard)]);
    all.controls.show({ ...now, misbehaviour: shared(now.sources) });
    all.words.textContent = sentence(now);
    pipeline.show(now, made);
    now.sources.forEach((source) => rowOf(source.country, say).show(source, made.freshness?.get(source.country) ?? null));
    if (now.error || lookFailed) say(now.error ?? null);
    lookFailed = Boolean(now.error);
  } catch (failure) {
    lookFailed = true;
    say(failure.message);
  } finally {
    asking = false;
  }
}

function rowOf(code, say) {
  if (!rows.has(code)) {
    rows.set(code, new SourceRow(code, say));
    document.querySelector("#sources").append(rows.get(code).element);
  }
  return rows.get(code);
}

function sentence({ state, sources, inserted, burstRows }) {
  const running = sources.filter((source) => source.state === "running").length;
  const bursts = burstRows > 0 ? `, ${burstRows.toLocaleString("en")} of bursts to come` : "";
  return `${state}: ${running} of ${sources.length} countries, ${inserted.toLocaleString("en")} submissions since the start${bursts}`;
}

/** The probabilities that all countries share; 0 where they differ. */
function shared(sources) {
  const [first, ...others] = sources.map((source) => source.misbehaviour ?? {});
  const same = Object.entries(first ?? {}).filter(([name, value]) => others.every((one) => one[name] === value));
  return Object.fromEntries(same);
}

start();
