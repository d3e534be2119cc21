// One clock for the page: ticks on the whole second while the page is visible, so that all cards poll
// together and a hidden tab asks for nothing.
const listeners = new Set();
let timer = null;

/** Calls `listener` every second, and at once when the page is shown again. Returns the way to stop. */
export function everySecond(listener) {
  listeners.add(listener);
  if (timer === null && !document.hidden) schedule();
  return () => listeners.delete(listener);
}

function tick() {
  schedule();
  listeners.forEach((listener) => listener());
}

function schedule() {
  timer = setTimeout(tick, 1000 - (Date.now() % 1000));
}

document.addEventListener("visibilitychange", () => {
  clearTimeout(timer);
  timer = null;
  if (!document.hidden) tick();
});
