// <rundbord-answer>: holds the state, asks the server, tells the frame what to show.
import { resolveLink, serverOfAttribute } from "./address";
import { ask, type Failure } from "./client";
import { Conversation } from "./conversation";
import { styleSheet } from "./styles";
import { languageOf, TEXTS } from "./texts";
import { type Frame, renderFrame } from "./view/frame";

export class RundbordAnswer extends HTMLElement {
  /** Where the script came from: the server for every element that names none. */
  static scriptServer: URL | null = null;
  static readonly observedAttributes = ["lang", "heading", "server", "accessibility-url", "variant"];

  private readonly shadow = this.attachShadow({ mode: "open" });
  private frame: Frame | null = null;
  private conversation = new Conversation("");
  private running: AbortController | null = null;
  private failure: Failure | null = null;

  connectedCallback(): void {
    this.shadow.adoptedStyleSheets = [styleSheet()];
    this.render();
  }

  disconnectedCallback(): void {
    this.running?.abort();
    this.running = null;
    // A dialog leaves the top layer with its element: it is closed when it comes back.
    this.frame?.setOpen(false);
  }

  attributeChangedCallback(_name: string, before: string | null, after: string | null): void {
    if (this.isConnected && this.frame && before !== after) this.render();
  }

  private get server(): URL | null {
    const named = this.getAttribute("server");
    return named === null ? RundbordAnswer.scriptServer : serverOfAttribute(named);
  }

  /** Draw everything anew, keeping what was typed, asked and answered. */
  private render(): void {
    const { server } = this;
    const typed = this.frame?.form.field.value ?? "";
    const wasOpen = this.frame?.isOpen() ?? false;
    const name = this.id || this.getAttribute("heading") || "";
    const key = `rundbord-answer ${server?.href ?? ""} ${name}`;
    // Where storage is forbidden, the turns live in this object alone: keep it.
    if (this.conversation.key !== key) this.conversation = new Conversation(key);
    const frame = renderFrame({
      language: languageOf(this.getAttribute("lang")),
      heading: this.getAttribute("heading"),
      floating: this.getAttribute("variant") === "floating",
      accessibilityUrl: resolveLink(this.getAttribute("accessibility-url"), new URL(document.baseURI)),
      onSubmit: () => void this.submit(),
      onStop: () => this.stop(),
      onRetry: () => {
        frame.form.focusButton();
        void this.submit();
      },
      onAsk: (question) => {
        if (this.running) return;
        frame.form.focusButton();
        frame.form.fill(question);
        void this.submit();
      },
      onClear: () => this.clear(),
    });
    this.frame = frame;
    this.shadow.replaceChildren(frame.element);
    frame.form.fill(typed);
    frame.showTurns(this.conversation.turns, server);
    frame.showWorking(this.running !== null);
    if (!server) this.failure = { kind: "no-server" };
    else if (this.failure?.kind === "no-server") this.failure = null;
    frame.showFailure(this.failure);
    frame.setOpen(wasOpen);
  }

  private async submit(): Promise<void> {
    const { frame, server } = this;
    if (!frame || !server || this.running) return;
    const question = frame.form.field.value.trim();
    if (!question) {
      frame.form.complain(this.texts.empty);
      frame.form.field.focus();
      return;
    }
    const running = new AbortController();
    this.running = running;
    this.fail(null);
    frame.showWorking(true);
    const reply = await ask(server, question, this.conversation.history(), running.signal, (draft) => {
      if (this.running === running) this.frame?.showDraft(question, draft, server);
    }).catch(() => null);
    if (this.running !== running || !reply) return;
    this.running = null;
    // The frame may have been drawn anew meanwhile.
    this.frame?.showWorking(false);
    if ("failure" in reply) {
      this.fail(reply.failure);
      return;
    }
    this.conversation.add({ question, answer: reply.value });
    this.frame?.showTurns(this.conversation.turns, server);
    // Whoever has begun on the next question keeps it.
    if (this.frame?.form.field.value.trim() === question) this.frame.form.fill("");
    this.frame?.announce(
      reply.value.answered ? this.texts.answered(reply.value.citations.length) : this.texts.refused,
    );
  }

  private stop(): void {
    this.running?.abort();
    this.running = null;
    this.frame?.showWorking(false);
    this.frame?.form.field.focus();
    this.frame?.announce(this.texts.stopped, true);
  }

  private clear(): void {
    this.conversation.clear();
    this.fail(null);
    this.frame?.form.field.focus();
    this.frame?.showTurns([], this.server);
    this.frame?.announce(this.texts.cleared);
  }

  private fail(failure: Failure | null): void {
    this.failure = failure;
    this.frame?.showFailure(failure);
  }

  private get texts() {
    return TEXTS[languageOf(this.getAttribute("lang"))];
  }
}
