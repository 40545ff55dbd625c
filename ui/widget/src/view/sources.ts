// The sources: each opens into its quote, marked where it stands on the page, with the link to the page itself.
import { readPage } from "../client";
import { beginningOf, excerptAround } from "../excerpt";
import type { Answer, Citation } from "../wire";
import { button, node } from "./dom";
import { DOCUMENT_LANGUAGE, pageName, placeLine, titleAmong, type Surroundings } from "./place";

const BEGINNING_CHARACTERS = 110;

export interface Sources {
  readonly element: HTMLElement;
  /** Open a source and move the reader there; `from` is where «back» leads. */
  readonly show: (number: number, from: HTMLElement) => void;
}

interface Source {
  readonly element: HTMLElement;
  readonly toggle: (open: boolean) => void;
  readonly visit: (from: HTMLElement) => void;
}

export function renderSources(answer: Answer, surroundings: Surroundings): Sources {
  const { texts } = surroundings;
  const titles = [...new Set(answer.citations.map((citation) => citation.document_title))].filter(Boolean);
  const sources = new Map<number, Source>();
  for (const citation of answer.citations) {
    sources.set(citation.number, renderSource(citation, surroundings, titleAmong(citation, answer.citations)));
  }
  const onlyTitle = titles.length === 1 ? (titles[0] as string) : null;
  const element = node(
    "div",
    { class: "sources" },
    node("h4", {}, texts.sources),
    onlyTitle && node("p", { class: "title", lang: DOCUMENT_LANGUAGE }, onlyTitle),
    // role, since Safari drops list semantics with list-style: none.
    node("ol", { role: "list" }, ...[...sources.values()].map((source) => source.element)),
  );
  return {
    element,
    show(number, from) {
      for (const [other, source] of sources) if (other !== number) source.toggle(false);
      sources.get(number)?.visit(from);
    },
  };
}

function renderSource(citation: Citation, surroundings: Surroundings, title: string | null): Source {
  const { texts } = surroundings;
  const page = pageName(citation);
  const name = texts.source(citation.number, page, title);
  // Focusable by script only: the number in the text leads here.
  const panel = node("div", { class: "panel", role: "group", tabindex: "-1", hidden: "" });
  panel.setAttribute("aria-label", name);
  const opener = node(
    "button",
    { type: "button", class: "opener", "aria-expanded": "false" },
    node("span", { class: "unseen" }, `${name}: `),
    node("span", { class: "number", "aria-hidden": "true" }, String(citation.number)),
    node(
      "span",
      { class: "start", lang: DOCUMENT_LANGUAGE },
      title && node("span", { class: "of", "aria-hidden": "true" }, title),
      beginningOf(citation.quote, BEGINNING_CHARACTERS),
    ),
    page && node("span", { class: "page", "aria-hidden": "true" }, texts.page(page)),
  );
  const element = node("li", { class: "source" }, opener, panel);
  let back: HTMLElement | null = null;

  function toggle(open: boolean): void {
    back?.remove();
    back = null;
    if (open && !panel.firstChild) fillPanel(panel, citation, surroundings, title !== null);
    panel.hidden = !open;
    opener.setAttribute("aria-expanded", String(open));
    element.classList.toggle("current", open);
  }
  opener.addEventListener("click", () => toggle(panel.hidden));
  return {
    element,
    toggle,
    visit(from) {
      toggle(true);
      back = button(texts.back, "quiet back", () => {
        toggle(false);
        from.focus();
      });
      panel.append(back);
      panel.focus();
    },
  };
}

/** The quote at once; what stands around it when the page has come. */
function fillPanel(panel: HTMLElement, citation: Citation, surroundings: Surroundings, withTitle: boolean): void {
  const { texts, server } = surroundings;
  const marked = node("mark", {}, citation.quote);
  const quote = node("blockquote", { lang: DOCUMENT_LANGUAGE }, marked);
  const state = node("p", { class: "hint", role: "status" });
  panel.append(quote, state, placeLine(citation, surroundings, withTitle));
  if (!server || !citation.document_id) return;
  state.textContent = texts.loadingContext;
  // A document without pages has one, which is number 1.
  void readPage(server, citation.document_id, citation.page ?? 1).then((reply) => {
    const around = "value" in reply ? excerptAround(reply.value, citation.quote, citation.start) : null;
    state.textContent = around ? "" : texts.noContext;
    if (around) quote.replaceChildren(around.before, marked, around.after);
  });
}
