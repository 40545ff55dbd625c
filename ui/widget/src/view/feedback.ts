// «Hjalp svaret?»: one press is enough, a comment may follow, and what is said last counts.
import { giveFeedback } from "../client";
import type { Answer } from "../wire";
import { button, node } from "./dom";
import type { Surroundings } from "./place";

const COMMENT_CHARACTERS = 1000;

/** What has been said about an answer; kept in memory, so that a redrawn widget still knows. */
interface Said {
  readonly id: string;
  readonly useful: boolean;
}

const said = new Map<string, Said>();
const closed = new Set<string>();

/** Null where the server takes no feedback, or gave the answer no name. */
export function renderFeedback(answer: Answer, { texts, server }: Surroundings): HTMLElement | null {
  if (!server || !answer.id || closed.has(server.href)) return null;
  const key = `${server.href} ${answer.id}`;
  const yes = button(texts.yes, "choice", () => void give(true));
  const no = button(texts.no, "choice", () => void give(false));
  const state = node("p", { class: "hint", role: "status" });
  const label = node("label", { for: "comment" });
  const field = node("textarea", { id: "comment", rows: "2", maxlength: String(COMMENT_CHARACTERS) });
  field.setAttribute("aria-describedby", "comment-hint");
  const hint = node("p", { class: "hint", id: "comment-hint" }, texts.commentHint);
  const submit = node("button", { type: "submit", class: "secondary" }, texts.send);
  const form = node("form", { class: "comment", hidden: "" }, label, field, hint, submit);
  const choices = node("div", { class: "choices" }, node("span", { id: "useful" }, texts.useful), yes, no);
  const element = node("div", { class: "feedback", role: "group", "aria-labelledby": "useful" }, choices, form, state);
  let sending = false;

  function showChoice(): void {
    const now = said.get(key);
    yes.setAttribute("aria-pressed", String(now?.useful === true));
    no.setAttribute("aria-pressed", String(now?.useful === false));
    label.textContent = texts.comment(now?.useful === true);
  }
  async function give(useful: boolean, comment = ""): Promise<boolean> {
    if (!server || sending) return false;
    sending = true;
    const before = said.get(key);
    const reply = await giveFeedback(server, {
      answer_id: answer.id,
      useful,
      ...(comment ? { comment } : {}),
      ...(before?.id ? { replaces: before.id } : {}),
    });
    sending = false;
    if ("value" in reply) {
      said.set(key, { id: reply.value, useful });
      state.textContent = comment ? texts.thanksComment : texts.thanks;
      form.hidden = Boolean(comment);
      showChoice();
      return true;
    }
    const { failure } = reply;
    const status = "status" in failure ? failure.status : 0;
    state.textContent = status === 404 ? texts.feedbackLate : texts.feedbackFailed;
    if (status === 403) {
      closed.add(server.href);
      state.textContent = texts.feedbackOff;
      // Focus must not fall out of the widget with the button that had it.
      state.tabIndex = -1;
      if (element.contains((element.getRootNode() as ShadowRoot).activeElement)) state.focus();
      choices.remove();
      form.remove();
    }
    return false;
  }
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const comment = field.value.trim();
    const useful = said.get(key)?.useful === true;
    if (!comment) field.focus();
    else void give(useful, comment).then((given) => given && (useful ? yes : no).focus());
  });
  showChoice();
  return element;
}
