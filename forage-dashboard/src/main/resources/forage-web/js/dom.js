// Elements in one call. Text only ever becomes a text node: nothing here reads markup.

/** An element with the attributes and children; `on…` attributes are listeners, null ones are left out. */
export function el(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (value === null || value === false) continue;
    if (key.startsWith("on")) made.addEventListener(key.slice(2), value);
    else if (key in made && typeof value !== "string") made[key] = value;
    else made.setAttribute(key, value === true ? "" : value);
  }
  made.append(...children);
  return made;
}

/** Opens a popover under its button, within the window. */
export function placeUnder(popover, button) {
  popover.addEventListener("toggle", (event) => {
    button.setAttribute("aria-expanded", String(event.newState === "open"));
  });
  popover.addEventListener("beforetoggle", (event) => {
    if (event.newState !== "open") return;
    requestAnimationFrame(() => {
      const at = button.getBoundingClientRect();
      const { width, height } = popover.getBoundingClientRect();
      popover.style.left = `${Math.max(8, Math.min(at.left, innerWidth - width - 8))}px`;
      popover.style.top = `${Math.max(8, Math.min(at.bottom + 6, innerHeight - height - 8))}px`;
    });
  });
}

let ids = 0;
/** An id that no other element of this page has. */
export const freshId = (name) => `${name}-${++ids}`;
