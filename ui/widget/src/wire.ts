// What the server sends, checked once at the edge. Field names are those of the REST contract, so that a
// stored answer passes the same reader as a fresh one.

export type PartKind = "sentence" | "list_item" | "heading";

export interface Part {
  readonly text: string;
  readonly kind: PartKind;
  readonly citations: readonly number[];
}

/** Where in the documents something stands. */
export interface Place {
  readonly document_title: string;
  readonly section: readonly string[];
  readonly page: number | null;
  readonly page_label: string | null;
  readonly url: string | null;
}

export interface Citation extends Place {
  readonly number: number;
  readonly quote: string;
}

export interface Passage extends Place {
  readonly text: string;
}

export interface Answer {
  readonly answered: boolean;
  readonly coverage: "full" | "partial" | "none";
  readonly answer: string;
  readonly parts: readonly Part[];
  readonly citations: readonly Citation[];
  readonly nearest: readonly { readonly passage: Passage }[];
  readonly related: readonly string[];
}

/** The response is not an answer; showing half of it would be worse than saying so. */
export class MalformedAnswer extends Error {}

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
    answered: fields.answered,
    coverage: fields.coverage === "partial" ? "partial" : fields.answered ? "full" : "none",
    answer,
    parts,
    citations,
    nearest: asList(fields.nearest).map((hit) => ({ passage: readPassage(asFields(hit).passage) })),
    related: asList(fields.related).map(asText).filter(Boolean),
  };
}

function readPart(value: unknown, known: ReadonlySet<number>): Part {
  const fields = asFields(value);
  // A number that leads nowhere is worse than none; a number named twice is one source.
  const numbers = new Set(asList(fields.citations).filter((n): n is number => known.has(n as number)));
  return {
    text: asText(fields.text),
    kind: fields.kind === "list_item" || fields.kind === "heading" ? fields.kind : "sentence",
    citations: [...numbers].sort((a, b) => a - b),
  };
}

function readCitation(value: unknown): Citation {
  const fields = asFields(value);
  if (typeof fields.number !== "number") throw new MalformedAnswer("a citation without a number");
  return { ...readPlace(fields), number: fields.number, quote: asText(fields.quote) };
}

function readPassage(value: unknown): Passage {
  const fields = asFields(value);
  return { ...readPlace(fields), text: asText(fields.text) };
}

function readPlace(fields: Fields): Place {
  return {
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
