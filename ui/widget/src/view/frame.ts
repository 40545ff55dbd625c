// The whole widget, put together once for a language; afterwards only its parts change.
import type { Failure } from "../client";
import type { Turn } from "../conversation";
import { type Language, TEXTS } from "../texts";
import { button, node } from "./dom";
import { renderFailure } from "./failure";
import { type Form, renderForm } from "./form";
import { renderTurn } from "./turn";

export interface FrameOptions {
  readonly language: Language;
  readonly heading: string | null;
  readonly accessibilityUrl: string | null;
  readonly onSubmit: () => void;
  readonly onRetry: () => void;
  readonly onAsk: (question: string) => void;
  readonly onClear: () => void;
}

export interface Frame {
  readonly element: HTMLElement;
  readonly form: Form;
  readonly showTurns: (turns: readonly Turn[], server: URL | null) => void;
  readonly showWorking: (working: boolean) => void;
  /** Said to a screen reader; who sees the page sees the answer itself. */
  readonly announce: (message: string) => void;
  readonly showFailure: (failure: Failure | null) => void;
}

export function renderFrame(options: FrameOptions): Frame {
  const { language } = options;
  const texts = TEXTS[language];
  const form = renderForm(texts, options.onSubmit);
  const status = node("p", { class: "status", role: "status", "aria-live": "polite" });
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

  const element = node(
    "section",
    { class: "frame", lang: language, "aria-labelledby": "heading" },
    node("h2", { id: "heading" }, options.heading || texts.heading),
    form.element,
    status,
    failureBox,
    turnsBox,
    footer,
  );

  return {
    element,
    form,
    showTurns(turns, server) {
      const [latest, ...earlier] = turns
        .map((turn) => renderTurn(turn, { texts, server }, options.onAsk))
        .reverse();
      turnsBox.replaceChildren(...(latest ? [latest] : []));
      if (earlier.length > 0) {
        const summary = node("summary", {}, texts.earlier(earlier.length));
        turnsBox.append(node("details", {}, summary, ...earlier));
      }
      if (latest) footer.append(clear);
      else clear.remove();
    },
    showWorking(working) {
      form.setBusy(working);
      turnsBox.setAttribute("aria-busy", String(working));
      status.className = working ? "status working" : "status unseen";
      status.textContent = working ? texts.working : "";
    },
    announce(message) {
      status.className = "status unseen";
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
