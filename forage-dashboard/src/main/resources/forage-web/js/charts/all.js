// The six charts: what each is called, where this server has it, and how it is checked and drawn.
import * as bubbles from "./bubbles.js";
import * as freshness from "./freshness.js";
import * as hours from "./hours.js";
import * as map from "./map.js";
import * as overTime from "./over-time.js";
import * as submissions from "./submissions.js";

/** By the chart's key, which is its path under /charts/ and its name in an account's dashboard. */
export const CHARTS = new Map([
  ["early-education-and-belonging", { title: "Early education and sense of belonging", module: bubbles }],
  ["submissions", { title: "Number of submissions", module: submissions }],
  ["submissions-over-time", { title: "Submissions over time", module: overTime }],
  ["learning-hours-per-week", { title: "Learning hours per week", module: hours }],
  ["escs", { title: "Economic, social, and cultural score", module: map }],
  ["freshness", { title: "Freshness", module: freshness }],
]);
