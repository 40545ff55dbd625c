// What the server sends, checked once at the edge. Field names are those of the REST contract, so that a
// stored answer passes the same reader as a fresh one.

import { Malformed } from "./transport";

export type PartKind = "sentence" | "opening" | "list_item";

export interface Part {
  readonly text: string;
  readonly kind: PartKind;
  readonly citations: readonly number[];
}

/** Where in the documents something stands. */
export interface Place {
  readonly document_id: string;
  readonly document_title: string;
  readonly section: readonly string[];
  readonly page: number | null;
  readonly page_label: string | null;
  readonly url: string | null;
}

export interface Citation extends Place {
  readonly number: number;
  readonly quote: string;
  /** Where on the page the quote stands, in Unicode characters, which are not JavaScript's; null if not told. */
  readonly start: number | null;
  readonly end: number | null;
}

export interface Passage extends Place {
  readonly text: string;
}

/** As much of an answer as has come. */
export interface Draft {
  readonly parts: readonly Part[];
  readonly citations: readonly Citation[];
}

export interface Answer extends Draft {
  /** What feedback names the answer by; empty where the server gives none. */
  readonly id: string;
  /** The question as the server understood it; empty where it does not say. */
  readonly understood: string;
  /** What the server says in its own words: why there is no answer, or only part of one. */
  readonly notice: string;
  readonly answered: boolean;
  readonly coverage: "full" | "partial" | "none";
  readonly answer: string;
  readonly nearest: readonly { readonly passage: Passage }[];
  readonly related: readonly string[];
}

/** The response is not an answer; showing half of it would be worse than saying so. */
export class MalformedAnswer extends Malformed {}

type Fields = Record<string, unknown>;

export function readAnswer(value: unknown): Answer {
  const fields = asFields(value);
  if (typeof fields.answered !== "boolean") throw new MalformedAnswer("answered is missing");
  const citations = asList(fields.citations).map(readCitation).sort((a, b) => a.number - b.number);
  const known = new Set(citations.map((citation) => citation.number));
  const parts = asList(fields.parts).map((part) => readPart(part, known));
  const answer = asText(fields.answer);
  if (fields.answered && (parts.length === 0 || citations.length === 0)) {
    throw new MalformedAnswer("an answer without parts or citations");
  }
  if (!fields.answered && !answer) throw new MalformedAnswer("a refusal without a sentence");
  return {
    id: asText(fields.id),
    understood: asText(fields.understood),
    notice: asText(fields.notice),
    answered: fields.answered,
    coverage: fields.coverage === "partial" ? "partial" : fields.answered ? "full" : "none",
    answer,
    parts,
    citations,
    nearest: asList(fields.nearest).map((hit) => ({ passage: readPassage(asFields(hit).passage) })),
    related: asList(fields.related).map(asText).filter(Boolean),
  };
}

/** Puts an answer together as its events arrive; a number is shown once its citation has come. */
export class DraftReader {
  private readonly parts: unknown[] = [];
  private readonly citations: Citation[] = [];

  add(name: "part" | "citation", data: unknown): Draft {
    if (name === "citation") this.citations.push(readCitation(data));
    else this.parts.push(asFields(data));
    const known = new Set(this.citations.map((citation) => citation.number));
    return { parts: this.parts.map((part) => readPart(part, known)), citations: [...this.citations] };
  }
}

function readPart(value: unknown, known: ReadonlySet<number>): Part {
  const fields = asFields(value);
  // A number that leads nowhere is worse than none; a number named twice is one source.
  const numbers = new Set(asList(fields.citations).filter((n): n is number => known.has(n as number)));
  return {
    text: asText(fields.text),
    kind: fields.kind === "list_item" || fields.kind === "opening" ? fields.kind : "sentence",
    citations: [...numbers].sort((a, b) => a - b),
  };
}

function readCitation(value: unknown): Citation {
  const fields = asFields(value);
  if (typeof fields.number !== "number") throw new MalformedAnswer("a citation without a number");
  return { ...readPlace(fields), number: fields.number, quote: asText(fields.quote), ...readStretch(fields) };
}

function readStretch({ start, end }: Fields): { start: number | null; end: number | null } {
  const told = Number.isInteger(start) && Number.isInteger(end);
  return { start: told ? (start as number) : null, end: told ? (end as number) : null };
}

function readPassage(value: unknown): Passage {
  const fields = asFields(value);
  return { ...readPlace(fields), text: asText(fields.text) };
}

function readPlace(fields: Fields): Place {
  return {
    document_id: asText(fields.document_id),
    document_title: asText(fields.document_title),
    section: asList(fields.section).map(asText).filter(Boolean),
    page: typeof fields.page === "number" ? fields.page : null,
    page_label: asText(fields.page_label) || null,
    url: asText(fields.url) || null,
  };
}

function asFields(value: unknown): Fields {
  if (typeof value !== "object" || value === null) throw new MalformedAnswer("not an object");
  return value as Fields;
}

function asList(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

function asText(value: unknown): string {
  return typeof value === "string" ? value : typeof value === "number" ? String(value) : "";
}
