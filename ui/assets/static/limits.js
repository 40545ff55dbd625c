// Where is asked: «Søg i: alle dokumenter». The choice is kept in this tab with the conversation; a link may bring one.
import * as kept from "./kept.js";
import { $ } from "./manners.js";

const NAMES = ["document", "publisher", "year", "section"];

const field = (name) => $(`#limits [name=${name}]`);

/** Tell what is chosen, by name; nothing where there is one document only. */
export function chosen() {
  const values = NAMES.map((name) => [name, field(name)?.value.trim() ?? ""]);
  return Object.fromEntries(values.filter(([, value]) => value));
}

/** Choose what an object or a link's parameters say; what is no longer here is not chosen. */
export function choose(limits) {
  if (!$("#limits")) return;
  for (const name of NAMES) {
    if (!field(name)) continue;
    field(name).value = limits[name] ?? "";
    if (field(name).selectedIndex === -1) field(name).value = "";
  }
  tell();
}

/** Read the limits that an address carries; null where it carries none. */
export function fromAddress(parameters) {
  const found = NAMES.map((name) => [name, parameters.get(name)]).filter(([, value]) => value);
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
  const limits = chosen();
  kept.remember("limits", JSON.stringify(limits));
  const { everywhere, heading } = $("#limits").dataset;
  const words = Object.entries(limits).map(([name, value]) => {
    if (name === "section") return heading.replace("{}", value);
    return field(name).selectedOptions[0].textContent;
  });
  $(".limits-chosen").textContent = words.join(", ") || everywhere;
  $("#limits").classList.toggle("limiting", words.length > 0);
  $("#limits button[data-everywhere]").hidden = !words.length;
}

const close = () => ($("#limits").open = false);

document.addEventListener("input", (event) => event.target.closest?.("#limits") && tell());

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
  } else if (event.key === "Enter" && event.target.matches("input")) {
    close();
    $("#question textarea").focus();
  }
});
