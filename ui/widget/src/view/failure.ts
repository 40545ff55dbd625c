// What went wrong, in words that say who can do what about it.
import type { Failure } from "../client";
import type { Texts } from "../texts";
import { node } from "./dom";

const DETAIL_CHARACTERS = 400;

export function renderFailure(failure: Failure, texts: Texts): HTMLElement[] {
  const paragraphs = [node("p", { class: "failed" }, texts.failed), node("p", {}, explain(failure, texts))];
  const detail = "detail" in failure ? (failure.detail[texts.language] ?? failure.detail.plain) : undefined;
  if ("wait" in failure && failure.wait) paragraphs.push(node("p", {}, texts.wait(failure.wait)));
  if (detail) paragraphs.push(node("p", { class: "detail" }, detail.slice(0, DETAIL_CHARACTERS)));
  return paragraphs;
}

function explain(failure: Failure, texts: Texts): string {
  switch (failure.kind) {
    case "no-server":
      return texts.noServer;
    case "timeout":
      return texts.timeout;
    case "unreachable":
      return texts.unreachable;
    case "malformed":
      return texts.malformed;
    case "origin":
      return texts.origin(location.origin);
    case "status":
      return explainStatus(failure.status, texts);
  }
}

function explainStatus(status: number, texts: Texts): string {
  switch (status) {
    case 401:
      return texts.unauthorised;
    case 413:
      return texts.tooLong;
    case 422:
      return texts.invalid;
    case 429:
      return texts.tooMany;
    case 503:
      return texts.overloaded;
    default:
      return texts.status(status);
  }
}
