import { countryLabel } from "../countries.js";
import { d3 } from "../d3.js";
import { signed } from "../format.js";
import { country, datasets, number } from "../shape.js";
import { layer, Plot, worded } from "./plot.js";
import { loadWorld, projection } from "./world.js";

const LEGEND = 46;
const MARGIN = 16; // the legend lies over the southern sea, but for this much
const ROWS = 3; // of the legend's dots, where many values are close together
const STEPS = 41;
const SEEN_FROM = 40; // square pixels

/** Checks `{"datasets":[{"id":"GBR","value":0.32}]}`. */
export function check(json) {
  return datasets(
    json,
    (set, path) => ({
      id: country(set.id, `${path}.id`),
      value: number(set.value, `${path}.value`),
    }),
    { key: "id" },
  );
}

export const codes = (value) => value.map((d) => d.id);

export const table = (value) => ({
  columns: ["Country", "Mean score"],
  rows: [...value].sort((a, b) => b.value - a.value).map((d) => [countryLabel(d.id), signed(d.value)]),
});

/** A world map, with every country's value also on the legend, where small ones are found as well. */
export function create(host) {
  const map = new WorldMap();
  const plot = new Plot(host, "Economic, social and cultural score by country", (...drawn) => map.draw(...drawn));
  let latest = null;
  loadWorld().then((world) => {
    map.world = world;
    if (latest !== null) plot.update(latest);
  });
  return {
    update(value) {
      latest = value;
      plot.update(value);
    },
  };
}

class WorldMap {
  world = null;
  #size = "";

  draw(svg, data, { width, height, unit }) {
    if (this.world === null) return;
    const reach = Math.max(0.5, Math.ceil(d3.max(data, (d) => Math.abs(d.value)) * 2) / 2 || 0.5);
    const shaded = data.map((d) => ({ ...d, share: Math.max(-1, Math.min(1, d.value / reach)) }));
    const place = projection(width, height - MARGIN * unit);
    this.#outlines(svg, place, `${width} ${height}`);
    this.#values(svg, shaded, place, unit);
    this.#legend(svg, shaded, reach, { width, top: height - LEGEND * unit, unit });
  }

  /** The countries without a value; they change only with the size. */
  #outlines(svg, place, size) {
    if (size === this.#size) return;
    this.#size = size;
    const path = d3.geoPath(place);
    const drawn = this.world.countries.filter((c) => c.outline !== null);
    layer(svg, "land").attr("aria-hidden", "true").selectAll("path").data(drawn).join("path").attr("d", (c) => path(c.outline));
  }

  /** Outlines, and markers over those that are too small to be seen at this size. */
  #values(svg, data, place, unit) {
    const path = d3.geoPath(place);
    const drawn = data.map((d) => ({ ...d, outline: this.world.outline(d.id) })).filter((d) => d.outline !== null);
    const shapes = layer(svg, "filled").selectAll("path").data(drawn, (d) => d.id).join("path");
    mark(shapes).attr("d", (d) => path(d.outline));
    const small = drawn.filter((d) => path.area(d.outline) < SEEN_FROM * unit).map((d) => ({ ...d, at: path.centroid(d.outline) }));
    const points = data.filter((d) => this.world.point(d.id) !== null).map((d) => ({ ...d, at: place(this.world.point(d.id)) }));
    const markers = layer(svg, "markers").selectAll("circle").data([...small, ...points], (d) => d.id).join("circle");
    mark(markers).attr("r", 4.5 * unit).attr("transform", (d) => `translate(${d.at})`);
    // an outline and its marker are one thing to a keyboard and to a screen reader
    const marked = new Set(small.map((d) => d.id));
    shapes.filter((d) => marked.has(d.id)).attr("tabindex", null).attr("role", "presentation").attr("aria-label", null);
  }

  #legend(svg, data, reach, { width, top, unit }) {
    const half = Math.min(170 * unit, width * 0.24);
    const middle = width * 0.63;
    const x = d3.scaleLinear([-reach, reach], [middle - half, middle + half]).clamp(true);
    const group = layer(svg, "legend").attr("transform", `translate(0,${top})`).attr("aria-hidden", "true");
    const step = (2 * half) / STEPS;
    const bar = layer(group, "scale").selectAll("rect").data(d3.range(STEPS).map((i) => (2 * i) / (STEPS - 1) - 1));
    shade(bar.join("rect"), (d) => d).attr("x", (d, i) => middle - half + i * step).attr("y", 16 * unit).attr("width", step + 0.5).attr("height", 9 * unit);
    const row = rows(data, x, 8 * unit);
    const dots = layer(group, "values").selectAll("circle").data(data, (d) => d.id).join("circle");
    shade(dots, (d) => d.share).attr("r", 4 * unit).attr("cx", (d) => x(d.value)).attr("cy", (d) => (9 - 8.5 * row.get(d.id)) * unit);
    dots.attr("data-country", (d) => d.id).attr("data-tip", (d) => words(d).join("\n"));
    const ends = layer(group, "ends").selectAll("text").data([-reach, 0, reach]);
    ends.join("text").attr("x", (d) => x(d)).attr("y", 39 * unit).text((d) => (d > 0 ? `+${signed(d, 1)}` : signed(d, d === 0 ? 0 : 1)));
  }
}

/** For each country the row of its dot, so that a dot hides no other as far as there are rows. */
function rows(data, x, width) {
  const ends = new Array(ROWS).fill(-Infinity);
  return new Map(
    [...data].sort((a, b) => a.value - b.value).map((d) => {
      const free = ends.findIndex((end) => end <= x(d.value) - width);
      const row = free === -1 ? ends.indexOf(Math.min(...ends)) : free;
      ends[row] = x(d.value);
      return [d.id, row];
    }),
  );
}

function mark(marks) {
  marks.attr("data-country", (d) => d.id);
  worded(marks, words);
  return shade(marks, (d) => d.share);
}

const words = (d) => [countryLabel(d.id), `${signed(d.value)} mean score`];

/** The colour is mixed by the stylesheet, so that it follows light and dark. */
function shade(marks, share) {
  return marks
    .classed("above", (d) => share(d) >= 0)
    .classed("below", (d) => share(d) < 0)
    .style("--share", (d) => `${Math.round((0.12 + 0.88 * Math.abs(share(d))) * 100)}%`);
}
