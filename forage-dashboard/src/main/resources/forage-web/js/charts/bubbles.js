import { countryLabel, hue } from "../countries.js";
import { d3 } from "../d3.js";
import { signed, thousands } from "../format.js";
import { country, datasets, number, points } from "../shape.js";
import { layer, moved, Plot, valueAxis, worded } from "./plot.js";

const LABEL = { width: 30, height: 13, fits: 12 };

/** Checks `{"datasets":[{"id":"GBR","data":[{"x":2.4,"y":-0.1,"submissions":412}]}]}`. */
export function check(json) {
  const { value, note } = datasets(
    json,
    (set, path) => {
      const id = country(set.id, `${path}.id`);
      const data = points(set.data, `${path}.data`, (point, at) => ({
        x: number(point.x, `${at}.x`),
        y: number(point.y, `${at}.y`),
        submissions: number(point.submissions, `${at}.submissions`, { min: 0 }),
      }));
      return { id, data };
    },
    { key: "id" },
  );
  const bubbles = value.flatMap((set) => set.data.slice(0, 4).map((d, i) => ({ id: set.id, key: `${set.id} ${i}`, ...d })));
  bubbles.sort((a, b) => b.submissions - a.submissions);
  return { value: bubbles, note };
}

export const codes = (value) => value.map((d) => d.id);

export const table = (value) => ({
  columns: ["Country", "Average years in early education", "Standardised sense of belonging", "Submissions"],
  rows: value.map((d) => [countryLabel(d.id), d.x.toFixed(2), signed(d.y), thousands(d.submissions)]),
});

export function create(host) {
  return new Plot(host, "Early education and sense of belonging by country", draw);
}

function draw(svg, data, { width, height, duration, unit }) {
  const box = { left: 66 * unit, right: width - 20, top: 14, bottom: height - 50 * unit };
  const biggest = Math.max(14, Math.min(90, (box.right - box.left) / 16, (box.bottom - box.top) / 7));
  const x = d3.scaleLinear(padded(d3.extent(data, (d) => d.x)), [box.left, box.right]).nice(8);
  const y = d3.scaleLinear(padded(d3.extent(data, (d) => d.y)), [box.bottom, box.top]).nice(6);
  const size = d3.scaleSqrt([0, d3.max(data, (d) => d.submissions) || 1], [0, biggest]);
  frame(svg, x, y, { ...box, unit });

  const bubbles = layer(svg, "bubbles").selectAll("g.bubble").data(data, (d) => d.key).join((enter) => enterBubble(enter, (d) => `translate(${x(d.x)},${y(d.y)})`));
  bubbles.style("--hue", (d) => hue(d.id)).attr("data-country", (d) => d.id);
  worded(bubbles, words);
  bubbles.order();
  moved(bubbles, duration).attr("transform", (d) => `translate(${x(d.x)},${y(d.y)})`);
  moved(bubbles.select("circle"), duration).attr("r", (d) => Math.max(2.5, size(d.submissions)));
  labels(layer(svg, "labels"), placed(data, x, y, size, unit), duration);
}

function labels(group, data, duration) {
  const text = group.selectAll("text").data(data, (d) => d.key).join((enter) => enter.append("text").attr("dy", "0.35em").attr("x", (d) => d.at[0]).attr("y", (d) => d.at[1]));
  text.text((d) => d.id);
  moved(text, duration).attr("x", (d) => d.at[0]).attr("y", (d) => d.at[1]);
}

/** Labels for the bubbles with room for one: in the middle, or else towards an edge, none over another. */
function placed(data, x, y, size, unit) {
  const taken = [];
  const free = ([left, top]) => taken.every((t) => Math.abs(t[0] - left) > LABEL.width * unit || Math.abs(t[1] - top) > LABEL.height * unit);
  const all = [];
  for (const d of [...data].reverse()) {
    const r = size(d.submissions);
    if (r < LABEL.fits * unit) continue;
    const edge = r * 0.6;
    const places = [[0, 0], [-edge, 0], [edge, 0], [0, -edge], [0, edge]].map(([dx, dy]) => [x(d.x) + dx, y(d.y) + dy]);
    const at = places.find(free);
    if (at === undefined) continue;
    taken.push(at);
    all.push({ id: d.id, key: d.key, at });
  }
  return all;
}

const words = (d) => [
  countryLabel(d.id),
  `${d.x.toFixed(2)} years in early education`,
  `${signed(d.y)} sense of belonging`,
  `${thousands(d.submissions)} submissions`,
];

function enterBubble(enter, place) {
  const bubble = enter.append("g").attr("class", "bubble mark").attr("transform", place);
  bubble.append("circle");
  return bubble;
}

function padded([low = -0.5, high = 0.5]) {
  const margin = Math.max(0.05, (high - low) * 0.14);
  return [low - margin, high + margin];
}

function frame(svg, x, y, box) {
  const rows = Math.max(3, Math.min(8, Math.floor((box.bottom - box.top) / 44)));
  valueAxis(layer(svg, "grid").attr("transform", `translate(${box.left},0)`), y, {
    values: y.ticks(rows),
    length: box.right - box.left,
    format: (v) => signed(v, 1),
  });
  const columns = Math.max(3, Math.min(10, Math.floor((box.right - box.left) / 80)));
  const across = layer(svg, "grid-x").attr("transform", `translate(0,${box.bottom})`);
  across.call(d3.axisBottom(x).ticks(columns).tickSize(-(box.bottom - box.top)).tickPadding(10));
  across.select(".domain").remove();
  const zero = layer(svg, "zero").selectAll("line").data(y.domain()[0] < 0 && y.domain()[1] > 0 ? [0] : []);
  zero.join("line").attr("x1", box.left).attr("x2", box.right).attr("y1", y(0)).attr("y2", y(0));
  const middle = (box.top + box.bottom) / 2;
  axisName(svg, "name-x", "Average Years in Early Education", `translate(${(box.left + box.right) / 2},${box.bottom + 42 * box.unit})`);
  axisName(svg, "name-y", "Standardised Sense of Belonging", `translate(${16 * box.unit},${middle}) rotate(-90)`);
}

function axisName(svg, name, words, transform) {
  const text = layer(svg, name).selectAll("text").data([words]);
  text.join("text").attr("class", "axis-name").attr("transform", transform).text(words);
}
