// What the widget asks the server for: an answer, a page's text, and to remember whether the answer helped.
import { EventReader } from "./events";
import { call, failureOf, Malformed, parse, type Reply, readJson } from "./transport";
import { type Answer, type Draft, DraftReader, readAnswer } from "./wire";

const EVENTS = "text/event-stream";
const JSON_ONLY = "application/json";

export type { Detail, Failure, Reply } from "./transport";

export interface PastTurn {
  readonly question: string;
  readonly answer?: string;
}

/** The stream ended before the answer did, or cannot be read here: ask again without one. */
class BrokenStream extends Error {}

/** Ask; `onDraft` hears of the answer as it comes. Rejects only when `signal` is aborted by the caller. */
export async function ask(
  server: URL,
  question: string,
  history: readonly PastTurn[],
  signal: AbortSignal,
  onDraft: (draft: Draft) => void,
): Promise<Reply<Answer>> {
  const body = history.length > 0 ? { question, history } : { question };
  const path = "api/v1/answer";
  let broken = false;
  const reply = await call<Answer>(server, { path, body, accept: EVENTS }, signal, async (response, alive) => {
    try {
      return isStream(response) ? await readStream(response, alive, onDraft) : await readJson(response, readAnswer);
    } catch (error) {
      if (!(error instanceof BrokenStream)) throw error;
      broken = true;
      return { failure: { kind: "malformed" } };
    }
  });
  if (!broken) return reply;
  return call(server, { path, body, accept: JSON_ONLY }, signal, (response) => readJson(response, readAnswer));
}

const pages = new Map<string, Promise<Reply<string>>>();

/** The text of a document's page. Fetched once, since several quotes stand on one. */
export function readPage(server: URL, document: string, page: number): Promise<Reply<string>> {
  const path = `api/v1/documents/${encodeURIComponent(document)}/pages/${page}`;
  const key = server.href + path;
  const known = pages.get(key);
  if (known) return known;
  const asked = call(server, { path }, new AbortController().signal, (response) => readJson(response, textOf)).then(
    (reply) => {
      if ("failure" in reply) pages.delete(key);
      return reply;
    },
  );
  pages.set(key, asked);
  return asked;
}

export interface Opinion {
  readonly answer_id: string;
  readonly useful: boolean;
  readonly comment?: string;
  readonly replaces?: string;
}

/** Say whether an answer helped; the reply is the id by which that can be corrected. */
export function giveFeedback(server: URL, opinion: Opinion): Promise<Reply<string>> {
  const what = { path: "api/v1/feedback", body: opinion };
  return call(server, what, new AbortController().signal, (response) => readJson(response, idOf));
}

function isStream(response: Response): boolean {
  return (response.headers.get("Content-Type") ?? "").toLowerCase().startsWith(EVENTS);
}

async function readStream(
  response: Response,
  alive: () => void,
  onDraft: (draft: Draft) => void,
): Promise<Reply<Answer>> {
  const reader = response.body?.getReader();
  if (!reader) throw new BrokenStream();
  const decoder = new TextDecoder();
  const events = new EventReader();
  const draft = new DraftReader();
  try {
    for (;;) {
      const { done, value } = await reader.read();
      for (const event of events.push(done ? "\n\n" : decoder.decode(value, { stream: true }))) {
        alive();
        if (event.name === "done") return { value: parse(event.data, readAnswer) };
        if (event.name === "error") return parse(event.data, failureFrom);
        if (event.name === "part" || event.name === "citation") {
          onDraft(parse(event.data, (data) => draft.add(event.name as "part" | "citation", data)));
        }
      }
      if (done) throw new BrokenStream();
    }
  } catch (error) {
    // A line that breaks in the middle; a time limit and a stop come here too, and are not mended by asking again.
    if (error instanceof Malformed || (error as Error).name === "AbortError") throw error;
    throw new BrokenStream();
  } finally {
    // What else may come is of no use; the stream may be errored already.
    reader.cancel().catch(() => undefined);
  }
}

function failureFrom(body: unknown): Reply<Answer> {
  const status = (body as { status?: unknown }).status;
  return { failure: failureOf(typeof status === "number" ? status : 500, body) };
}

function textOf(body: unknown): string {
  const { text } = body as { text?: unknown };
  if (typeof text !== "string") throw new Malformed("a page without text");
  return text;
}

function idOf(body: unknown): string {
  const { id } = body as { id?: unknown };
  return typeof id === "string" ? id : "";
}
