// «Hjalp svaret?»: one press is enough, a comment may follow; what is said last counts.
import { calm, reason } from "./manners.js";

const ADDRESS = document.querySelector("script[data-feedback]").dataset.feedback;

async function send(feedback, useful, comment = "") {
  const said = feedback.querySelector(".feedback-said");
  const body = { answer_id: feedback.dataset.answer, useful, comment };
  if (feedback.dataset.given) body.replaces = feedback.dataset.given;
  const response = await fetch(new URL(ADDRESS, document.baseURI), {
    method: "POST",
    body: JSON.stringify(body),
    headers: { "Content-Type": "application/json" },
  }).catch(() => null);
  if (response?.ok) feedback.dataset.given = (await response.json()).id;
  const { thanks, thanksComment, late } = feedback.dataset;
  said.textContent = response?.ok ? (comment ? thanksComment : thanks) : response?.status === 404 ? late : reason(response);
  return Boolean(response?.ok);
}

document.addEventListener("click", async (event) => {
  const control = event.target.closest("[data-useful]");
  if (!control) return;
  const feedback = control.closest(".feedback");
  if (!(await send(feedback, control.dataset.useful === "true"))) return;
  for (const button of feedback.querySelectorAll("[data-useful]")) button.setAttribute("aria-pressed", button === control);
  const form = feedback.querySelector(".feedback-comment");
  form.hidden = false;
  form.scrollIntoView({ block: "nearest", behavior: calm.matches ? "auto" : "smooth" });
});

document.addEventListener("submit", async (event) => {
  const form = event.target.closest(".feedback-comment");
  if (!form) return;
  event.preventDefault();
  const feedback = form.closest(".feedback");
  const comment = form.querySelector("textarea").value.trim();
  const useful = feedback.querySelector("[aria-pressed=true]").dataset.useful === "true";
  if (!comment || !(await send(feedback, useful, comment))) return;
  form.hidden = true;
  feedback.querySelector("[aria-pressed=true]").focus();
});
