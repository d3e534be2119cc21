// Forage's own requests: accounts and dashboards, always to this server, with the session's token.
const TIMEOUT_MS = 20_000;
const LONGEST_WAIT_S = 2;
const MOST_TRIES = 8;
let token = "";

/** What the server refused, with words for the user. */
export class Refusal extends Error {
  constructor(status, message) {
    super(message);
    this.status = status;
  }
}

/** Who is signed in, their dashboard, and what this server offers. */
export async function session() {
  const answer = await call("GET", "session");
  token = answer.csrfToken;
  return answer;
}

/** Calls `/forage/api/{path}`; resolves to the answer's JSON (null when empty) or rejects with a Refusal. */
export async function call(method, path, body) {
  const response = await sent(method, path, body);
  const text = await response.text();
  if (response.ok) return text === "" ? null : JSON.parse(text);
  throw new Refusal(response.status, reason(text) ?? `The server answered with status ${response.status}.`);
}

/** A whole class signs up in one moment: those whom the server asks to wait a little do so. */
async function sent(method, path, body) {
  for (let tries = 1; ; tries++) {
    const response = await once(method, path, body);
    const wait = Number(response.headers.get("Retry-After") ?? Infinity);
    if (response.status !== 429 || wait > LONGEST_WAIT_S || tries === MOST_TRIES) return response;
    await new Promise((done) => setTimeout(done, wait * 1000 * (0.5 + Math.random())));
  }
}

function once(method, path, body) {
  return fetch(`/forage/api/${path}`, {
    method,
    headers: { Accept: "application/json", ...(method === "GET" ? {} : { "Content-Type": "application/json", "Forage-Csrf-Token": token }) },
    body: body === undefined ? undefined : JSON.stringify(body),
    cache: "no-store",
    signal: AbortSignal.timeout(TIMEOUT_MS),
  });
}

function reason(text) {
  try {
    return JSON.parse(text).detail;
  } catch {
    return undefined;
  }
}
