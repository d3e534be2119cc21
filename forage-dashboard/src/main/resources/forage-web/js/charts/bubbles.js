import { countryLabel, hue } from "../countries.js";
import { d3 } from "../d3.js";
import { signed, thousands } from "../format.js";
import { country, datasets, number, points } from "../shape.js";
import { layer, moved, Plot, steadyDomain, valueAxis, worded } from "./plot.js";

const LABEL = { width: 30, height: 13 };
const DIRECTIONS = [[1, 0], [-1, 0], [0, -1], [0, 1], [0.75, -0.75], [-0.75, -0.75], [0.75, 0.75], [-0.75, 0.75]];
const SIDES = [[0, 0, false], ...[false, true].flatMap((outside) => DIRECTIONS.map((direction) => [...direction, outside]))];

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
  const bubbles = new Bubbles();
  return new Plot(host, "Early education and sense of belonging by country", (...drawn) => bubbles.draw(...drawn));
}

class Bubbles {
  #across = steadyDomain();
  #up = steadyDomain();
  #labels = new Labels();

  draw(svg, data, { width, height, duration, unit }) {
    const box = { left: 66 * unit, right: width - 20, top: 14, bottom: height - 50 * unit };
    const biggest = Math.max(14, Math.min(80, (box.right - box.left) / 18, (box.bottom - box.top) / 8));
    const x = scale(data, (d) => d.x, this.#across, 8).range([box.left, box.right]);
    const y = scale(data, (d) => d.y, this.#up, 6).range([box.bottom, box.top]);
    const size = d3.scaleSqrt([0, d3.max(data, (d) => d.submissions) || 1], [0, biggest]);
    frame(svg, x, y, { ...box, unit });

    // the largest come first in the data, so that smaller ones lie in front
    const bubbles = layer(svg, "bubbles").selectAll("g.bubble").data(data, (d) => d.key).join((enter) => enterBubble(enter, (d) => `translate(${x(d.x)},${y(d.y)})`));
    bubbles.style("--hue", (d) => hue(d.id)).attr("data-country", (d) => d.id);
    worded(bubbles, words);
    bubbles.order();
    moved(bubbles, duration).attr("transform", (d) => `translate(${x(d.x)},${y(d.y)})`);
    const radius = (d) => Math.max(2.5, size(d.submissions));
    moved(bubbles.select("circle"), duration).attr("r", radius);
    const seen = data.map((d) => ({ id: d.id, key: d.key, x: x(d.x), y: y(d.y), r: radius(d) }));
    drawLabels(layer(svg, "labels"), this.#labels.placed(seen, { ...box, unit }), duration);
  }
}

function scale(data, value, keeper, ticks) {
  const made = (extent) => d3.scaleLinear().domain(padded(extent)).nice(ticks).domain();
  return d3.scaleLinear(keeper(d3.extent(data, value), made), [0, 1]);
}

function drawLabels(group, data, duration) {
  const text = group.selectAll("text").data(data, (d) => d.key).join((enter) => enter.append("text").attr("dy", "0.35em").attr("x", (d) => d.at[0]).attr("y", (d) => d.at[1]));
  text.text((d) => d.id);
  moved(text, duration).attr("x", (d) => d.at[0]).attr("y", (d) => d.at[1]);
}

/**
 * Where the bubbles' labels stand: in the middle, towards an edge, or beside a small one; none over
 * another. A label stays on the side where it was for as long as there is room for it.
 */
class Labels {
  #sides = new Map();
  #room = "";

  placed(bubbles, box) {
    // what was beside a bubble on a phone may be within it on a larger screen
    const room = `${box.right} ${box.bottom}`;
    if (room !== this.#room) this.#sides.clear();
    this.#room = room;
    const taken = [];
    const width = LABEL.width * box.unit;
    const height = LABEL.height * box.unit;
    const within = ([x, y]) => x - width / 2 > box.left && x + width / 2 < box.right && y - height / 2 > box.top && y + height / 2 < box.bottom;
    const apart = ([x, y]) => taken.every((t) => Math.abs(t[0] - x) > width || Math.abs(t[1] - y) > height);
    // one that lies over another bubble might be taken for that one's, over a smaller one it would be
    const lies = (at, other) => Math.hypot(other.x - at[0], other.y - at[1]) < other.r;
    const rules = [(at, bubble) => !bubbles.some((other) => other !== bubble && lies(at, other)), (at, bubble) => !bubbles.some((other) => other.r < bubble.r && lies(at, other)), () => true];
    const all = [];
    const keep = (bubble, side, at) => {
      taken.push(at);
      this.#sides.set(bubble.key, side);
      all.push({ id: bubble.id, key: bubble.key, at });
    };
    const placeOf = (bubble, side) => sideOf(bubble, side, width, height);
    const rest = [];
    for (const bubble of [...bubbles].sort((a, b) => (a.key < b.key ? -1 : 1))) {
      const side = this.#sides.get(bubble.key);
      const at = side === undefined ? null : placeOf(bubble, side);
      if (at !== null && within(at) && apart(at)) keep(bubble, side, at);
      else rest.push(bubble);
    }
    for (const bubble of rest.sort((a, b) => a.r - b.r)) {
      const free = (side, rule) => {
        const at = placeOf(bubble, side);
        return at !== null && within(at) && apart(at) && rule(at, bubble);
      };
      const side = rules.map((rule) => SIDES.find((one) => free(one, rule))).find(Boolean);
      if (side === undefined) this.#sides.delete(bubble.key);
      else keep(bubble, side, placeOf(bubble, side));
    }
    return all;
  }
}

/** Within a bubble that is large enough, the middle or towards an edge, or beside it; null where that is no place. */
function sideOf({ x, y, r }, [across, up, outside], width, height) {
  if (across === 0 && up === 0) return r > width * 0.42 ? [x, y] : null;
  if (outside) return [x + across * (r + width / 2 + 1), y + up * (r + height / 2 + 1)];
  return r > width / 2 ? [x + across * r * 0.6, y + up * r * 0.6] : null;
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
