// One tooltip for the page. Marks carry their words in `data-tip`, one line each, shown as plain text.
const tip = document.createElement("div");
tip.className = "tooltip";
tip.setAttribute("aria-hidden", "true"); // the same words are each mark's accessible name
tip.hidden = true;

/** Shows tooltips for marks under `host` on hover and on keyboard focus. */
export function tooltips(host) {
  host.addEventListener("pointermove", (event) => {
    const mark = event.target.closest("[data-tip]");
    if (mark) show(mark, event.clientX, event.clientY);
    else tip.hidden = true;
  });
  host.addEventListener("pointerleave", hide);
  host.addEventListener("focusin", (event) => {
    if (!event.target.matches("[data-tip]:focus-visible")) return;
    const box = event.target.getBoundingClientRect();
    show(event.target, box.x + box.width / 2, box.y);
  });
  host.addEventListener("focusout", hide);
}

function hide() {
  tip.hidden = true;
}

function show(mark, x, y) {
  if (!tip.isConnected) document.body.append(tip);
  const lines = mark.dataset.tip.split("\n").map((line, i) => {
    const row = document.createElement(i === 0 ? "strong" : "span");
    row.textContent = line;
    return row;
  });
  tip.replaceChildren(...lines);
  tip.hidden = false;
  const { width, height } = tip.getBoundingClientRect();
  const left = Math.min(Math.max(8, x + 14), innerWidth - width - 8);
  const top = y - height - 12 < 8 ? y + 18 : y - height - 12;
  tip.style.left = `${left}px`;
  tip.style.top = `${top}px`;
}
