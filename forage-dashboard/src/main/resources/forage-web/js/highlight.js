// Pointing at a country on one card marks it on all of them.
let shown = null;

function show(code) {
  if (code === shown) return;
  document.querySelectorAll(".lit").forEach((mark) => mark.classList.remove("lit"));
  shown = code;
  if (code === null) return;
  document.querySelectorAll(`[data-country="${CSS.escape(code)}"]`).forEach((mark) => mark.classList.add("lit"));
}

const pointed = (event) => show(event.target.closest?.("[data-country]")?.dataset.country ?? null);
document.addEventListener("pointerover", pointed);
document.addEventListener("focusin", pointed);
