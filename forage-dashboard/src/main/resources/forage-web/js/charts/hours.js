import { countryLabel } from "../countries.js";
import { d3 } from "../d3.js";
import { country, datasets, number } from "../shape.js";
import { layer, moved, Plot, steadyDomain, valueAxis, worded } from "./plot.js";

/** Checks `{"datasets":[{"country":"GBR","hours":27.4}]}`; most hours come first. */
export function check(json) {
  const checked = datasets(
    json,
    (set, path) => ({
      id: country(set.country, `${path}.country`),
      hours: number(set.hours, `${path}.hours`),
    }),
    { key: "id" },
  );
  checked.value.sort((a, b) => b.hours - a.hours || (a.id < b.id ? -1 : 1));
  return checked;
}

export const codes = (value) => value.map((d) => d.id);

export const table = (value) => ({
  columns: ["Country", "Hours per week"],
  rows: value.map((d) => [countryLabel(d.id), d.hours.toFixed(1)]),
});

export function create(host) {
  const steady = steadyDomain();
  return new Plot(host, "Learning hours per week by country", (svg, data, room) => draw(svg, data, room, steady));
}

function draw(svg, data, { width, height, duration, unit }, steady) {
  const slanted = (width - 60) / Math.max(1, data.length) < 32 * unit;
  const box = { left: 40 * unit, right: width - 8, top: 10, bottom: height - (slanted ? 40 : 26) * unit, unit };
  const x = d3.scaleBand(data.map((d) => d.id), [box.left, box.right]).padding(0.22);
  const [low, most] = steady([Math.min(0, d3.min(data, (d) => d.hours) ?? 0), d3.max(data, (d) => d.hours) ?? 0], ([least, largest]) => [least, Math.max(2, Math.ceil(largest / 2) * 2)]);
  const y = d3.scaleLinear([low, most], [box.bottom, box.top]);
  axis(layer(svg, "grid").attr("transform", `translate(${box.left},0)`), y, most, box);
  const groups = layer(svg, "bars").selectAll("g.bar").data(data, (d) => d.id).join(enterBar);
  groups.attr("data-country", (d) => d.id);
  worded(groups, (d) => [countryLabel(d.id), `${d.hours.toFixed(1)} hours per week`]);
  groups.order();
  // Bars that swap places do so at once: sliding they would cross each other, labels over labels.
  groups.attr("transform", (d) => `translate(${x(d.id)},0)`);
  const rects = groups.select("rect").attr("width", x.bandwidth());
  moved(rects, duration)
    .attr("y", (d) => Math.min(y(0), y(d.hours)))
    .attr("height", (d) => Math.abs(y(0) - y(d.hours)));
  label(groups, data, x.bandwidth(), box, slanted);
}

function enterBar(enter) {
  const bar = enter.append("g").attr("class", "bar");
  bar.append("rect").attr("rx", 3);
  bar.append("text");
  return bar;
}

/** Codes under the bars; where there are more than fit, the marks' tooltips and the table tell. */
function label(groups, data, band, box, slanted) {
  const legible = band > 7;
  const at = slanted ? `translate(${band / 2 + 4},${box.bottom + 12 * box.unit}) rotate(-55)` : `translate(${band / 2},${box.bottom + 16 * box.unit})`;
  groups
    .select("text")
    .attr("class", slanted ? "code slanted" : "code")
    .attr("transform", at)
    .text((d) => (legible ? d.id : ""));
}

function axis(group, y, most, box) {
  const room = Math.max(1, Math.floor((box.bottom - box.top) / (17 * box.unit)));
  const step = 2 * Math.max(1, Math.ceil(most / 2 / room));
  const [low, high] = y.domain();
  const values = d3.range(Math.ceil(low / step) * step, high + 1, step).slice(0, 60);
  valueAxis(group, y, { values, length: box.right - box.left, format: d3.format("~g") });
}
