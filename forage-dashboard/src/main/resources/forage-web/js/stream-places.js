// A browser opens at most six HTTP/1.1 connections to one host, over all its tabs. Streams that are
// always open would starve every other request, so at most three per host are taken.
const PLACES = 3;
const heldHere = new Map();

/** A place with release(), or null when the host's places are taken. */
export async function takeStreamPlace(origin, signal) {
  for (let i = 0; i < PLACES; i++) {
    const name = `forage-stream ${i} ${origin}`;
    const place = navigator.locks ? await lock(name, signal) : countHere(name);
    if (place !== null) return place;
  }
  return null;
}

/** Web locks are shared by the browser's tabs. */
function lock(name, signal) {
  return new Promise((taken) => {
    navigator.locks.request(name, { ifAvailable: true }, (held) => {
      if (held === null) return taken(null);
      return new Promise((release) => {
        signal.addEventListener("abort", release, { once: true });
        taken({ release });
      });
    });
  });
}

/** Where locks are not to be had (no secure context), each tab counts for itself. */
function countHere(name) {
  if (heldHere.has(name)) return null;
  heldHere.set(name, true);
  return { release: () => heldHere.delete(name) };
}
