// The sources, open from the start: an answer is only as good as what can be checked.
import type { Answer } from "../wire";
import { button, node } from "./dom";
import { DOCUMENT_LANGUAGE, pageName, placeLine, type Surroundings } from "./place";

export interface Sources {
  readonly element: HTMLElement;
  /** Move the reader to a source; `from` is where «back» leads. */
  readonly show: (number: number, from: HTMLElement) => void;
}

export function renderSources(answer: Answer, surroundings: Surroundings): Sources {
  const { texts } = surroundings;
  const titles = [...new Set(answer.citations.map((citation) => citation.document_title))].filter(Boolean);
  const items = new Map<number, HTMLElement>();
  for (const citation of answer.citations) {
    const item = node(
      "li",
      // Focusable by script only: the number in the text leads here.
      { class: "source", tabindex: "-1", "aria-label": texts.source(citation.number, pageName(citation)) },
      node("span", { class: "number", "aria-hidden": "true" }, String(citation.number)),
      node(
        "div",
        { class: "evidence" },
        node("blockquote", { lang: DOCUMENT_LANGUAGE }, citation.quote),
        placeLine(citation, surroundings, titles.length > 1),
      ),
    );
    items.set(citation.number, item);
  }
  const onlyTitle = titles.length === 1 ? (titles[0] as string) : null;
  const element = node(
    "div",
    { class: "sources" },
    node("h4", {}, texts.sources),
    onlyTitle && node("p", { class: "title", lang: DOCUMENT_LANGUAGE }, onlyTitle),
    // role, since Safari drops list semantics with list-style: none.
    node("ol", { role: "list" }, ...items.values()),
  );

  let current: { item: HTMLElement; back: HTMLElement } | null = null;
  function leave(): void {
    current?.item.classList.remove("current");
    current?.back.remove();
    current = null;
  }
  function show(number: number, from: HTMLElement): void {
    const item = items.get(number);
    if (!item) return;
    leave();
    const back = button(texts.back, "quiet back", () => {
      leave();
      from.focus();
    });
    item.lastElementChild?.append(back);
    item.classList.add("current");
    item.focus();
    current = { item, back };
  }
  return { element, show };
}
