// Server-Sent Events read through fetch, as EventSource neither limits what it buffers nor refuses
// redirects.
import { EndpointProblem, MAX_BYTES, request } from "./endpoint.js";

const MAX_BYTES_PER_SECOND = 5_000_000;
const QUIET_MS = 60_000;

/** The endpoint offers no stream at all: a reason to poll, not a failure. */
export class NoStream extends Error {}

/**
 * Reads events from `url` until it ends or `signal` aborts; calls opened() once and event(data) for
 * each. Rejects with NoStream where the endpoint has none, with an EndpointProblem where it breaks.
 */
export async function listen(url, signal, { opened, event }) {
  const response = await open(url, signal);
  opened();
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
  const events = new EventParser(event);
  const flood = new Flood();
  for (;;) {
    const { done, value } = await withQuietLimit(reader, signal);
    if (done) throw new EndpointProblem("The endpoint ended its stream.");
    flood.add(value.length);
    events.push(value);
  }
}

async function open(url, signal) {
  let response;
  try {
    response = await request(url, signal, "text/event-stream");
  } catch (failure) {
    if (signal.aborted) throw failure;
    throw new NoStream();
  }
  if (!(response.headers.get("Content-Type") ?? "").startsWith("text/event-stream")) {
    await response.body?.cancel();
    throw new NoStream();
  }
  return response;
}

async function withQuietLimit(reader, signal) {
  let timer;
  const quiet = new Promise((_, reject) => {
    timer = setTimeout(() => reject(new EndpointProblem("The stream fell silent.")), QUIET_MS);
    signal.addEventListener("abort", () => reject(signal.reason), { once: true });
  });
  try {
    return await Promise.race([reader.read(), quiet]);
  } catch (failure) {
    reader.cancel().catch(() => {});
    throw failure;
  } finally {
    clearTimeout(timer);
  }
}

class Flood {
  #since = performance.now();
  #bytes = 0;

  add(bytes) {
    const now = performance.now();
    if (now - this.#since > 1000) {
      this.#since = now;
      this.#bytes = 0;
    }
    this.#bytes += bytes;
    if (this.#bytes > MAX_BYTES_PER_SECOND) {
      throw new EndpointProblem("The stream sends too much; reading was stopped.", {
        expected: `at most ${MAX_BYTES_PER_SECOND / 1e6} MB in a second`,
        came: "more",
      });
    }
  }
}

class EventParser {
  #rest = "";
  #data = [];
  #size = 0;
  #onEvent;

  constructor(onEvent) {
    this.#onEvent = onEvent;
  }

  push(chunk) {
    const lines = (this.#rest + chunk).split(/\r\n|\n|\r/);
    this.#rest = lines.pop();
    lines.forEach((line) => this.#line(line));
    if (this.#rest.length + this.#size > MAX_BYTES) {
      throw new EndpointProblem("An event of the stream is too large; reading was stopped.", {
        expected: `at most ${MAX_BYTES / 1e6} MB`,
        came: "more",
      });
    }
  }

  #line(line) {
    if (line === "") {
      if (this.#data.length > 0) this.#onEvent(this.#data.join("\n"));
      this.#data = [];
      this.#size = 0;
    } else if (line.startsWith("data:")) {
      this.#data.push(line.slice(line[5] === " " ? 6 : 5));
      this.#size += line.length;
    }
  }
}
