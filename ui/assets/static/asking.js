// The question field: what the browser knows goes to Gradio through hidden fields, and nothing typed is lost.
import * as kept from "./kept.js";
import * as limits from "./limits.js";
import { $ } from "./manners.js";

const MOST_TURNS = 10;
const NEAR_THE_LIMIT = 100; // characters left, from which they are counted aloud
const TWICE = 300; // milliseconds within which a second press is the first one's shadow
const SLOW = 400; // milliseconds; a faster answer needs no stop button

const NEEDED = ["#question textarea", "#earlier-questions textarea", "#limits-asked textarea", "#send", ".ask-notes"];

let fresh = false; // whether the next question is asked without the earlier ones
let suggested = false; // whether the question that runs was pressed, not typed
let ready = false;
let running = false;
let sentAt = -TWICE;
let retryAfter = 0;
let lost = null; // Gradio's own notice that the server is gone, which it has in English only

const field = () => $("#question textarea");

/** Put a value into a field of Gradio's as if it had been typed. */
function fill(textarea, value) {
  textarea.value = value;
  textarea.dispatchEvent(new Event("input", { bubbles: true }));
}

/** Tell the server of the earlier questions, or of none, and of where to look. */
export function sendEarlier() {
  const earlier = fresh ? [] : kept.all().slice(-MOST_TURNS);
  fill($("#limits-asked textarea"), JSON.stringify(limits.chosen()));
  fill($("#earlier-questions textarea"), JSON.stringify(earlier.map(({ answer }) => ({ question: answer.question }))));
}

/** Ask a question that was not typed; `alone` leaves the conversation out of account. */
async function ask(question, { alone = false, within } = {}) {
  if (running) return;
  if (within) limits.choose(JSON.parse(within));
  fresh = alone;
  suggested = true;
  sendEarlier();
  fill($("#suggestion textarea"), question);
  await new Promise((done) => setTimeout(done)); // until Gradio has taken the values
  $("#suggest").click();
}

const plainly = (text) => text.replace(/\s+/g, " ").trim();

/** Note that an answer has come: what is asked next follows it. Tells whether its question was pressed, not typed. */
export function settle(exchange) {
  const wasSuggested = suggested;
  fresh = suggested = false;
  sentAt = -TWICE;
  if (!wasSuggested && plainly(field().value) === exchange.dataset.asked) fill(field(), "");
  $("#lost").textContent = "";
  sendEarlier();
  return wasSuggested;
}

/** Note that a question met a problem: it stands in the field, to be asked again. */
export function fail(problem) {
  suggested = false;
  sentAt = -TWICE;
  if (document.activeElement.matches("body, #stop, #stop *")) field().focus(); // the stop button goes or has gone
  if (problem.dataset.asked && !field().value.trim()) fill(field(), problem.dataset.asked);
}

export function followAsking() {
  if (!ready && NEEDED.every($) && (!$(".ask-notes[data-several]") || $("#limits"))) begin();
  const waits = Boolean($("#answer .waiting"));
  if (waits !== running) {
    running = waits;
    $("#ask").classList.remove("slow");
    if (running) setTimeout(() => $("#ask").classList.toggle("slow", running), SLOW);
  }
  const notice = $(".toast-body.error");
  if (notice && notice !== lost) sayLost();
  lost = notice;
}

function begin() {
  ready = true;
  field().setAttribute("aria-describedby", "question-hint");
  const parameters = new URLSearchParams(location.search);
  const question = parameters.get("q");
  limits.restoreLimits();
  if (question) limits.choose(limits.fromAddress(parameters) ?? {});
  sendEarlier();
  if (!question) return void (kept.draft() && fill(field(), kept.draft()));
  history.replaceState(null, "", location.pathname); // else a reload would ask again
  fill(field(), question.slice(0, field().maxLength));
  fresh = true;
  setTimeout(() => {
    sendEarlier(); // again: while it opens, Gradio puts its own values into the fields
    setTimeout(() => $("#send").click());
  }, 150);
}

function sayLost() {
  const { down, many } = $("#lost").dataset;
  $("#lost").textContent = retryAfter ? many.replace("{count}", retryAfter) : down;
  $("#lost").scrollIntoView({ block: "nearest" });
  retryAfter = 0;
  sentAt = -TWICE;
}

// Gradio does not say why a question was refused: the answer to its request does.
const fetchAsBefore = window.fetch;
window.fetch = async (...request) => {
  const response = await fetchAsBefore(...request);
  if (response.status === 429) retryAfter = Number(response.headers.get("Retry-After")) || 60;
  return response;
};

// One question at a time: while one runs, Enter and the button wait.
for (const kind of ["keydown", "click"]) {
  document.addEventListener(kind, (event) => {
    const sends = kind === "click" ? event.target.closest("#send") : event.key === "Enter" && !event.shiftKey && event.target === field();
    if (!sends) return;
    const again = running || event.timeStamp - sentAt < TWICE;
    sentAt = event.timeStamp;
    if (!again) return;
    event.preventDefault();
    event.stopImmediatePropagation();
  }, true);
}

function countDown() {
  const told = $(".ask-notes .left");
  if (!told) return; // typed before the page's parts were put in
  const left = field().maxLength - field().value.length;
  const words = left <= NEAR_THE_LIMIT ? told.dataset.left.replace("{count}", left) : "";
  if (told.textContent !== words) told.textContent = words;
}

document.addEventListener("input", (event) => {
  if (event.target.closest("#limits")) sendEarlier();
  if (!event.target.closest("#question")) return;
  kept.keepDraft(event.target.value);
  countDown();
});

document.addEventListener("keydown", (event) => {
  if (event.key !== "ArrowUp" || event.target !== field() || field().value) return;
  const last = kept.all().at(-1);
  if (!last) return;
  event.preventDefault();
  fill(field(), last.answer.question);
});

document.addEventListener("click", (event) => {
  const control = event.target.closest("[data-ask], [data-correct]");
  if (!control) return;
  const { ask: question, limits: within } = control.dataset;
  if (question) return void ask(question, { alone: "fresh" in control.dataset, within });
  fresh = true;
  sendEarlier();
  fill(field(), control.dataset.correct);
  field().focus();
  field().select();
});
