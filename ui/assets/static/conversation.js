// The conversation: the newest answer comes from Gradio, is kept in this tab and joins the earlier ones.
import { fail, sendEarlier, settle } from "./asking.js";
import * as kept from "./kept.js";
import * as limits from "./limits.js";
import { $, announce, calm, read, reason } from "./manners.js";

let restored = false;
let announced = "";

export function followConversation() {
  if (!restored && $("#earlier") && $("#talk")) restore();
  const problem = $("#answer .problem");
  if (problem && !problem.dataset.seen) {
    problem.dataset.seen = "";
    fail(problem);
    showConversation(); // without an answer it begins anew, with its starters
    problem.scrollIntoView({ block: "nearest" });
  }
  const newest = $("#answer .exchange");
  if (!newest) return;
  if (newest.dataset.kept) take(newest);
  else if (newest.classList.contains("waiting")) arrive(newest);
}

/** Show that the question is on its way. */
function arrive(exchange) {
  const news = exchange.dataset.announce + kept.all().length;
  if (news === announced) return;
  announced = news;
  announce(exchange.dataset.announce);
  showConversation();
  reveal(exchange);
}

/** Keep the finished answer. It is a copy that stays, since Gradio removes its own when the next question comes. */
function take(exchange) {
  announced = "";
  const mine = exchange.cloneNode(true);
  exchange.remove();
  $("#earlier").append(mine);
  kept.add(JSON.parse(mine.dataset.kept));
  mine.removeAttribute("data-kept");
  while ($("#earlier").children.length > kept.all().length) $("#earlier").firstElementChild.remove();
  showConversation();
  announce(mine.dataset.announce);
  reveal(mine);
  // A suggestion that was pressed has gone: its answer takes the focus, so that it is not lost.
  if (settle(mine)) mine.querySelector("h2").focus({ preventScroll: true });
}

function reveal(exchange) {
  exchange.scrollIntoView({ block: "start", behavior: calm.matches ? "auto" : "smooth" });
}

function showConversation() {
  $("#talk").classList.toggle("talking", Boolean($("#earlier .exchange, #answer .exchange")));
  $(".tools").hidden = !kept.all().length;
}

async function restore() {
  restored = true;
  if (!kept.all().length) return;
  const response = await post($("#earlier").dataset.address).catch(() => null);
  if (response?.status === 422) return forget(); // not what we wrote
  if (!response?.ok) return void ($("#lost").textContent = reason(response));
  const exchanges = read(await response.text());
  for (const exchange of exchanges) exchange.removeAttribute("data-kept");
  $("#earlier").prepend(...exchanges);
  showConversation();
  exchanges.at(-1).scrollIntoView({ block: "start" });
}

/** Send the kept conversation to an address below this page's. */
export function post(address) {
  const body = JSON.stringify(kept.all());
  return fetch(new URL(address, document.baseURI), { method: "POST", body, headers: { "Content-Type": "application/json" } });
}

function forget() {
  kept.forget();
  limits.choose({});
  $("#earlier").replaceChildren();
  showConversation();
  sendEarlier();
  announce($("#forget").dataset.done);
  $("#question textarea").focus();
}

document.addEventListener("click", async (event) => {
  if (!event.target.closest("[data-forget]")) return;
  const dialog = $("#forget");
  dialog.returnValue = "";
  dialog.showModal();
  dialog.onclose = () => dialog.returnValue === "forget" && forget();
});

document.addEventListener("click", async (event) => {
  const control = event.target.closest("[data-download]");
  if (!control) return;
  const response = await post(control.dataset.download).catch(() => null);
  if (!response?.ok) return void ($("#lost").textContent = reason(response));
  const link = document.createElement("a");
  link.href = URL.createObjectURL(await response.blob());
  link.download = control.dataset.name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
});
