// The ways to look at a chart's table: figures, bars, a line over periods, a table.
import { d3 } from "../d3.js";
import { el, fadesWhereMore } from "../dom.js";
import { periods } from "./periods.js";
import { fieldTitle, figureWords, inCents, valueWords } from "./words.js";

const MOST_BARS = 250;

/** Each makes a view in `host`; its update(value, figure) draws the table with that figure first. */
export const VIEWS = { figures, bars, periods, table };

const placesOf = (fields, role) => fields.map((field, i) => (field.role === role ? i : -1)).filter((i) => i >= 0);

function figures(host) {
  const list = el("dl", { class: "numbers" });
  host.replaceChildren(list);
  return {
    update({ fields, rows }) {
      const shown = fields.map((field, i) => ({ field, value: rows[0][i] })).filter(({ field }) => field.role === "figure");
      const several = shown.length > 1;
      list.dataset.count = String(shown.length);
      if (list.children.length !== shown.length) list.replaceChildren(...shown.map(() => el("div", {}, el("dt"), el("dd"))));
      shown.forEach(({ field, value }, i) => {
        const [name, number] = list.children[i].children;
        const words = figureWords(value, field, inCents([value]));
        name.textContent = fieldTitle(field);
        name.classList.toggle("hidden", !several && field.name === "value" && !field.unit);
        number.textContent = words;
        number.classList.toggle("none", value === null);
        number.style.setProperty("--characters", String(Math.max(7, words.length)));
      });
    },
  };
}

function bars(host, chart) {
  const list = el("ol", { class: "bars", tabindex: "0", "aria-label": chart.title });
  host.replaceChildren(list);
  const look = fadesWhereMore(list);
  let left = 0;
  return {
    remark: () => (left > 0 ? `${left.toLocaleString("en")} more are in the table.` : null),
    update({ fields, rows }, figure) {
      const name = placesOf(fields, "group");
      const number = placesOf(fields, "figure")[figure] ?? -1;
      left = Math.max(0, rows.length - MOST_BARS);
      const data = rows.slice(0, MOST_BARS).map((row) => ({ words: name.map((i) => valueWords(row[i], fields[i])).join(", "), value: row[number] ?? null }));
      const cents = inCents(data.map((d) => d.value));
      const low = Math.min(0, d3.min(data, (d) => d.value) ?? 0);
      const reach = Math.max(0, d3.max(data, (d) => d.value) ?? 0) - low || 1;
      const share = (value) => `${((value / reach) * 100).toFixed(2)}%`;
      const lines = d3.select(list).selectAll("li").data(data, (d) => d.words).join(line);
      lines.order().attr("data-country", (d) => d.words);
      lines.select(".name").text((d) => d.words).attr("title", (d) => d.words);
      lines.select(".value").text((d) => figureWords(d.value, fields[number], cents));
      lines.select(".track i").style("left", (d) => share(Math.min(0, d.value ?? 0) - low)).style("width", (d) => share(Math.abs(d.value ?? 0)));
      look();
    },
  };
}

function line(enter) {
  const item = enter.append("li");
  item.append("span").attr("class", "name");
  item.append("span").attr("class", "track").attr("aria-hidden", "true").append("i");
  item.append("span").attr("class", "value");
  return item;
}

function table(host, chart) {
  const head = el("thead");
  const body = el("tbody");
  const region = el("div", { class: "table", tabindex: "0", role: "region", "aria-label": `${chart.title} as a table` }, el("table", {}, el("caption", {}, chart.title), head, body));
  host.replaceChildren(region);
  const look = fadesWhereMore(region);
  return {
    update({ fields, rows }) {
      const leading = fields.findIndex((field) => field.role === "figure");
      const barred = leading >= 0 && rows.length > 1 && fields.some((field) => field.role === "group");
      const most = barred ? d3.max(rows, (row) => Math.abs(row[leading] ?? 0)) || 1 : 1;
      const numeric = fields.map((field) => field.type === "number" && !/(^|[_ -])id$/.test(field.name));
      const cents = fields.map((_, i) => numeric[i] && inCents(rows.map((row) => row[i])));
      const kind = (i) => (numeric[i] ? "number" : null);
      head.replaceChildren(el("tr", {}, ...fields.map((field, i) => el("th", { scope: "col", class: kind(i) }, fieldTitle(field)))));
      d3.select(body)
        .selectAll("tr")
        .data(rows)
        .join("tr")
        .selectAll("td")
        .data((row) => row)
        .join("td")
        .attr("class", (_, i) => (barred && i === leading ? "number barred" : kind(i)))
        .style("--share", (value, i) => (barred && i === leading ? `${((Math.abs(value ?? 0) / most) * 100).toFixed(1)}%` : null))
        .attr("data-country", (value, i) => (fields[i].role === "group" ? valueWords(value, fields[i]) : null))
        .text((value, i) => valueWords(value, fields[i], cents[i]));
      look();
    },
  };
}

