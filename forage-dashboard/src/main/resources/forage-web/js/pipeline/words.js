// Values of charts in words.
const small = new Intl.NumberFormat("en", { maximumSignificantDigits: 4 });
const usual = new Intl.NumberFormat("en", { maximumFractionDigits: 2 });
const hundredths = new Intl.NumberFormat("en", { minimumFractionDigits: 2, maximumFractionDigits: 2 });
const brief = new Intl.NumberFormat("en", { notation: "compact", maximumFractionDigits: 1 });

const fixed = new Map();

const MINUS = "\u2212";
const NONE = "none";
const FRACTION = /\.\d+(?=Z?$)/; // of a second: JSON and CSV have it

/** Whether numbers that stand below each other have hundredths: then all show two. */
export const inCents = (values) => values.some((value) => value !== null && !Number.isInteger(value)) && values.every((value) => !value || Math.abs(value) >= 0.01);

export function numberWords(value, cents = false) {
  if (value === null) return "no value";
  const format = cents ? hundredths : value !== 0 && Math.abs(value) < 1 ? small : usual;
  return format.format(value).replace("-", MINUS);
}

/** A figure as its definition says that people are shown it; as numbers are where it says nothing. */
export function figureWords(value, field, cents = false) {
  if (value === null || typeof value !== "number" || !field?.format) return numberWords(value, cents);
  const [, decimals, percent] = /^0(?:\.(0+))?( ?%)?$/.exec(field.format) ?? [null, "", ""];
  return `${withDecimals(decimals?.length ?? 0).format(percent ? value * 100 : value).replace("-", MINUS)}${percent ? "\u00a0%" : ""}`;
}

const withDecimals = (count) => {
  if (!fixed.has(count)) fixed.set(count, new Intl.NumberFormat("en", { minimumFractionDigits: count, maximumFractionDigits: count }));
  return fixed.get(count);
};

/** A number so short that it fits beside an axis. */
export const axisWords = (value) => brief.format(value).replace("-", MINUS);

/** A value as people read it; `field` tells its type, and of which period it is the beginning. */
export function valueWords(value, field, cents = false) {
  if (value === null || value === undefined) return field.role === "group" ? NONE : "–";
  if (typeof value === "number") return field.role === "figure" || !/(^|[_ -])id$/.test(field.name) ? figureWords(value, field, cents) : String(value);
  if (typeof value === "boolean") return value ? "yes" : "no";
  if (field.period) return periodWords(value, field.period);
  return field.type === "time" || field.type === "instant" ? String(value).replace("T", " ").replace(FRACTION, "") : String(value);
}

const day = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "short", year: "numeric", timeZone: "UTC" });
const month = new Intl.DateTimeFormat("en-GB", { month: "short", year: "numeric", timeZone: "UTC" });

function periodWords(value, period) {
  const at = startOf(value);
  if (Number.isNaN(at)) return String(value);
  if (period === "year") return String(value).slice(0, 4);
  if (period === "quarter") return `Q${Math.floor(new Date(at).getUTCMonth() / 3) + 1} ${String(value).slice(0, 4)}`;
  if (period === "month") return month.format(at);
  if (period === "week") return `week of ${day.format(at)}`;
  if (period === "day") return day.format(at);
  return String(value).slice(0, period === "second" ? 19 : 16).replace("T", " ");
}

/** The beginning of a period, as milliseconds in UTC; NaN where the value is none. */
export function startOf(value) {
  const text = String(value);
  return Date.parse(/[Zz]$|T/.test(text) ? text.replace(/([^Zz])$/, "$1Z") : `${text}T00:00:00Z`);
}

/** A name of a field as a title. */
export const fieldTitle = (field) => {
  const words = field.name.replace(/[-_]+/g, " ");
  const title = words.charAt(0).toUpperCase() + words.slice(1);
  return field.unit ? `${title} (${field.unit})` : title;
};
