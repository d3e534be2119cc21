// The world's outlines (data/world.json): rings in tenths of a degree, as steps from point to point.
import { d3 } from "../d3.js";

const SAME_OUTLINE = new Map([["TAP", "TWN"]]);
// Places of PISA's own that are part of a country.
const PLACES = new Map([
  ["QAZ", [49.9, 40.4]],
  ["QCI", [121.5, 31.2]],
  ["QMR", [37.6, 55.7]],
  ["QRT", [49.1, 55.8]],
]);

/** Loads the outlines: a list of {id, name, outline, point}, outline and point in GeoJSON's terms. */
export async function loadWorld() {
  const response = await fetch(new URL("../../data/world.json", import.meta.url));
  const { countries } = await response.json();
  return new World(countries.map(decode));
}

class World {
  #byId;

  constructor(countries) {
    this.countries = countries;
    this.#byId = new Map(countries.map((c) => [c.id, c]));
  }

  /** The outline of `id` in GeoJSON, or null where it has none. */
  outline(id) {
    return this.#byId.get(SAME_OUTLINE.get(id) ?? id)?.outline ?? null;
  }

  /** The place of a country that has no outline, or null. */
  point(id) {
    return PLACES.get(id) ?? this.#byId.get(SAME_OUTLINE.get(id) ?? id)?.point ?? null;
  }
}

function decode({ id, name, polygons, point }) {
  const coordinates = polygons.map((rings) => rings.map(ring));
  return {
    id: id ?? null,
    name,
    outline: coordinates.length > 0 ? { type: "MultiPolygon", coordinates } : null,
    point: point ? [point[0] / 10, point[1] / 10] : null,
  };
}

function ring(steps) {
  const points = [];
  let x = 0;
  let y = 0;
  for (let i = 0; i < steps.length; i += 2) {
    x += steps[i];
    y += steps[i + 1];
    points.push([x / 10, y / 10]);
  }
  return points;
}

/** A projection of the inhabited world into the box. */
export function projection(width, height) {
  const reach = { type: "MultiPoint", coordinates: [[-168, -55], [-168, 78], [179, 78], [179, -55], [0, 80], [0, -56], [-180, 0], [180, 0]] };
  return d3.geoNaturalEarth1().fitExtent([[4, 4], [width - 4, height - 4]], reach);
}

/** A projection of Europe that fills the box, and shows nothing beyond it. */
export function europe([[left, top], [right, bottom]]) {
  const reach = { type: "MultiPoint", coordinates: [[-9, 37], [-9, 58], [2, 62], [30, 62], [33, 36], [12, 35], [38, 47]] };
  const box = [[left, top], [Math.max(left + 1, right), Math.max(top + 1, bottom)]];
  return d3.geoConicConformal().parallels([40, 60]).rotate([-14, 0]).fitExtent(box, reach).clipExtent(box);
}
