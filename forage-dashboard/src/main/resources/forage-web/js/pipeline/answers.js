// Whatever kind of chart: its answer as one table, {fields, rows}, and how it is best looked at.
import { describe, Mismatch, object } from "../shape.js";

const MOST_ROWS = 1000;
const MOST_COLUMNS = 40;

/** Makes the check of a chart's answers that a feed wants. */
export function answersOf(chart) {
  if (chart.kind === "values" || chart.kind === "rows") return (json) => listed(json, chart.fields);
  if (chart.kind === "total") return (json) => inferred([object(json, "the answer")]);
  if (chart.kind === "time-series") return (json) => series(json);
  return (json) => inferred(sets(json), chart.kind === "freshness" ? "cell" : "figure");
}

/** figures, periods, bars or table; `fields` may be empty where only the answer tells them. */
export function lookOf(chart) {
  if (chart.kind === "total") return "figures";
  if (chart.kind === "time-series") return "periods";
  if (chart.kind === "groups") return "bars";
  if (chart.kind !== "values") return "table";
  const groups = chart.fields.filter((field) => field.role === "group");
  if (groups.length === 0) return "figures";
  if (groups.length > 1) return "table";
  return groups[0].period ? "periods" : "bars";
}

function listed(json, fields) {
  if (!Array.isArray(json)) throw new Mismatch("the answer", "a list", describe(json));
  const rows = json.slice(0, MOST_ROWS).map((row, i) => {
    object(row, `[${i}]`);
    return fields.map((field) => row[field.name] ?? null);
  });
  return { value: { fields, rows }, note: leftOut(json.length) };
}

function sets(json) {
  const all = object(json, "the answer").datasets;
  if (!Array.isArray(all)) throw new Mismatch("datasets", "a list", describe(all));
  return all.map((set, i) => object(set, `datasets[${i}]`));
}

function series(json) {
  const [first] = sets(json);
  const points = Array.isArray(first?.data) ? first.data : [];
  const fields = [
    { name: "hour", role: "group", type: "text", period: "hour" },
    { name: String(first?.id ?? "value"), role: "figure", type: "number" },
  ];
  return { value: { fields, rows: points.slice(0, MOST_ROWS).map((point) => [point.x, point.y]) }, note: leftOut(points.length) };
}

/** Objects that may have objects within them: each value is a column of its own. */
function inferred(objects, numbers = "figure") {
  const flat = objects.slice(0, MOST_ROWS).map((one) => new Map(leaves(one, "")));
  const names = [...new Set(flat.flatMap((one) => [...one.keys()]))].slice(0, MOST_COLUMNS);
  const fields = names.map((name) => {
    const number = flat.every((one) => typeof (one.get(name) ?? 0) === "number");
    return { name, role: number ? numbers : "group", type: number ? "number" : "text" };
  });
  return { value: { fields, rows: flat.map((one) => names.map((name) => one.get(name) ?? null)) }, note: leftOut(objects.length) };
}

function leaves(value, path) {
  if (value === null || typeof value !== "object") return [[path || "value", value]];
  const inner = Array.isArray(value) && value.length === 1 ? value[0] : value;
  if (inner === null || typeof inner !== "object") return [[path || "value", inner]];
  // what is within a list of one thing needs no name of its own
  const within = Array.isArray(value) || path === "" ? "" : `${path} `;
  return Object.entries(inner).flatMap(([key, one]) => leaves(one, within + key));
}

function leftOut(count) {
  return count > MOST_ROWS ? `${count.toLocaleString("en")} came; the first ${MOST_ROWS.toLocaleString("en")} are shown.` : null;
}
