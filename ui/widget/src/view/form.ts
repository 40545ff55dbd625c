// The question's field and its button.
import type { Texts } from "../texts";
import { node } from "./dom";

const QUESTION_CHARACTERS = 1000;
const WARN_BELOW_CHARACTERS = 100;

export interface Form {
  readonly element: HTMLFormElement;
  readonly field: HTMLTextAreaElement;
  /** Set the question as if it had been typed. */
  readonly fill: (question: string) => void;
  /** For a pressed button that is about to go away; the field would bring up a phone's keyboard. */
  readonly focusButton: () => void;
  readonly setBusy: (busy: boolean) => void;
  readonly complain: (message: string) => void;
}

export function renderForm(texts: Texts, onSubmit: () => void): Form {
  const field = node("textarea", {
    id: "question",
    rows: "1",
    maxlength: String(QUESTION_CHARACTERS),
    "aria-describedby": "complaint keys notice",
    autocomplete: "off",
    enterkeyhint: "send",
  });
  const submit = node("button", { type: "submit", class: "primary" }, texts.ask);
  const remaining = node("p", { class: "hint", "aria-live": "polite" });
  const complaint = node("p", { class: "complaint", id: "complaint", role: "alert" });
  const element = node(
    "form",
    { novalidate: "" },
    node("label", { for: "question" }, texts.question),
    node("div", { class: "row" }, field, submit),
    complaint,
    remaining,
    node("p", { class: "hint", id: "keys" }, texts.keys),
    node("p", { class: "hint", id: "notice" }, texts.notice),
  );

  function complain(message: string): void {
    complaint.textContent = message;
    if (message) field.setAttribute("aria-invalid", "true");
    else field.removeAttribute("aria-invalid");
  }
  function fit(): void {
    // Through the object model: a strict content security policy forbids only style attributes in markup.
    field.style.height = "auto";
    if (field.scrollHeight > 0) {
      field.style.height = `${field.scrollHeight + field.offsetHeight - field.clientHeight}px`;
    }
  }
  function changed(): void {
    complain("");
    const left = QUESTION_CHARACTERS - field.value.length;
    // maxlength cuts a pasted text without a word; the count makes that seen.
    // In tens, lest a screen reader say a number at every key.
    const about = left > 10 ? Math.ceil(left / 10) * 10 : left;
    remaining.textContent = left <= WARN_BELOW_CHARACTERS ? texts.remaining(about) : "";
    fit();
  }
  field.addEventListener("input", changed);
  field.addEventListener("keydown", (event) => {
    // Enter also ends the composing of a character, which is not a wish to send.
    if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    onSubmit();
  });
  element.addEventListener("submit", (event) => {
    event.preventDefault();
    onSubmit();
  });
  return {
    element,
    field,
    fill: (question) => {
      field.value = question;
      changed();
    },
    focusButton: () => submit.focus(),
    // Not `disabled`: that would throw a keyboard user's focus away.
    setBusy: (busy) => submit.setAttribute("aria-disabled", String(busy)),
    complain,
  };
}
