// Where a quote or a passage stands, in words and as a link.
import { resolveLink } from "../address";
import { beginningOf } from "../excerpt";
import type { Texts } from "../texts";
import type { Place } from "../wire";
import { node } from "./dom";

/** The documents are Danish whatever language the widget speaks; a screen reader must read them so. */
export const DOCUMENT_LANGUAGE = "da";

export interface Surroundings {
  readonly texts: Texts;
  readonly server: URL | null;
}

/** What is printed on the page, else what a PDF viewer counts; null for a document without pages. */
export function pageName(place: Place): string | null {
  return place.page_label ?? (place.page === null ? null : String(place.page));
}

const TITLE_CHARACTERS = 64;

/** Where several documents are quoted, what tells one from the others; null where there is one. */
export function titleAmong(place: Place, others: readonly Place[]): string | null {
  const alone = others.every((other) => other.document_title === place.document_title);
  return alone || !place.document_title ? null : beginningOf(place.document_title, TITLE_CHARACTERS);
}

export function placeLine(place: Place, { texts, server }: Surroundings, withTitle: boolean): HTMLElement {
  const page = pageName(place);
  const path = withTitle && place.document_title ? [place.document_title, ...place.section] : place.section;
  const where = node("span", { class: "where", lang: DOCUMENT_LANGUAGE }, path.join(" › "));
  const href = server && resolveLink(place.url, server);
  const text = texts.open(page);
  const way = href
    ? node(
        "a",
        { href, target: "_blank", rel: "noopener" },
        text,
        node("span", { class: "unseen" }, ` ${texts.newTab}`),
      )
    : page && node("span", {}, texts.page(page));
  return node("p", { class: "place" }, path.length > 0 ? where : null, way);
}
