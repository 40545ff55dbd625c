// The answer's own text: paragraphs, lists and headings in the order they came.
import type { Texts } from "../texts";
import type { Answer, Part } from "../wire";
import { button, node } from "./dom";
import { DOCUMENT_LANGUAGE, pageName } from "./place";

/** `onCite` is told which source was asked for and which button asked, so that the reader can come back. */
export type OnCite = (number: number, from: HTMLElement) => void;

export function renderParts(answer: Answer, texts: Texts, onCite: OnCite): HTMLElement {
  const body = node("div", { class: "answer", lang: DOCUMENT_LANGUAGE });
  let list: HTMLElement | null = null;
  for (const run of runsOf(answer.parts)) {
    const first = run[0] as Part;
    const text = run.map((part) => part.text).join(" ");
    const content = [text, ...first.citations.map((number) => citation(number, answer, texts, onCite))];
    if (first.kind === "list_item") {
      if (!list) body.append((list = node("ul")));
      list.append(node("li", {}, ...content));
    } else {
      list = null;
      body.append(first.kind === "heading" ? node("h4", {}, ...content) : node("p", {}, ...content));
    }
  }
  return body;
}

/** Neighbouring sentences from the same sources read as one paragraph with one set of numbers. */
function runsOf(parts: readonly Part[]): Part[][] {
  const runs: Part[][] = [];
  for (const part of parts) {
    const run = runs[runs.length - 1];
    const last = run?.[0];
    const continues =
      last?.kind === "sentence" && part.kind === "sentence" && String(last.citations) === String(part.citations);
    if (run && continues) run.push(part);
    else runs.push([part]);
  }
  return runs;
}

function citation(number: number, answer: Answer, texts: Texts, onCite: OnCite): HTMLElement {
  const source = answer.citations.find((candidate) => candidate.number === number);
  const mark = button(`[${number}]`, "citation", () => onCite(number, mark));
  // Its name is the widget's, though it stands in the document's text.
  mark.setAttribute("lang", texts.language);
  mark.setAttribute("aria-label", texts.source(number, source ? pageName(source) : null));
  return mark;
}
