// A line over periods. The running one is drawn as what it is: not over yet.
import { layer, moved, Plot, steadyDomain, valueAxis, worded } from "../charts/plot.js";
import { d3 } from "../d3.js";
import { axisWords, fieldTitle, figureWords, startOf, valueWords } from "./words.js";

const MOST_DOTS = 70;
const STEPS = { second: 1000, minute: 60_000, hour: 3_600_000, day: 86_400_000, week: 604_800_000, month: 31 * 86_400_000, quarter: 92 * 86_400_000, year: 366 * 86_400_000 };

export function periods(host, chart) {
  const plot = new Plot(host, `${chart.title}: a line over time`, draw);
  let apart = false;
  const axes = new Map();
  return {
    remark: () => (apart ? "Periods without data are left out; the line breaks there." : null),
    update({ fields, rows }, figure) {
      const time = fields.findIndex((field) => field.role === "group");
      const number = fields.map((field, i) => (field.role === "figure" ? i : -1)).filter((i) => i >= 0)[figure] ?? -1;
      const period = fields[time];
      const points = rows.filter((row) => row[time] !== null).map((row) => point(row[time], row[number] ?? null, period));
      for (let i = 1; i < points.length; i++) {
        points[i].after = points[i].at - points[i - 1].at > 1.5 * STEPS[period.period];
      }
      apart = points.some((one) => one.after);
      const last = points[points.length - 1];
      // hours by the clock have no date, and the running one is the last
      if (last) last.running = Number.isNaN(last.at) || last.at + STEPS[period.period] > Date.now();
      if (!axes.has(figure)) axes.set(figure, steadyDomain());
      plot.update({ points, steady: axes.get(figure), field: fields[number] ?? { name: "value" } });
    },
  };
}

const point = (value, y, field) => ({ at: startOf(value), label: valueWords(value, field), y, after: false, running: false });

function draw(svg, { points, field, steady }, { width, height, duration, unit }) {
  const box = { left: 50 * unit, right: width - 20 * unit, top: 12 * unit, bottom: height - 26 * unit };
  const x = d3.scalePoint(d3.range(points.length), [box.left, box.right]).padding(points.length === 1 ? 0.5 : 0.1);
  const [low, high] = d3.extent(points, (d) => d.y);
  const reach = [Math.min(0, low ?? 0), Math.max(high ?? 0, low < 0 ? 0 : 1)];
  const y = d3.scaleLinear(steady(reach, (extent) => d3.scaleLinear().domain(extent).nice(4).domain()), [box.bottom, box.top]);
  const ticks = Math.max(2, Math.min(6, Math.floor((box.bottom - box.top) / (36 * unit))));
  valueAxis(layer(svg, "grid").attr("transform", `translate(${box.left},0)`), y, { values: y.ticks(ticks), length: box.right - box.left, format: axisWords });
  labels(layer(svg, "period-names"), points, x, box, unit);

  const place = (d) => x(d.i);
  const all = points.map((d, i) => ({ ...d, i }));
  const runs = unbroken(all.filter((d) => !d.running));
  const line = d3.line(place, (d) => y(d.y)).defined((d) => d.y !== null);
  const area = d3.area(place, y(0), (d) => y(d.y)).defined((d) => d.y !== null);
  paths(layer(svg, "area"), runs, area, duration);
  paths(layer(svg, "line"), runs, line, duration);
  const end = all[all.length - 1];
  const before = all[all.length - 2];
  const running = end?.running && before && !end.after && end.y !== null && before.y !== null ? [[before, end]] : [];
  paths(layer(svg, "running-line"), running, line, duration);
  const dots = layer(svg, "points").selectAll("circle").data(all.filter((d) => d.y !== null)).join("circle");
  worded(dots, (d) => [d.running ? `${d.label}, so far` : d.label, `${fieldTitle(field)}: ${figureWords(d.y, field)}`]);
  dots.attr("r", (d) => (points.length > MOST_DOTS && !d.running ? 2 : 4) * Math.sqrt(unit)).classed("running", (d) => d.running).attr("cx", place);
  moved(dots, duration).attr("cy", (d) => y(d.y));
}

/** The runs of periods that follow each other. */
function unbroken(points) {
  const runs = [];
  points.forEach((one) => {
    if (runs.length === 0 || one.after) runs.push([]);
    runs[runs.length - 1].push(one);
  });
  return runs;
}

function paths(group, runs, shape, duration) {
  const drawn = group.selectAll("path").data(runs).join("path");
  moved(drawn, duration).attr("d", shape);
}

/** As many names as there is room for, the newest always among them. */
function labels(group, points, x, box, unit) {
  const longest = d3.max(points, (d) => d.label.length) ?? 1;
  const room = (longest * 9.5 + 14) * unit;
  const every = Math.max(1, Math.ceil(room / Math.max(1, x.step())));
  const shown = points.map((d, i) => ({ ...d, i })).filter((d) => (points.length - 1 - d.i) % every === 0);
  group
    .selectAll("text")
    .data(shown)
    .join("text")
    .attr("text-anchor", (d) => (d.i === points.length - 1 && points.length > 1 ? "end" : d.i === 0 && points.length > 1 ? "start" : "middle"))
    .attr("x", (d) => x(d.i) + (d.i === points.length - 1 && points.length > 1 ? 12 * unit : 0))
    .attr("y", box.bottom + 18 * unit)
    .text((d) => d.label);
}
