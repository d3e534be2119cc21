// Keyboard use of a chart: one tab stop, arrow keys go from mark to mark.
const FORWARD = new Set(["ArrowRight", "ArrowDown"]);
const BACK = new Set(["ArrowLeft", "ArrowUp"]);

const MARK = "[data-tip][tabindex]";

/** Makes the marks under `host` reachable; call refresh() after they were redrawn. */
export function roving(host) {
  const marks = () => [...host.querySelectorAll(MARK)];
  host.addEventListener("keydown", (event) => {
    const all = marks();
    const at = all.indexOf(event.target.closest(MARK));
    if (at < 0) return;
    const to = target(event.key, at, all.length);
    if (to === null) return;
    event.preventDefault();
    all[at].setAttribute("tabindex", "-1");
    all[to].setAttribute("tabindex", "0");
    all[to].focus();
  });
  return {
    refresh() {
      const all = marks();
      if (all.some((mark) => mark.getAttribute("tabindex") === "0")) return;
      all[0]?.setAttribute("tabindex", "0");
    },
  };
}

function target(key, at, count) {
  if (FORWARD.has(key)) return (at + 1) % count;
  if (BACK.has(key)) return (at + count - 1) % count;
  if (key === "Home") return 0;
  if (key === "End") return count - 1;
  return null;
}
