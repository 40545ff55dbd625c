// One question with what came of it: an answer with its sources, or an honest refusal.
import type { Turn } from "../conversation";
import { beginningOf } from "../excerpt";
import type { Answer, Draft, Passage } from "../wire";
import { button, node } from "./dom";
import { renderFeedback } from "./feedback";
import { renderParts } from "./parts";
import { DOCUMENT_LANGUAGE, placeLine, type Surroundings } from "./place";
import { renderSources } from "./sources";

const EXCERPT_CHARACTERS = 260;

export function renderTurn(
  turn: Turn,
  surroundings: Surroundings,
  onAsk: (question: string) => void,
  latest: boolean,
): HTMLElement {
  const { question, answer } = turn;
  const { texts } = surroundings;
  const understood = answer.understood && answer.understood !== question ? answer.understood : null;
  return node(
    "article",
    { class: "turn" },
    node("h3", {}, question),
    understood && node("p", { class: "understood" }, `${texts.understood}: `, node("q", {}, understood)),
    ...(answer.answered ? answered(answer, surroundings) : [refused(answer, surroundings)]),
    latest ? renderFeedback(answer, surroundings) : null,
    answer.related.length > 0 ? related(answer.related, surroundings, onAsk) : null,
  );
}

/** An answer that is still coming: what there is of it, nothing to press. */
export function renderDraft(question: string, draft: Draft, { texts }: Surroundings): HTMLElement {
  return node("article", { class: "turn" }, node("h3", {}, question), renderParts(draft, texts, null));
}

function answered(answer: Answer, surroundings: Surroundings): (HTMLElement | null)[] {
  const { texts } = surroundings;
  const sources = renderSources(answer, surroundings);
  return [
    answer.coverage === "partial" ? node("p", { class: "note" }, answer.notice || texts.partial) : null,
    renderParts(answer, texts, sources.show),
    sources.element,
  ];
}

function refused(answer: Answer, surroundings: Surroundings): HTMLElement {
  const { texts } = surroundings;
  const passages = answer.nearest.map((hit) => hit.passage);
  return node(
    "div",
    { class: "refusal" },
    node("p", {}, answer.notice || answer.answer),
    passages.length > 0 ? node("h4", { class: "nearest" }, texts.nearest) : null,
    passages.length > 0 ? nearest(passages, surroundings) : null,
  );
}

function nearest(passages: readonly Passage[], surroundings: Surroundings): HTMLElement {
  const severalDocuments = new Set(passages.map((passage) => passage.document_title)).size > 1;
  const items = passages.map((passage) =>
    node(
      "li",
      {},
      node("blockquote", { lang: DOCUMENT_LANGUAGE }, beginningOf(passage.text, EXCERPT_CHARACTERS)),
      placeLine(passage, surroundings, severalDocuments),
    ),
  );
  return node("ul", { role: "list" }, ...items);
}

function related(
  questions: readonly string[],
  { texts }: Surroundings,
  onAsk: (question: string) => void,
): HTMLElement {
  const items = questions.map((question) => node("li", {}, button(question, "chip", () => onAsk(question))));
  return node(
    "div",
    { class: "related" },
    node("h4", {}, texts.related),
    node("ul", { role: "list" }, ...items),
  );
}
