// Light, dark, or as the system has it. Loaded before the first paint.
import { remember, remembered } from "./preferences.js";

const THEMES = ["auto", "light", "dark"];

export function applyTheme(theme) {
  if (theme === "auto") delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = theme;
}

/** Wires the header's button, which goes from one theme to the next. */
export function themeButton(button) {
  let theme = remembered("theme", "auto");
  const show = () => {
    applyTheme(theme);
    button.dataset.theme = theme;
    button.setAttribute("aria-label", `Theme: ${theme}`);
    button.title = `Theme: ${theme}`;
  };
  button.addEventListener("click", () => {
    theme = THEMES[(THEMES.indexOf(theme) + 1) % THEMES.length];
    remember("theme", theme);
    show();
  });
  show();
}
