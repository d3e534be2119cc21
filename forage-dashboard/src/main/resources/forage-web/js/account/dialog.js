import { el } from "../dom.js";
import { Refusal } from "./api.js";

/**
 * Opens a dialog with a form of the fields and resolves to nothing when it is closed. `submit` gets
 * the fields' values by name; what it rejects with is shown, and the dialog stays.
 */
export function formDialog({ title, fields, action, submit, extra = [] }) {
  const wrong = el("p", { class: "wrong", role: "alert" });
  const save = el("button", { class: "button primary", type: "submit" }, action);
  const close = el("button", { class: "button", type: "button", onclick: () => dialog.close() }, "Cancel");
  const form = el("form", { method: "dialog" }, el("h2", { id: "dialog-title" }, title), ...fields, wrong, el("div", { class: "actions" }, save, close, ...extra));
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    wrong.textContent = "";
    save.disabled = true;
    try {
      await submit(Object.fromEntries(new FormData(form)));
      dialog.close();
    } catch (failure) {
      wrong.textContent = failure instanceof Refusal ? failure.message : "The server cannot be reached.";
    } finally {
      save.disabled = false;
    }
  });
  const dialog = el("dialog", { class: "dialog", "aria-labelledby": "dialog-title" }, form);
  dialog.addEventListener("close", () => dialog.remove());
  document.body.append(dialog);
  dialog.showModal();
  return dialog;
}

/** A field with its label; beside a password there is a button that shows it. */
export function field(label, attributes) {
  const input = el("input", { type: "text", ...attributes });
  const plain = el("label", { class: "field" }, el("span", {}, label), input);
  return attributes.type === "password" ? el("div", { class: "secret" }, plain, shower(input)) : plain;
}

function shower(input) {
  const toggle = () => {
    const shown = input.type === "password";
    input.type = shown ? "text" : "password";
    button.setAttribute("aria-pressed", String(shown));
  };
  const button = el("button", { type: "button", class: "button", "aria-pressed": "false", "aria-label": "Show password", onclick: toggle }, "Show");
  return button;
}
