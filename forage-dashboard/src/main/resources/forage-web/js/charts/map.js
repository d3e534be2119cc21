import { countryLabel } from "../countries.js";
import { d3 } from "../d3.js";
import { signed } from "../format.js";
import { country, datasets, number } from "../shape.js";
import { layer, Plot, steadyDomain, worded } from "./plot.js";
import { europe, loadWorld, projection } from "./world.js";

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
  #scale = steadyDomain();

  draw(svg, data, { width, height, unit }) {
    if (this.world === null) return;
    const most = d3.max(data, (d) => Math.abs(d.value)) ?? 0;
    const [, reach] = this.#scale([0, most], () => [0, Math.max(0.5, Math.ceil(most * 2) / 2)]);
    const shaded = data.map((d) => ({ ...d, share: Math.max(-1, Math.min(1, d.value / reach)) }));
    const views = this.#views(shaded, width, height, unit);
    layer(svg, "sea").attr("aria-hidden", "true").selectAll("rect").data([0]).join("rect").attr("width", width).attr("height", height).attr("rx", 10);
    this.#outlines(svg, views, `${width} ${height} ${views.near === null}`);
    this.#values(svg, shaded, views, unit);
    this.#legend(svg, shaded, reach, { width, top: height - LEGEND * unit, unit });
  }

  /**
   * The world, and where several values are Europe's, Europe once more and larger: in the southern
   * Pacific, or below the world where there is more height than width.
   */
  #views(data, width, height, unit) {
    const tall = height > width * 0.9;
    const whole = projection(width, tall ? width * 0.56 : height - MARGIN * unit);
    const top = tall ? width * 0.58 : height * 0.52;
    const box = tall ? [[8, top], [width - 8, height - (LEGEND + 26) * unit]] : [[8, top], [8 + Math.min(width * 0.26, height * 0.62), height - 8]];
    const near = europe(box);
    const ids = new Set(data.filter((d) => this.#isWithin(d.id, near, box)).map((d) => d.id));
    return ids.size > 1 ? { whole, near, box, ids } : { whole, near: null, box, ids: new Set() };
  }

  #isWithin(id, near, [[left, top], [right, bottom]]) {
    const outline = this.world.outline(id);
    const at = near(this.world.point(id) ?? (outline === null ? [0, 0] : d3.geoCentroid(largest(outline))));
    return at !== null && at[0] > left && at[0] < right && at[1] > top && at[1] < bottom;
  }

  /** The countries without a value; they change only with the size. */
  #outlines(svg, { whole, near, box }, size) {
    if (size === this.#size) return;
    this.#size = size;
    const drawn = this.world.countries.filter((c) => c.outline !== null);
    const land = (group, place, data) => {
      const path = d3.geoPath(place);
      group.attr("aria-hidden", "true").selectAll("path").data(data).join("path").attr("d", (c) => path(c.outline));
    };
    land(layer(svg, "land"), whole, drawn);
    layer(svg, "filled");
    layer(svg, "markers");
    const [[left, top], [right, bottom]] = box;
    const frame = layer(layer(svg, "inset"), "sea").attr("aria-hidden", "true").selectAll("rect").data(near === null ? [] : [0]);
    frame.join("rect").attr("x", left).attr("y", top).attr("width", right - left).attr("height", bottom - top).attr("rx", 8);
    land(layer(layer(svg, "inset"), "land"), near, near === null ? [] : drawn);
  }

  /** Outlines, and markers over those that are too small to be seen at this size. */
  #values(svg, data, { whole, near, ids }, unit) {
    const path = d3.geoPath(whole);
    const drawn = data.map((d) => ({ ...d, outline: this.world.outline(d.id) })).filter((d) => d.outline !== null);
    const shapes = layer(svg, "filled").selectAll("path").data(drawn, (d) => d.id).join("path");
    mark(shapes).attr("d", (d) => path(d.outline));
    const far = drawn.filter((d) => !ids.has(d.id));
    const small = markersOf(far, whole, SEEN_FROM * unit);
    const points = this.#points(data.filter((d) => !ids.has(d.id)), whole);
    markers(layer(svg, "markers"), [...small, ...points], unit);
    const close = drawn.filter((d) => ids.has(d.id));
    const inset = layer(svg, "inset");
    const nearPath = d3.geoPath(near);
    mark(layer(inset, "filled-near").selectAll("path").data(close, (d) => d.id).join("path")).attr("d", (d) => nearPath(d.outline));
    const smallNear = near === null ? [] : markersOf(close, near, SEEN_FROM * unit);
    const pointsNear = near === null ? [] : this.#points(data.filter((d) => ids.has(d.id)), near);
    markers(layer(inset, "markers"), [...smallNear, ...pointsNear], unit);
    // a country that is drawn more than once is one thing to a keyboard and to a screen reader
    const marked = new Set([...small, ...smallNear].map((d) => d.id));
    const again = (d) => marked.has(d.id) || ids.has(d.id);
    silent(shapes.filter(again));
    silent(layer(inset, "filled-near").selectAll("path").filter((d) => marked.has(d.id)));
  }

  #points(data, place) {
    return data.filter((d) => this.world.point(d.id) !== null).map((d) => ({ ...d, at: place(this.world.point(d.id)) }));
  }

  #legend(svg, data, reach, { width, top, unit }) {
    const half = Math.min(170 * unit, width * 0.175);
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
    ends.join("text").attr("x", (d) => x(d)).attr("y", 39 * unit).text((d) => (d > 0 ? `+${signed(d, 1)}` : d === 0 ? "0, OECD mean" : signed(d, 1)));
    const sides = layer(group, "sides").selectAll("text").data([["lower", middle - half - 6 * unit, "end"], ["higher", middle + half + 6 * unit, "start"]]);
    sides.join("text").attr("x", (d) => d[1]).attr("y", 24.5 * unit).style("text-anchor", (d) => d[2]).text((d) => d[0]);
  }
}

/** Of several parts the one that matters: French Guiana does not draw France to America. */
function largest(outline) {
  const parts = outline.coordinates.map((coordinates) => ({ type: "Polygon", coordinates }));
  return parts.reduce((a, b) => (d3.geoArea(a) >= d3.geoArea(b) ? a : b));
}

function markersOf(data, place, seenFrom) {
  const path = d3.geoPath(place);
  return data.filter((d) => path.area(d.outline) < seenFrom).map((d) => ({ ...d, at: path.centroid(d.outline) })).filter((d) => d.at.every(Number.isFinite));
}

function markers(group, data, unit) {
  const circles = group.selectAll("circle").data(data, (d) => d.id).join("circle");
  mark(circles).attr("r", 4.5 * unit).attr("transform", (d) => `translate(${d.at})`);
}

const silent = (marks) => marks.attr("tabindex", null).attr("role", "presentation").attr("aria-label", null);

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
