// The answer's own text: paragraphs and lists in the order they came, under their sections where there are several.
import type { Texts } from "../texts";
import type { Citation, Draft, Part } from "../wire";
import { button, node } from "./dom";
import { DOCUMENT_LANGUAGE, pageName, titleAmong } from "./place";

/** `onCite` is told which source was asked for and which button asked, so that the reader can come back. */
export type OnCite = (number: number, from: HTMLElement) => void;

/** Without `onCite` the numbers are shown and cannot be pressed: the answer is still coming. */
export function renderParts(draft: Draft, texts: Texts, onCite: OnCite | null): HTMLElement {
  const body = node("div", { class: onCite ? "answer" : "answer arriving", lang: DOCUMENT_LANGUAGE });
  const sections = draft.parts.map((part) => sectionOf(part, draft.citations));
  const titled = new Set(draft.citations.map((citation) => citation.document_title)).size > 1;
  const several = titled || new Set(sections.filter(Boolean)).size > 1;
  let list: HTMLElement | null = null;
  let section = "";
  let place = 0;
  for (const run of runsOf(draft.parts, sections)) {
    const first = run[0] as Part;
    const here = sections[place] as string;
    place += run.length;
    if (several && here && here !== section) {
      list = null;
      section = here;
      body.append(node("h4", {}, here));
    }
    const text = run.map((part) => part.text).join(" ");
    const content = [text, ...first.citations.map((number) => numbered(number, draft.citations, texts, onCite))];
    if (first.kind === "list_item") {
      if (!list) body.append((list = node("ul")));
      list.append(node("li", {}, ...content));
    } else {
      list = null;
      body.append(node("p", {}, ...content));
    }
  }
  return body;
}

function sectionOf(part: Part, citations: readonly Citation[]): string {
  const first = citations.find((citation) => citation.number === part.citations[0]);
  if (!first) return "";
  const heading = first.section[first.section.length - 1];
  return [titleAmong(first, citations), heading].filter(Boolean).join(": ") || first.document_title;
}

/** Neighbouring sentences of one section from the same sources read as one paragraph with one set of numbers. */
function runsOf(parts: readonly Part[], sections: readonly string[]): Part[][] {
  const runs: Part[][] = [];
  parts.forEach((part, place) => {
    const run = runs[runs.length - 1];
    const last = run?.[0];
    const continues =
      last?.kind === "sentence" &&
      part.kind === "sentence" &&
      sections[place] === sections[place - 1] &&
      String(last.citations) === String(part.citations);
    if (run && continues) run.push(part);
    else runs.push([part]);
  });
  return runs;
}

function numbered(
  number: number,
  citations: readonly Citation[],
  texts: Texts,
  onCite: OnCite | null,
): HTMLElement {
  if (!onCite) return node("span", { class: "citation", lang: texts.language }, String(number));
  const source = citations.find((candidate) => candidate.number === number);
  const mark = button(String(number), "citation", () => onCite(number, mark));
  // Its name is the widget's, though it stands in the document's text.
  mark.setAttribute("lang", texts.language);
  mark.setAttribute("aria-label", texts.source(number, source ? pageName(source) : null, source ? titleAmong(source, citations) : null));
  return mark;
}
