// The list of charts, of this server or of the one that the page names.
import { parse, read } from "../endpoint.js";
import { object, text } from "../shape.js";

const AGAIN_MS = 2000;
const MOST_CHARTS = 200;
const NEVER = new AbortController().signal;
const server = document.querySelector('meta[name="charts"]')?.content ?? "";

let known = null;

/** The charts in the order of the list; asks until there is an answer, and says so in words. */
export async function chartList(say) {
  for (;;) {
    try {
      known = (await read(`${server}/charts`, NEVER)).text;
      const charts = object(parse(known), "the list of charts").charts;
      return charts.slice(0, MOST_CHARTS).map(chart);
    } catch (failure) {
      say(`The list of charts cannot be read: ${failure.title ?? failure.message} Asking again every ${AGAIN_MS / 1000} s.`);
      await new Promise((done) => setTimeout(done, AGAIN_MS));
    }
  }
}

/** Whether the list is another than it was, as after a change of a definition. */
export async function listChanged() {
  try {
    return known !== (await read(`${server}/charts`, NEVER)).text;
  } catch {
    return false;
  }
}

function chart(one, i) {
  const at = `charts[${i}]`;
  const name = text(one.name, `${at}.name`, "a name", 200);
  return {
    name,
    short: name.split("/").pop(),
    title: titleOf(name.split("/").pop()),
    pipeline: text(one.pipeline, `${at}.pipeline`, "a name", 200),
    description: one.description === name.split("/").pop() ? "" : String(one.description ?? ""),
    url: new URL(`${server}${one.href}`, location.href).href,
    kind: String(one.kind),
    fields: one.fields ?? [],
    choices: one.choices ?? [],
  };
}

/** A name such as revenue-by-design as a title. */
export function titleOf(name) {
  const words = name.replace(/[-_]+/g, " ").trim();
  return words.charAt(0).toUpperCase() + words.slice(1);
}
