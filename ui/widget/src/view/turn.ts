// One question with what came of it: an answer with its sources, or an honest refusal.
import type { Turn } from "../conversation";
import type { Answer, Passage } from "../wire";
import { button, node } from "./dom";
import { renderParts } from "./parts";
import { DOCUMENT_LANGUAGE, placeLine, type Surroundings } from "./place";
import { renderSources } from "./sources";

const EXCERPT_CHARACTERS = 260;

export function renderTurn(
  turn: Turn,
  surroundings: Surroundings,
  onAsk: (question: string) => void,
): HTMLElement {
  const { question, answer } = turn;
  return node(
    "article",
    { class: "turn" },
    node("h3", {}, question),
    ...(answer.answered ? answered(answer, surroundings) : [refused(answer, surroundings)]),
    answer.related.length > 0 ? related(answer.related, surroundings, onAsk) : null,
  );
}

function answered(answer: Answer, surroundings: Surroundings): (HTMLElement | null)[] {
  const { texts } = surroundings;
  const sources = renderSources(answer, surroundings);
  return [
    answer.coverage === "partial" ? node("p", { class: "note" }, texts.partial) : null,
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
    node("p", {}, answer.answer),
    answer.coverage === "partial" ? node("p", {}, texts.partial) : null,
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
      node("blockquote", { lang: DOCUMENT_LANGUAGE }, excerpt(passage.text)),
      placeLine(passage, surroundings, severalDocuments),
    ),
  );
  return node("ul", { role: "list" }, ...items);
}

/** Enough to judge whether to follow the link; cut between words, and seen to be cut. */
function excerpt(text: string): string {
  if (text.length <= EXCERPT_CHARACTERS) return text;
  return `${text.slice(0, EXCERPT_CHARACTERS).replace(/\s+\S*$/, "")} …`;
}

function related(
  questions: readonly string[],
  { texts }: Surroundings,
  onAsk: (question: string) => void,
): HTMLElement {
  const items = questions.map((question) => node("li", {}, button(question, "quiet", () => onAsk(question))));
  return node(
    "div",
    { class: "related" },
    node("h4", {}, texts.related),
    node("ul", { role: "list" }, ...items),
  );
}
