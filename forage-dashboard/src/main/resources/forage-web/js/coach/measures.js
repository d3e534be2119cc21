// Each chart as numbers by name, so that a learner's answer can be held against this server's.

/**
 * By chart: numbers(value) gives the numbers, tolerance(name) how far one may be off, and `partial`
 * says that an answer need not have all of them.
 */
export const MEASURES = new Map([
  ["submissions", { numbers: (count) => new Map([["count", count]]), tolerance: () => 0 }],
  [
    "submissions-over-time",
    { numbers: (hours) => new Map(hours.map((h) => [h.x, h.y])), tolerance: () => 0, partial: true },
  ],
  [
    "learning-hours-per-week",
    { numbers: (bars) => new Map(bars.map((d) => [d.id, d.hours])), tolerance: () => 0.1 },
  ],
  ["escs", { numbers: (scores) => new Map(scores.map((d) => [d.id, d.value])), tolerance: () => 0.01 }],
  [
    "early-education-and-belonging",
    {
      numbers: (bubbles) =>
        new Map(
          bubbles.flatMap((d) => [
            [`${d.id} years`, d.x],
            [`${d.id} belonging`, d.y],
            [`${d.id} submissions`, d.submissions],
          ]),
        ),
      tolerance: (name) => (name.endsWith("submissions") ? 0 : 0.01),
    },
  ],
]);
