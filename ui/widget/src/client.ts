// The one call to the server. Every way it can go wrong has a name here, since each needs its own words.
import { type Answer, readAnswer } from "./wire";

const ANSWER_TIMEOUT_MS = 20_000;
const PROBE_TIMEOUT_MS = 5_000;

export interface PastTurn {
  readonly question: string;
  readonly answer?: string;
}

export type Failure =
  | { readonly kind: "no-server" | "timeout" | "unreachable" | "malformed" }
  | { readonly kind: "origin" | "status"; readonly status: number; readonly detail: Detail };

/** The server's own words about the failure; a plain `detail` is in whatever language it chose. */
export interface Detail {
  readonly da?: string;
  readonly en?: string;
  readonly plain?: string;
}

export type Reply = { readonly answer: Answer } | { readonly failure: Failure };

/** Ask the server. Rejects only when `signal` is aborted by the caller. */
export async function ask(
  server: URL,
  question: string,
  history: readonly PastTurn[],
  signal: AbortSignal,
): Promise<Reply> {
  const timeout = new AbortController();
  const abort = () => timeout.abort();
  const timer = setTimeout(abort, ANSWER_TIMEOUT_MS);
  signal.addEventListener("abort", abort);
  try {
    const response = await fetch(new URL("api/v1/answer", server).href, {
      method: "POST",
      headers: { "Content-Type": "application/json", Accept: "application/json" },
      credentials: "omit",
      body: JSON.stringify(history.length > 0 ? { question, history } : { question }),
      signal: timeout.signal,
    });
    // Inside the timeout: a body may stall as well as a header.
    const body: unknown = await response.json().catch((error: unknown) => {
      if (timeout.signal.aborted) throw error;
      return undefined;
    });
    if (!response.ok) return { failure: refusedBy(response.status, body) };
    return readReply(body);
  } catch (error) {
    if (signal.aborted) throw error;
    if (timeout.signal.aborted) return { failure: { kind: "timeout" } };
    return { failure: await whyNoResponse(server, signal) };
  } finally {
    clearTimeout(timer);
    signal.removeEventListener("abort", abort);
  }
}

function readReply(body: unknown): Reply {
  try {
    return { answer: readAnswer(body) };
  } catch {
    return { failure: { kind: "malformed" } };
  }
}

function refusedBy(status: number, body: unknown): Failure {
  const problem = (typeof body === "object" && body !== null ? body : {}) as Record<string, unknown>;
  const detail: { da?: string; en?: string; plain?: string } = {};
  if (typeof problem.detail_da === "string") detail.da = problem.detail_da;
  if (typeof problem.detail_en === "string") detail.en = problem.detail_en;
  if (typeof problem.detail === "string") detail.plain = problem.detail;
  return { kind: status === 403 ? "origin" : "status", status, detail };
}

/**
 * A browser reports a refused origin and a dead network as the same error. Only an opaque request tells
 * them apart: it needs no permission, so if it gets through, the server runs and does not want this page.
 */
async function whyNoResponse(server: URL, signal: AbortSignal): Promise<Failure> {
  const probe = new AbortController();
  const abort = () => probe.abort();
  const timer = setTimeout(abort, PROBE_TIMEOUT_MS);
  signal.addEventListener("abort", abort);
  try {
    await fetch(new URL("widget.js", server).href, {
      method: "HEAD",
      mode: "no-cors",
      cache: "no-store",
      credentials: "omit",
      signal: probe.signal,
    });
    return { kind: "origin", status: 0, detail: {} };
  } catch {
    return { kind: "unreachable" };
  } finally {
    clearTimeout(timer);
    signal.removeEventListener("abort", abort);
  }
}
