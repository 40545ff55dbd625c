// A quote in its surroundings.

const AROUND_CHARACTERS = 320;

export interface Excerpt {
  readonly before: string;
  readonly quote: string;
  readonly after: string;
}

/**
 * Cut a page's text around a quote, between words, and seen to be cut.
 *
 * Offsets count Unicode characters, as Python does; JavaScript's strings count some of them twice. Where the page does
 * not say there what the quote says, the quote is looked for; null if the page does not have it.
 */
export function excerptAround(page: string, quote: string, start: number | null): Excerpt | null {
  const characters = Array.from(page);
  const length = Array.from(quote).length;
  let from = start;
  if (from === null || characters.slice(from, from + length).join("") !== quote) {
    const found = quote ? page.indexOf(quote) : -1;
    if (found < 0) return null;
    from = Array.from(page.slice(0, found)).length;
  }
  const to = from + length;
  let before = characters.slice(Math.max(0, from - AROUND_CHARACTERS), from).join("");
  if (from > AROUND_CHARACTERS) before = `…\u00a0${before.replace(/^\S*\s+/, "")}`;
  let after = characters.slice(to, to + AROUND_CHARACTERS).join("");
  if (to + AROUND_CHARACTERS < characters.length) after = `${after.replace(/\s+\S*$/, "")}\u00a0…`;
  return { before: before.replace(/^\s+/, ""), quote, after: after.replace(/\s+$/, "") };
}

/** Enough of a text to judge it by; cut between words, and seen to be cut. */
export function beginningOf(text: string, characters: number): string {
  if (text.length <= characters) return text;
  return `${text.slice(0, characters).replace(/\s+\S*$/, "")} …`;
}
