// Makes ../resources/forage-web/data/world.json from Natural Earth's 1:50m countries.
// Not part of the build: the file it writes is kept in the repository. See README.md beside it.
import { readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { feature } from "topojson-client";
import { filter, filterWeight, presimplify, quantile, simplify } from "topojson-simplify";
import { geoArea, geoCentroid } from "d3-geo";

const require = createRequire(import.meta.url);
const out = process.argv[2];
const topology = JSON.parse(readFileSync(require.resolve("world-atlas/countries-50m.json")));
const iso = JSON.parse(readFileSync(require.resolve("i18n-iso-countries/codes.json")));
const alpha3 = new Map(iso.map(([, three, numeric]) => [numeric, three]));
const unnumbered = { Kosovo: "KSV" };

const weighted = presimplify(topology);
const kept = filter(weighted, filterWeight(weighted, quantile(weighted, 0.55)));
const simple = simplify(kept, quantile(weighted, 0.86));
const whole = new Map();
for (const f of feature(topology, topology.objects.countries).features) {
  const other = whole.get(key(f)); // Australia's Ashmore and Cartier Islands have Australia's code
  if (!other || geoArea(f) > geoArea(other)) whole.set(key(f), f);
}

const tenths = (p) => [Math.round(p[0] * 10), Math.round(p[1] * 10)];
const same = (a, b) => a[0] === b[0] && a[1] === b[1];
const SPECK = 1e-6; // steradians; what rounding leaves of an island may have no area at all
// A ring is one flat list in tenths of a degree: the first point, then the steps between points.
function ring(points, outer) {
  const rounded = points.map(tenths).filter((p, i, all) => i === 0 || !same(p, all[i - 1]));
  if (rounded.length < 4) return null;
  const area = geoArea({ type: "Polygon", coordinates: [rounded.map(([x, y]) => [x / 10, y / 10])] });
  if (Math.min(area, 4 * Math.PI - area) < SPECK) return null;
  // simplifying may turn a small ring over, which to D3 would be the whole world but that ring
  const turned = area > 2 * Math.PI === outer;
  const whole = turned ? rounded.reverse() : rounded;
  return whole.flatMap((p, i) => (i === 0 ? p : [p[0] - whole[i - 1][0], p[1] - whole[i - 1][1]]));
}
function polygon(rings) {
  const outer = ring(rings[0], true);
  return outer && [outer, ...rings.slice(1).map((hole) => ring(hole, false)).filter(Boolean)];
}
function key(f) {
  return alpha3.get(f.id) ?? unnumbered[f.properties.name];
}

const countries = [];
for (const f of feature(simple, simple.objects.countries).features) {
  const id = key(f);
  if (id === "ATA") continue; // no pupils there, and it would take a fifth of the map
  const polygons = f.geometry
    ? (f.geometry.type === "Polygon" ? [f.geometry.coordinates] : f.geometry.coordinates)
        .map(polygon)
        .filter(Boolean)
    : [];
  const original = id ? whole.get(id) : f;
  if (original.properties.name !== f.properties.name) continue;
  const country = { id, name: f.properties.name, polygons };
  if (id && polygons.length === 0) country.point = tenths(geoCentroid(original));
  if (polygons.length || country.point) countries.push(country);
}
countries.push({ id: "MAC", name: "Macao", polygons: [], point: [1135, 222] }); // not in 1:50m
countries.sort((a, b) => (a.name < b.name ? -1 : 1));
writeFileSync(out, JSON.stringify({ countries }) + "\n");
