// How an opened page is looked at: as text or as printed, and how large. The choice lasts as long as the tab does.
import * as kept from "./kept.js";
import { $ } from "./manners.js";

const SIZES = [1, 1.5, 2, 3, 4];

let size = Math.max(0, SIZES.indexOf(Number(kept.recall("size"))));

export const wantsPrint = () => kept.recall("view") === "print";

/** Address a page in the chosen look; one that was never printed leads back to its text by itself. */
export function addressed(place) {
  const url = new URL(place);
  if (wantsPrint() && /\/pages\/\d+$/.test(url.pathname)) url.pathname += "/print";
  return url;
}

/** Ready a printed page for the panel: its picture is drawn as sharp as it is shown large. */
export function prepare(sheet) {
  const picture = sheet.querySelector(".paper img");
  if (picture) picture.sizes = `${Math.ceil(Math.min($(".source-view").clientWidth, 832) * SIZES[size])}px`;
}

/** Let the tabs and the size say what is shown: a page's text, its print, or contents, which have neither. */
export function tell(sheet) {
  const printed = sheet?.matches(".printed") ?? false;
  const view = $(".source-view");
  $(".source-looks").hidden = !printed && !sheet?.matches("[data-printed]");
  $(".source-zoom").hidden = !printed;
  for (const tab of document.querySelectorAll("[data-view]")) {
    const chosen = (tab.dataset.view === "print") === printed;
    tab.setAttribute("aria-selected", chosen);
    tab.tabIndex = chosen ? 0 : -1;
    if (chosen) view.setAttribute("aria-labelledby", tab.id);
  }
  if ($(".source-looks").hidden) for (const name of ["role", "tabindex", "aria-labelledby"]) view.removeAttribute(name);
  else {
    view.setAttribute("role", "tabpanel");
    view.tabIndex = 0;
  }
  resize(size);
}

function resize(to) {
  const view = $(".source-view");
  const middle = (view.scrollTop + view.clientHeight / 2) / view.scrollHeight;
  size = to;
  kept.remember("size", SIZES[size]);
  view.style.setProperty("--size", SIZES[size]);
  prepare(view);
  view.scrollTop = middle * view.scrollHeight - view.clientHeight / 2;
  $(".zoom-size").textContent = `${SIZES[size] * 100} %`;
  for (const button of document.querySelectorAll("[data-zoom]")) button.disabled = !SIZES[size + Number(button.dataset.zoom)];
}

/** Follow presses of tabs and size; `reopen` shows the same place again in the look that was chosen. */
export function followLooks(reopen) {
  document.addEventListener("click", (event) => {
    const tab = event.target.closest("[data-view]");
    if (tab) choose(tab, reopen);
    const zoom = event.target.closest("[data-zoom]");
    if (!zoom) return;
    resize(size + Number(zoom.dataset.zoom));
    // At either end the button that was pressed is disabled and would lose the focus.
    if (zoom.disabled) $("[data-zoom]:enabled").focus();
  });
  document.addEventListener("keydown", (event) => {
    const tab = event.target.closest?.("[data-view]");
    if (!tab || !["ArrowLeft", "ArrowRight", "Home", "End"].includes(event.key)) return;
    event.preventDefault();
    const other = $(`[data-view]:not(#${tab.id})`);
    other.focus();
    choose(other, reopen);
  });
}

function choose(tab, reopen) {
  if (tab.getAttribute("aria-selected") === "true") return;
  kept.remember("view", tab.dataset.view);
  reopen();
}
