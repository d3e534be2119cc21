// The header's right end: sign in, or the account with its dashboard's URLs.
import { CHARTS } from "../charts/all.js";
import { el, freshId, placeUnder } from "../dom.js";
import { call } from "./api.js";
import { field, formDialog } from "./dialog.js";

/** Fills `place` for the state of the session. */
export function accountMenu(place, state) {
  place.replaceChildren(...(state.account === null ? visitor(state) : [signedIn(state)]));
}

function visitor(state) {
  const signIn = signInButton(state);
  if (state.provider || !(state.signUp || state.firstOperator)) return [signIn];
  const signUp = el("button", { type: "button", class: "button", onclick: () => nameAndPassword("Sign up", "sign-up", state.firstOperator) }, "Sign up");
  return [signUp, signIn];
}

/** What leads to signing in, by name and password or by the provider. */
export function signInButton(state) {
  if (state.provider) return el("a", { class: "button primary", href: "/forage/api/sign-in/provider" }, "Sign in");
  return el("button", { type: "button", class: "button primary", onclick: () => nameAndPassword("Sign in", "sign-in", state.firstOperator) }, "Sign in");
}

function nameAndPassword(title, path, firstOperator) {
  const made = path === "sign-up";
  const code = field("Code, for the first operator only: the server logged it when it started", {
    name: "code",
    autocomplete: "off",
    maxlength: "40",
  });
  formDialog({
    title,
    action: title,
    fields: [
      field("Name", { name: "name", required: true, autocomplete: "username", maxlength: "40" }),
      field(made ? "Password, at least 10 characters" : "Password", {
        name: "password",
        type: "password",
        required: true,
        minlength: made ? "10" : null,
        autocomplete: made ? "new-password" : "current-password",
      }),
      ...(made && firstOperator ? [code] : []),
    ],
    submit: async (given) => {
      await call("POST", path, given);
      location.reload();
    },
  });
}

function signedIn(state) {
  const id = freshId("account");
  const { name, role } = state.account;
  const button = el("button", { type: "button", class: "button who", popovertarget: id, "aria-expanded": "false" }, name);
  const entry = (words, onclick) => el("button", { type: "button", onclick }, words);
  const menu = el(
    "div",
    { id, popover: "auto", class: "menu entries" },
    el("p", { class: "label" }, `Signed in as ${role}`),
    entry("My charts' URLs…", () => chartUrls(state, menu)),
    ...(state.provider ? [] : [entry("Change password…", () => password(menu))]),
    entry("Sign out", async () => {
      await call("POST", "sign-out");
      location.assign("/");
    }),
  );
  placeUnder(menu, button);
  return el("div", {}, button, menu);
}

function chartUrls(state, menu) {
  menu.hidePopover();
  const fields = [...CHARTS].map(([key, chart]) =>
    field(chart.title, {
      name: key,
      inputmode: "url",
      autocomplete: "off",
      spellcheck: "false",
      placeholder: state.standard[key],
      value: state.dashboard[key] === state.standard[key] ? "" : state.dashboard[key],
    }),
  );
  const hint = el("p", { class: "label" }, "Where each chart's JSON is. Your browser fetches it; an empty field shows this server's chart.");
  formDialog({
    title: "My charts' URLs",
    action: "Save",
    fields: [hint, ...fields],
    submit: async (urls) => {
      await call("PUT", "dashboard", urls);
      location.assign("/");
    },
  });
}

function password(menu) {
  menu.hidePopover();
  formDialog({
    title: "Change password",
    action: "Change",
    fields: [
      field("Password until now", { name: "old", type: "password", required: true, autocomplete: "current-password" }),
      field("New password, at least 10 characters", { name: "password", type: "password", required: true, minlength: "10", autocomplete: "new-password" }),
    ],
    submit: async (given) => {
      await call("PUT", "password", given);
      location.reload();
    },
  });
}
