// Hovering over a citation's number, or reaching it by keyboard, shows its quote and section (WCAG 1.4.13: Escape
// takes it away, the pointer may move onto it, and it stays until both have left).
import { $ } from "./manners.js";

const PATIENCE = 120; // milliseconds in which the pointer may cross from the number to the glimpse
let shown = null;
let leaving = 0;

function show(cite) {
  clearTimeout(leaving);
  if (shown === cite) return;
  hide();
  const glimpse = $("#glimpse");
  const quote = glimpse.querySelector(".glimpse-quote");
  glimpse.querySelector(".glimpse-where").textContent = cite.dataset.where;
  quote.textContent = cite.dataset.quote;
  quote.lang = cite.dataset.spoken;
  glimpse.showPopover();
  shown = cite;
  place();
}

function place() {
  const glimpse = $("#glimpse");
  const [at, size] = [shown.getBoundingClientRect(), glimpse.getBoundingClientRect()];
  if (at.bottom < 0 || at.top > innerHeight) return hide();
  const below = at.bottom + 6;
  glimpse.style.top = `${below + size.height < innerHeight ? below : Math.max(4, at.top - size.height - 6)}px`;
  glimpse.style.left = `${Math.max(8, Math.min(at.left - 24, innerWidth - size.width - 8))}px`;
}

function hide() {
  clearTimeout(leaving);
  if (shown) $("#glimpse").hidePopover();
  shown = null;
}

function leave() {
  clearTimeout(leaving);
  leaving = setTimeout(hide, PATIENCE);
}

document.addEventListener("mouseover", (event) => {
  const cite = event.target.closest?.(".cite");
  if (cite) show(cite);
  else if (event.target.closest?.("#glimpse")) clearTimeout(leaving);
  else if (shown && document.activeElement !== shown) leave();
});
document.addEventListener("focusin", (event) => (event.target.matches(".cite:focus-visible") ? show(event.target) : hide()));
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape" || !shown) return;
  hide();
  event.stopPropagation();
}, true);
document.addEventListener("click", hide);
document.addEventListener("scroll", () => shown && place(), { capture: true, passive: true });
