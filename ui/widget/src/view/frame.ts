// The whole widget, put together once for a language; afterwards only its parts change.
import type { Failure } from "../client";
import type { Turn } from "../conversation";
import { type Language, TEXTS } from "../texts";
import type { Draft } from "../wire";
import { button, node } from "./dom";
import { renderFailure } from "./failure";
import { renderFloating } from "./floating";
import { type Form, renderForm } from "./form";
import { mark } from "./mark";
import { renderDraft, renderTurn } from "./turn";

export interface FrameOptions {
  readonly language: Language;
  readonly heading: string | null;
  /** A button in the corner that opens the rest, instead of all of it in the page. */
  readonly floating: boolean;
  readonly accessibilityUrl: string | null;
  readonly onSubmit: () => void;
  readonly onStop: () => void;
  readonly onRetry: () => void;
  readonly onAsk: (question: string) => void;
  readonly onClear: () => void;
}

export interface Frame {
  readonly element: HTMLElement;
  readonly form: Form;
  readonly showTurns: (turns: readonly Turn[], server: URL | null) => void;
  /** Show an answer that is still coming, before the others. */
  readonly showDraft: (question: string, draft: Draft, server: URL) => void;
  readonly showWorking: (working: boolean) => void;
  /** Said to a screen reader; who sees the page sees the answer itself, unless it is to be seen too. */
  readonly announce: (message: string, seen?: boolean) => void;
  readonly showFailure: (failure: Failure | null) => void;
  readonly isOpen: () => boolean;
  readonly setOpen: (open: boolean) => void;
}

export function renderFrame(options: FrameOptions): Frame {
  const { language } = options;
  const texts = TEXTS[language];
  const form = renderForm(texts, options.onSubmit);
  const status = node("p", { class: "status", role: "status", "aria-live": "polite" });
  const stop = button(texts.stop, "secondary stop", options.onStop);
  const progress = node("div", { class: "progress" }, status);
  // There from the start and empty: a live region that arrives with its text is often not read.
  const alert = node("div", { role: "alert" });
  const failureBox = node("div", { class: "failure" }, alert);
  const retry = button(texts.retry, "secondary", options.onRetry);
  const turnsBox = node("div", { class: "turns" });
  const clear = button(texts.clear, "quiet", options.onClear);
  const statement = options.accessibilityUrl
    ? node("a", { href: options.accessibilityUrl }, texts.accessibility)
    : null;
  const footer = node("div", { class: "footer" }, statement);
  const title = node("h2", { id: "heading" }, mark(), options.heading || texts.heading);

  const box = node(
    "section",
    { class: "frame", "aria-labelledby": "heading" },
    node("div", { class: "head" }, title),
    form.element,
    progress,
    failureBox,
    turnsBox,
    footer,
  );
  const floating = options.floating ? renderFloating(box, options.heading || texts.launch, texts) : null;
  const element = node("div", { class: "root", lang: language }, ...(floating ? floating.elements : [box]));
  let draftBox: HTMLElement | null = null;

  return {
    element,
    form,
    isOpen: () => floating?.isOpen() ?? false,
    setOpen: (open) => floating?.setOpen(open),
    showTurns(turns, server) {
      draftBox = null;
      const [latest, ...earlier] = turns
        .map((turn, place) => renderTurn(turn, { texts, server }, options.onAsk, place === turns.length - 1))
        .reverse();
      turnsBox.replaceChildren(...(latest ? [latest] : []));
      if (earlier.length > 0) {
        const summary = node("summary", {}, texts.earlier(earlier.length));
        turnsBox.append(node("details", {}, summary, ...earlier));
      }
      if (latest) footer.append(clear);
      else clear.remove();
    },
    showDraft(question, draft, server) {
      const next = renderDraft(question, draft, { texts, server });
      if (draftBox) draftBox.replaceWith(next);
      else turnsBox.prepend(next);
      draftBox = next;
      status.textContent = texts.arriving;
    },
    showWorking(working) {
      form.setBusy(working);
      turnsBox.setAttribute("aria-busy", String(working));
      status.className = working ? "status working" : "status unseen";
      status.textContent = working ? texts.working : "";
      if (working) progress.append(stop);
      else {
        const held = (stop.getRootNode() as ShadowRoot).activeElement === stop;
        stop.remove();
        // The button goes away: its focus must not fall out of the widget.
        if (held) form.focusButton();
        draftBox?.remove();
        draftBox = null;
      }
    },
    announce(message, seen = false) {
      status.className = seen ? "status" : "status unseen";
      status.textContent = message;
    },
    showFailure(failure) {
      retry.remove();
      alert.replaceChildren(...(failure ? renderFailure(failure, texts) : []));
      // Nothing to try again until the editor has given an address.
      if (failure && failure.kind !== "no-server") failureBox.append(retry);
      failureBox.classList.toggle("shown", failure !== null);
    },
  };
}
