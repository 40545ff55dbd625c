// The source beside the answer: a citation opens its page there, and the document can be leafed through.
import { $, announce, calm, narrow } from "./manners.js";
import { addressed, followLooks, prepare, tell } from "./source_looks.js";

let opener = null; // the citation whose page is open
let place = null; // the address of the text that is open, whichever way it is shown
let request = 0; // the newest fetch wins

async function fetchSheet(url) {
  const response = await fetch(url, { headers: { Accept: "text/html" } });
  const page = new DOMParser().parseFromString(await response.text(), "text/html");
  const sheet = page.querySelector(".sheet, .printed"); // a page that cannot be drawn says so in one of its own
  if (!sheet) throw new Error(response.statusText);
  // Addresses on a page are relative to it, not to where it is shown now.
  const whole = (address) => new URL(address, response.url).href;
  for (const link of sheet.querySelectorAll("a[href]")) link.href = whole(link.getAttribute("href"));
  for (const link of sheet.querySelectorAll("a[data-text]")) link.dataset.text = whole(link.dataset.text);
  for (const picture of sheet.querySelectorAll("img")) {
    picture.srcset = picture.srcset.replace(/\S+(?= \d+w)/g, whole);
    picture.src = whole(picture.getAttribute("src"));
  }
  prepare(sheet);
  return document.importNode(sheet, true);
}

async function open(control, { keepFocus = false } = {}) {
  const mine = ++request;
  const cites = control.closest("#talk");
  if (cites) remember(control);
  $(".source-place").textContent = cites ? control.dataset.place : "";
  place = new URL(control.dataset.sheet || control.dataset.text || control.href, document.baseURI);
  $("#source").classList.add("open");
  $("#talk").inert = narrow.matches;
  await show({ keepFocus, mine });
}

async function show({ keepFocus, mine = ++request }) {
  const view = $(".source-view");
  try {
    const sheet = await fetchSheet(addressed(place));
    if (mine !== request) return;
    view.replaceChildren(sheet);
    tell(sheet);
  } catch {
    if (mine !== request) return;
    const sorry = document.createElement("p");
    sorry.className = "problem";
    sorry.textContent = $("#source").dataset.failed;
    view.replaceChildren(sorry);
    tell(null);
    announce(sorry.textContent);
    return;
  }
  const quote = view.querySelector("mark, .pen-mark");
  const heading = place.hash.startsWith("#at-") ? view.querySelector(place.hash) : null;
  bringIntoView(view, quote || heading);
  if (!keepFocus) (view.querySelector("mark") || heading || view.querySelector("h2")).focus({ preventScroll: true });
}

function bringIntoView(view, quote) {
  if (!quote) return void view.scrollTo({ top: 0, left: 0 });
  const [at, frame] = [quote.getBoundingClientRect(), view.getBoundingClientRect()];
  const room = Math.max(0, Math.min(view.clientHeight / 3, (view.clientHeight - at.height) / 2));
  const left = Math.max(0, at.left - frame.left + view.scrollLeft - 32);
  const top = view.scrollTop + at.top - frame.top - room;
  view.scrollTo({ top, left: view.scrollWidth > view.clientWidth ? left : 0, behavior: calm.matches ? "auto" : "smooth" });
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

followLooks(() => place && show({ keepFocus: true }));

narrow.addEventListener("change", () => {
  const talk = $("#talk");
  if (talk) talk.inert = narrow.matches && Boolean($("#source.open"));
});
