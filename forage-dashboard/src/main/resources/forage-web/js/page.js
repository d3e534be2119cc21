// The header that all pages have.
import { session } from "./account/api.js";
import { accountMenu } from "./account/menu.js";
import { el } from "./dom.js";
import { themeButton } from "./theme.js";

const COACHING = new Set(["coach", "operator"]);

/** Wires the header and resolves to the session's state (see account/api.js). */
export async function header() {
  themeButton(document.querySelector("#theme"));
  const state = await session();
  accountMenu(document.querySelector("#account"), state);
  const links = [["/", "Dashboard"]];
  if (coaches(state)) links.push(["/coach", "Learners"]);
  if (state.spore) links.push(["/spore", "Spore"]);
  const here = location.pathname;
  const nav = document.querySelector("#links");
  nav.replaceChildren(...(links.length > 1 ? links : []).map(([href, words]) => el("a", { href, "aria-current": href === here ? "page" : null }, words)));
  return state;
}

/** Whether the person may see all learners' dashboards. */
export const coaches = (state) => state.account !== null && COACHING.has(state.account.role);
