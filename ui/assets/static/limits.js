// Where is asked: «Søg i: alle dokumenter». The choice is kept in this tab with the conversation; a link may bring one.
import * as kept from "./kept.js";
import { $ } from "./manners.js";

const NAMES = ["publisher", "year", "section"];
const MOST_NAMED = 2; // documents that the closed line names; more are counted

const field = (name) => $(`#limits [name=${name}]`);
const boxes = () => [...document.querySelectorAll("#limits [name=document]")];
const titleOf = (box) => box.nextElementSibling.textContent;

/** Tell what is chosen, by name; nothing where there is one document only. */
export function chosen() {
  const values = NAMES.map((name) => [name, field(name)?.value.trim() ?? ""]);
  const documents = boxes().filter((box) => box.checked).map((box) => box.value);
  return Object.fromEntries([["documents", documents], ...values].filter(([, value]) => value.length));
}

/** Choose what an object or a link's parameters say; what is no longer here is not chosen. */
export function choose(limits) {
  if (!$("#limits")) return;
  for (const box of boxes()) box.checked = Boolean(limits.documents?.includes(box.value));
  for (const name of NAMES) {
    if (!field(name)) continue;
    field(name).value = limits[name] ?? "";
    if (field(name).selectedIndex === -1) field(name).value = "";
  }
  tell();
}

/** Read the limits that an address carries; null where it carries none. */
export function fromAddress(parameters) {
  const values = NAMES.map((name) => [name, parameters.get(name) ?? ""]);
  const found = [["documents", parameters.getAll("document")], ...values].filter(([, value]) => value.length);
  return found.length ? Object.fromEntries(found) : null;
}

export function restoreLimits() {
  try {
    choose(JSON.parse(kept.recall("limits") || "{}"));
  } catch {
    choose({}); // not what we wrote
  }
}

function tell() {
  const { documents = [], ...rest } = chosen();
  kept.remember("limits", JSON.stringify(chosen()));
  const { everywhere, heading, several } = $("#limits").dataset;
  const titles = boxes().filter((box) => box.checked).map(titleOf);
  const words = documents.length > MOST_NAMED ? [several.replace("{count}", documents.length)] : titles;
  for (const [name, value] of Object.entries(rest)) words.push(name === "section" ? heading.replace("{}", value) : value);
  $(".limits-chosen").textContent = words.join(", ") || everywhere;
  $("#limits").classList.toggle("limiting", words.length > 0);
  $("#limits button[data-everywhere]").hidden = !words.length;
}

/** Show the documents whose titles hold what was typed, and those that are ticked. */
function find(typed) {
  const wanted = typed.trim().toLocaleLowerCase();
  const matches = (box) => titleOf(box).toLocaleLowerCase().includes(wanted);
  for (const box of boxes()) box.closest("li").hidden = !box.checked && !matches(box);
  const none = $(".limits-none");
  none.textContent = boxes().some(matches) ? "" : none.dataset.none;
}

const close = () => ($("#limits").open = false);

document.addEventListener("input", (event) => {
  if (event.target.matches?.(".limits-find")) find(event.target.value);
  else if (event.target.closest?.("#limits")) tell();
});

document.addEventListener("click", (event) => {
  if (event.target.closest("#limits button[data-everywhere]")) {
    choose({});
    field("section").dispatchEvent(new Event("input", { bubbles: true }));
    $("#limits summary").focus();
  } else if ($("#limits[open]") && !event.target.closest("#limits")) close();
});

// What it covers while it is open would otherwise be reached by keyboard unseen.
document.addEventListener("focusin", (event) => $("#limits[open]") && !event.target.closest("#limits") && close());

document.addEventListener("keydown", (event) => {
  if (!event.target.closest?.("#limits")) return;
  if (event.key === "Escape" && $("#limits").open) {
    close();
    $("#limits summary").focus();
  } else if (event.key === "Enter" && event.target.matches("[name=section]")) {
    close();
    $("#question textarea").focus();
  }
});
