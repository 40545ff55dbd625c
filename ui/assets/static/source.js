// The source beside the answer: a citation opens its page there, and the document can be leafed through.
import { $, announce, calm, narrow } from "./manners.js";

let opener = null; // the citation whose page is open
let request = 0; // the newest fetch wins

async function fetchSheet(url) {
  const response = await fetch(url, { headers: { Accept: "text/html" } });
  if (!response.ok) throw new Error(response.statusText);
  const page = new DOMParser().parseFromString(await response.text(), "text/html");
  const sheet = document.importNode(page.querySelector(".sheet"), true);
  // Links on a page are relative to it, not to where it is shown now.
  for (const link of sheet.querySelectorAll("a[href]")) link.href = new URL(link.getAttribute("href"), response.url);
  return sheet;
}

async function open(control, { keepFocus = false } = {}) {
  const mine = ++request;
  const view = $(".source-view");
  const cites = control.closest("#talk");
  if (cites) remember(control);
  $(".source-place").textContent = cites ? control.dataset.place : "";
  $("#source").classList.add("open");
  $("#talk").inert = narrow.matches;
  try {
    const sheet = await fetchSheet(new URL(control.dataset.sheet || control.href, document.baseURI));
    if (mine !== request) return;
    view.replaceChildren(sheet);
  } catch {
    if (mine !== request) return;
    const sorry = document.createElement("p");
    sorry.className = "problem";
    sorry.textContent = $("#source").dataset.failed;
    view.replaceChildren(sorry);
    announce(sorry.textContent);
    return;
  }
  const quote = view.querySelector("mark");
  bringIntoView(view, quote);
  if (!keepFocus) (quote || view.querySelector("h2")).focus({ preventScroll: true });
}

function bringIntoView(view, quote) {
  if (!quote) return void view.scrollTo({ top: 0 });
  const distance = quote.getBoundingClientRect().top - view.getBoundingClientRect().top;
  const room = Math.max(0, Math.min(view.clientHeight / 3, (view.clientHeight - quote.offsetHeight) / 2));
  view.scrollTo({ top: view.scrollTop + distance - room, behavior: calm.matches ? "auto" : "smooth" });
}

function remember(control) {
  opener?.removeAttribute("aria-current");
  opener = control;
  opener.setAttribute("aria-current", "true");
  $(".source-bar").hidden = false;
  for (const button of document.querySelectorAll("[data-step]")) button.disabled = !neighbour(button.dataset.step);
}

function neighbour(step) {
  const number = Number(opener.dataset.number) + Number(step);
  return opener.closest(".exchange")?.querySelector(`[data-sheet][data-number="${number}"]`);
}

function back() {
  request++;
  $("#source").classList.remove("open");
  $("#talk").inert = false;
  (opener?.isConnected ? opener : $("#question textarea")).focus();
}

document.addEventListener("click", (event) => {
  const control = event.target.closest("[data-sheet], [data-step], [data-back]");
  if (!control || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  if ("back" in control.dataset) return back();
  if (!control.dataset.step) return void open(control);
  const next = neighbour(control.dataset.step);
  if (!next) return;
  open(next, { keepFocus: true });
  // At either end the button that was pressed is disabled and would lose the focus.
  if (control.disabled) $("[data-step]:enabled")?.focus();
});

document.addEventListener("keydown", (event) => {
  if (event.key === "Escape" && event.target.closest("#source") && opener) back();
});

narrow.addEventListener("change", () => {
  const talk = $("#talk");
  if (talk) talk.inert = narrow.matches && Boolean($("#source.open"));
});
