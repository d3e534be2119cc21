// Reads one answer from an endpoint that nobody vouches for: bounded in size and time, no redirects,
// no cookies, and every failure turned into words.
import { shorten } from "./shape.js";

export const MAX_BYTES = 2_000_000;
export const TIMEOUT_MS = 10_000;

/** What a browser trusts over plain http too. */
const LOOPBACK = /^(localhost|.*\.localhost|127(\.\d+){3}|\[::1\])$/;

/** Why an endpoint could not be shown. `title` is a sentence; expected and came are optional. */
export class EndpointProblem extends Error {
  constructor(title, { expected = null, came = null } = {}) {
    super(title);
    this.title = title;
    this.expected = expected;
    this.came = came;
  }
}

/** Options of every request: cached answers are revalidated, so that an unchanged one is a 304. */
export const REQUEST = {
  cache: "no-cache",
  credentials: "omit",
  redirect: "manual",
  referrerPolicy: "no-referrer",
};

/**
 * Fetches `url` and returns its text with the instant its data is of (milliseconds since 1970, or
 * null where the endpoint does not say). Rejects with an EndpointProblem, or an AbortError where
 * `signal` was aborted by the caller.
 */
export async function read(url, signal) {
  const limit = AbortSignal.timeout(TIMEOUT_MS);
  const either = AbortSignal.any([signal, limit]);
  try {
    const response = await request(url, either, "application/json");
    return { text: await boundedText(response, MAX_BYTES), asOf: asOf(response) };
  } catch (failure) {
    if (signal.aborted || failure instanceof EndpointProblem) throw failure;
    if (limit.aborted) {
      throw new EndpointProblem("The endpoint did not finish its answer.", {
        expected: `a complete answer within ${TIMEOUT_MS / 1000} s`,
        came: "nothing more in that time",
      });
    }
    throw unreachable(url);
  }
}

/** Sends the request and refuses redirects and error statuses. */
export async function request(url, signal, accept) {
  const response = await fetch(url, { ...REQUEST, signal, headers: { Accept: accept } });
  if (response.type === "opaqueredirect") {
    throw new EndpointProblem("The endpoint redirects to another address.", {
      expected: "the chart's JSON at this URL",
      came: "a redirect, which is not followed",
    });
  }
  if (!response.ok) throw await refused(response);
  return response;
}

/** Parses JSON, or says what came instead. */
export function parse(text) {
  try {
    return JSON.parse(text);
  } catch {
    throw new EndpointProblem("The answer is not JSON.", {
      expected: "a JSON object",
      came: text.trim() === "" ? "an empty answer" : shorten(text, 80),
    });
  }
}

async function boundedText(response, max) {
  const reader = response.body.getReader();
  const decoder = new TextDecoder();
  let bytes = 0;
  let text = "";
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return text + decoder.decode();
    bytes += value.byteLength;
    if (bytes > max) {
      await reader.cancel();
      throw new EndpointProblem("The answer is too large; reading was stopped.", {
        expected: `at most ${max / 1e6} MB`,
        came: `more than ${(bytes / 1e6).toFixed(1)} MB`,
      });
    }
    text += decoder.decode(value, { stream: true });
  }
}

async function refused(response) {
  let detail = "";
  try {
    detail = shorten(told(await boundedText(response, 20_000), response), 160);
  } catch {
    // the status alone is told when the body cannot be read
  }
  return new EndpointProblem(`The endpoint answered with status ${response.status}.`, {
    expected: "status 200",
    came: `${response.status} ${response.statusText}${detail ? `: ${detail}` : ""}`.trim(),
  });
}

/** What a problem (RFC 9457) says to people, or the text itself. */
function told(body, response) {
  if (!(response.headers.get("Content-Type") ?? "").startsWith("application/problem+json")) return body;
  const { detail } = JSON.parse(body);
  return typeof detail === "string" ? detail : body;
}

/** A browser hides why a request failed, and asking in another way would follow redirects. */
function unreachable(url) {
  const { protocol, hostname, origin } = new URL(url, location.href);
  if (location.protocol === "https:" && protocol === "http:" && !LOOPBACK.test(hostname)) {
    return new EndpointProblem("A page over https may not read an http endpoint.", {
      expected: "an https URL",
      came: "an http URL, which the browser blocks",
    });
  }
  return new EndpointProblem("The endpoint cannot be read.", {
    expected: `an answer from ${origin} with the header Access-Control-Allow-Origin: * (with Flask: flask-cors)`,
    came: "no connection, or an answer without it; the browser's console says which",
  });
}

function asOf(response) {
  const stated = Date.parse(response.headers.get("Freshet-As-Of") ?? "");
  if (Number.isNaN(stated)) return null;
  const date = Date.parse(response.headers.get("Date") ?? "");
  // Date has whole seconds: only a difference that rounding cannot explain is the clocks' own.
  const skew = Number.isNaN(date) ? 0 : Date.now() - date;
  return Math.abs(skew) > 3000 ? stated + skew : stated;
}
