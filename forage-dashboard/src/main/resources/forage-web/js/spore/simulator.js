// The traffic simulator's own API, on this server.

/** What the simulator refused or could not do, in its words. */
export class SimulatorProblem extends Error {}

/** State, rate and rows of all countries. */
export const status = () => ask("status");

/** Commands all countries (`country` null) or one; resolves to the new status of those. */
export function command(country, name, body) {
  const path = country === null ? name : `sources/${country}/${name}`;
  return ask(path, { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body ?? {}) });
}

async function ask(path, options = {}) {
  let response;
  try {
    response = await fetch(`/simulator/${path}`, { cache: "no-store", signal: AbortSignal.timeout(30_000), ...options });
  } catch {
    throw new SimulatorProblem("The simulator cannot be reached.");
  }
  const text = await response.text();
  if (response.ok) return JSON.parse(text);
  throw new SimulatorProblem(detail(text) ?? `The simulator answered with status ${response.status}.`);
}

function detail(text) {
  try {
    return JSON.parse(text).detail;
  } catch {
    return undefined;
  }
}
