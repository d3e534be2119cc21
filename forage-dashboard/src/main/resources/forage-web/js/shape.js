// Checks what an endpoint answered against the specified structure, and says where it differs.

/** At most this many entries of a list are kept; a hostile list must not fill the page. */
export const MAX_ENTRIES = 250;
const MAX_POINTS = 400;
const SHOWN = 60;

/** An answer that is JSON but not of the specified structure. */
export class Mismatch extends Error {
  constructor(path, expected, came) {
    super(`${path}: expected ${expected}, came ${came}`);
    this.path = path;
    this.expected = expected;
    this.came = came;
  }
}

export function describe(value) {
  if (value === undefined) return "nothing";
  if (value === null) return "null";
  if (Array.isArray(value)) return `a list of ${value.length}`;
  if (typeof value === "object") return describeObject(value);
  if (typeof value === "string") return `the text "${shorten(value)}"`;
  return String(value);
}

export function shorten(text, length = SHOWN) {
  const flat = text.replace(/\s+/g, " ");
  return flat.length > length ? `${flat.slice(0, length)}…` : flat;
}

function describeObject(value) {
  const keys = Object.keys(value);
  const named = keys.slice(0, 4).map((key) => shorten(key, 20));
  return keys.length === 0 ? "an empty object" : `an object with ${named.join(", ")}`;
}

export function object(value, path) {
  if (value === null || typeof value !== "object" || Array.isArray(value)) {
    throw new Mismatch(path, "an object", describe(value));
  }
  return value;
}

export function number(value, path, { min = -Infinity, max = Infinity } = {}) {
  if (typeof value !== "number" || !Number.isFinite(value)) {
    throw new Mismatch(path, "a number", describe(value));
  }
  if (value < min || value > max) {
    const range = max === Infinity ? `a number of at least ${min}` : `a number from ${min} to ${max}`;
    throw new Mismatch(path, range, describe(value));
  }
  return value;
}

export function text(value, path, expected = "a text", length = 64) {
  if (typeof value !== "string" || value === "" || value.length > length) {
    throw new Mismatch(path, `${expected} of 1 to ${length} characters`, describe(value));
  }
  return value;
}

export function country(value, path) {
  if (typeof value !== "string" || !/^[A-Za-z]{3}$/.test(value)) {
    throw new Mismatch(path, 'a country code of three letters, such as "GBR"', describe(value));
  }
  return value.toUpperCase();
}

/**
 * Maps the entries of `json.datasets`, at most MAX_ENTRIES of them.
 * Returns the entries and, where some were left out, a sentence that says so.
 */
export function datasets(json, entry, { key, unique = true }) {
  const all = object(json, "the answer").datasets;
  if (!Array.isArray(all)) throw new Mismatch("datasets", "a list", missingDatasets(json));
  const value = all.slice(0, MAX_ENTRIES).map((one, i) => {
    const path = `datasets[${i}]`;
    return entry(object(one, path), path);
  });
  if (unique) requireUnique(value, key);
  return { value, note: leftOut(all.length) };
}

/** Maps a list inside a dataset, at most MAX_POINTS of its entries. */
export function points(value, path, entry) {
  if (!Array.isArray(value)) throw new Mismatch(path, "a list", describe(value));
  return value.slice(0, MAX_POINTS).map((one, i) => {
    const at = `${path}[${i}]`;
    return entry(object(one, at), at);
  });
}

function missingDatasets(json) {
  return "datasets" in json ? describe(json.datasets) : describeObject(json);
}

function requireUnique(entries, key) {
  const seen = new Set();
  entries.forEach((entry, i) => {
    if (seen.has(entry[key])) {
      throw new Mismatch(`datasets[${i}].${key}`, "each once", `"${entry[key]}" a second time`);
    }
    seen.add(entry[key]);
  });
}

function leftOut(count) {
  if (count <= MAX_ENTRIES) return null;
  return `${count.toLocaleString("en")} entries came; the first ${MAX_ENTRIES} are shown.`;
}
