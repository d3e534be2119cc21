import { d3 } from "../d3.js";
import { thousands } from "../format.js";
import { datasets, number, points, text } from "../shape.js";
import { layer, moved, Plot, steadyDomain, valueAxis, worded } from "./plot.js";

/** Checks `{"datasets":[{"id":"Submissions","data":[{"x":"12:00","y":82}]}]}`; the first set is drawn. */
export function check(json) {
  const { value, note } = datasets(json, series, { key: "id" });
  return { value: value[0]?.data ?? [], note };
}

function series(set, path) {
  const id = text(set.id, `${path}.id`);
  const data = points(set.data, `${path}.data`, (point, at) => ({
    x: text(point.x, `${at}.x`, 'an hour such as "12:00"', 40),
    y: number(point.y, `${at}.y`),
  }));
  return { id, data };
}

export const table = (data) => ({
  columns: ["Hour", "Submissions"],
  rows: data.map((d) => [d.x, thousands(d.y)]),
});

export function create(host) {
  const steady = steadyDomain();
  return new Plot(host, "Submissions in each hour", (svg, data, room) => draw(svg, data, room, steady));
}

function draw(svg, data, { width, height, duration, unit }, steady) {
  const box = { left: 46 * unit, right: width - 14, top: 12, bottom: height - 44 * unit, unit };
  const x = d3.scalePoint(d3.range(data.length), [box.left, box.right]);
  const reach = [Math.min(0, d3.min(data, (d) => d.y) ?? 0), Math.max(d3.max(data, (d) => d.y) ?? 0, 4)];
  const y = d3.scaleLinear(steady(reach, (extent) => d3.scaleLinear().domain(extent).nice(4).domain()), [box.bottom, box.top]);
  const ticks = Math.max(2, Math.min(6, Math.floor((box.bottom - box.top) / (34 * unit))));
  valueAxis(layer(svg, "grid").attr("transform", `translate(${box.left},0)`), y, {
    values: y.ticks(ticks),
    length: box.right - box.left,
    format: d3.format("~s"),
  });
  hours(layer(svg, "hour-names"), data, x, box);

  const place = (_, i) => x(i);
  // Straight from hour to hour, as nothing is known in between; the running hour is not full yet.
  const full = Math.max(0, data.length - 1);
  const line = d3.line(place, (d) => y(d.y));
  const area = d3.area(place, y(0), (d) => y(d.y));
  const running = d3.line((_, i) => x(i + Math.max(0, full - 1)), (d) => y(d.y));
  path(layer(svg, "area"), data.slice(0, full), area, duration);
  path(layer(svg, "line"), data.slice(0, full), line, duration);
  path(layer(svg, "running-line"), data.slice(-2), running, duration);
  const dots = layer(svg, "points").selectAll("circle").data(data).join("circle").attr("r", 3.5);
  dots.classed("running", (_, i) => i === full);
  worded(dots, (d) => [d.x, `${thousands(d.y)} submissions`]);
  dots.attr("cx", place);
  moved(dots, duration).attr("cy", (d) => y(d.y));
}

function path(group, data, shape, duration) {
  const drawn = group.selectAll("path").data([data]);
  drawn.enter().append("path").attr("d", shape);
  moved(drawn, duration).attr("d", shape);
}

function hours(group, data, x, box) {
  const every = Math.max(1, Math.ceil(data.length / Math.max(1, (box.right - box.left) / (26 * box.unit))));
  const shown = data.map((d, i) => ({ text: d.x, i })).filter((d) => (data.length - 1 - d.i) % every === 0);
  group
    .selectAll("text")
    .data(shown)
    .join("text")
    .attr("transform", (d) => `translate(${x(d.i) + 4},${box.bottom + 14 * box.unit}) rotate(-45)`)
    .text((d) => d.text);
}
