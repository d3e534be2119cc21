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

/** Lets a list that scrolls look like one: it fades at its end while there is more below. */
export function fadesWhereMore(list) {
  const look = () => list.classList.toggle("more-below", list.scrollTop + list.clientHeight < list.scrollHeight - 2);
  list.addEventListener("scroll", look, { passive: true });
  new ResizeObserver(look).observe(list);
  return look;
}

const LEAST_ROOM = 260; // pixels that a menu needs below its button, before it goes where there is more

/** Opens a popover under its button, as high as there is room for; over it where that is much more. */
export function placeUnder(popover, button) {
  popover.addEventListener("toggle", (event) => {
    button.setAttribute("aria-expanded", String(event.newState === "open"));
  });
  popover.addEventListener("beforetoggle", (event) => {
    if (event.newState !== "open") return;
    requestAnimationFrame(() => {
      const at = button.getBoundingClientRect();
      popover.style.maxHeight = "";
      const { width, height } = popover.getBoundingClientRect();
      const below = innerHeight - at.bottom - 14;
      const above = at.top - 14;
      const over = height > below && below < LEAST_ROOM && above > below;
      const room = Math.max(120, over ? above : below);
      popover.style.maxHeight = `${room}px`;
      popover.style.left = `${Math.max(8, Math.min(at.left, innerWidth - width - 8))}px`;
      popover.style.top = `${Math.max(8, over ? at.top - 6 - Math.min(height, room) : at.bottom + 6)}px`;
    });
  });
}

let ids = 0;
/** An id that no other element of this page has. */
export const freshId = (name) => `${name}-${++ids}`;
