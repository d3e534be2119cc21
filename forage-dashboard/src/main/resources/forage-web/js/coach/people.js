// For operators: who has an account, and what it may do.
import { call } from "../account/api.js";
import { field, formDialog } from "../account/dialog.js";
import { el } from "../dom.js";

const ROLES = ["learner", "coach", "operator"];

/** The card of accounts; `own` is the name of who looks at it. */
export async function people(own) {
  const body = el("tbody", {});
  const said = el("p", { class: "label", role: "status" });
  const show = async () => body.replaceChildren(...(await call("GET", "accounts")).map((person) => row(person, own, { show, said })));
  await show();
  const head = el("tr", {}, ...["Name", "Role", ""].map((words) => el("th", { scope: "col" }, words)));
  return el(
    "section",
    { class: "card" },
    el("header", {}, el("div", {}, el("h2", {}, "Accounts"), el("p", {}, "roles, and a new password for who forgot theirs"))),
    el("div", { class: "table", tabindex: "0", role: "region", "aria-label": "Accounts" }, el("table", { class: "people" }, el("caption", {}, "Accounts"), el("thead", {}, head), body)),
    said,
  );
}

function row(person, own, { show, said }) {
  const path = `accounts/${encodeURIComponent(person.name)}`;
  const self = person.name === own;
  const attempt = async (work, words) => {
    try {
      await work();
      said.textContent = words;
    } catch (failure) {
      said.textContent = failure.message;
    }
    await show();
  };
  const role = el("select", { "aria-label": `Role of ${person.name}`, disabled: self, onchange: () => attempt(() => call("PUT", `${path}/role`, { role: role.value }), `${person.name} is ${role.value} now.`) });
  role.append(...ROLES.map((one) => el("option", { value: one, selected: one === person.role }, one)));
  const password = () =>
    formDialog({
      title: `New password for ${person.name}`,
      action: "Set",
      fields: [field("Password, at least 10 characters", { name: "password", type: "password", required: true, minlength: "10", autocomplete: "new-password" })],
      submit: (given) => call("PUT", `${path}/password`, given),
    });
  const remove = () =>
    formDialog({
      title: `Remove ${person.name}?`,
      action: "Remove",
      fields: [el("p", {}, "The account and its dashboard's URLs are deleted.")],
      submit: () => attempt(() => call("DELETE", path), `${person.name} is removed.`),
    });
  const act = (words, onclick) => el("button", { type: "button", class: "button", disabled: self, onclick, "aria-label": `${words}: ${person.name}` }, words);
  return el("tr", {}, el("td", {}, person.name), el("td", {}, role), el("td", {}, el("div", { class: "actions" }, act("New password", password), act("Remove", remove))));
}
