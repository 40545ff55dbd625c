// One call to the server, with its time limit and, where the server wants one, its token. Every way that it can
// go wrong has a name here, since each needs its own words.
import { dropToken, fetchToken, tokenFor } from "./token";

export const PATIENCE_MS = 20_000;
const PROBE_TIMEOUT_MS = 5_000;

export type Failure =
  | { readonly kind: "no-server" | "timeout" | "unreachable" | "malformed" }
  | {
      readonly kind: "origin" | "status";
      readonly status: number;
      readonly detail: Detail;
      /** Seconds that the server asks us to wait, where it says so and lets the page read it. */
      readonly wait?: number;
    };

/** The server's own words about the failure; a plain `detail` is in whatever language it chose. */
export interface Detail {
  readonly da?: string;
  readonly en?: string;
  readonly plain?: string;
}

export type Reply<Value> = { readonly value: Value } | { readonly failure: Failure };

/** Thrown by a reader, for a response that is something else than it should be. */
export class Malformed extends Error {}

export interface Call {
  readonly path: string;
  readonly accept?: string;
  /** Sent as JSON; without it the call is a GET. */
  readonly body?: unknown;
}

/**
 * Ask the server and read its response. Rejects only when `signal` is aborted by the caller.
 *
 * `read` calls `alive` whenever it has got something new: the time limit is on silence, not on the whole.
 */
export async function call<Value>(
  server: URL,
  what: Call,
  signal: AbortSignal,
  read: (response: Response, alive: () => void) => Promise<Reply<Value>>,
): Promise<Reply<Value>> {
  const timeout = new AbortController();
  const abort = () => timeout.abort();
  let timer = setTimeout(abort, PATIENCE_MS);
  const alive = () => {
    clearTimeout(timer);
    timer = setTimeout(abort, PATIENCE_MS);
  };
  signal.addEventListener("abort", abort);
  let responded = false;
  try {
    let response = await send(server, what, timeout.signal);
    if (response.status === 401) {
      dropToken(server);
      if (await fetchToken(server, timeout.signal)) response = await send(server, what, timeout.signal);
    }
    responded = true;
    if (!response.ok) return { failure: await refusedBy(response, timeout.signal) };
    return await read(response, alive);
  } catch (error) {
    if (signal.aborted) throw error;
    if (timeout.signal.aborted) return { failure: { kind: "timeout" } };
    // A line that breaks in the middle of a body is no refused origin.
    if (responded || error instanceof Malformed) return { failure: { kind: "malformed" } };
    return { failure: await whyNoResponse(server, signal) };
  } finally {
    clearTimeout(timer);
    signal.removeEventListener("abort", abort);
  }
}

/** Read a JSON body with a reader that throws what it cannot use. */
export async function readJson<Value>(
  response: Response,
  read: (body: unknown) => Value,
): Promise<Reply<Value>> {
  const text = await response.text();
  return { value: parse(text, read) };
}

export function parse<Value>(text: string, read: (body: unknown) => Value): Value {
  try {
    return read(JSON.parse(text));
  } catch {
    throw new Malformed(text.slice(0, 80));
  }
}

/** Name the failure that a problem document tells of. */
export function failureOf(status: number, body: unknown, wait: number | null = null): Failure {
  const problem = (typeof body === "object" && body !== null ? body : {}) as Record<string, unknown>;
  const detail: { da?: string; en?: string; plain?: string } = {};
  if (typeof problem.detail_da === "string") detail.da = problem.detail_da;
  if (typeof problem.detail_en === "string") detail.en = problem.detail_en;
  if (typeof problem.detail === "string") detail.plain = problem.detail;
  return { kind: status === 403 ? "origin" : "status", status, detail, ...(wait === null ? {} : { wait }) };
}

function send(server: URL, { path, accept, body }: Call, signal: AbortSignal): Promise<Response> {
  const headers: Record<string, string> = { Accept: accept ?? "application/json" };
  const token = tokenFor(server);
  if (token) headers.Authorization = `Bearer ${token}`;
  if (body !== undefined) headers["Content-Type"] = "application/json";
  return fetch(new URL(path, server).href, {
    method: body === undefined ? "GET" : "POST",
    headers,
    credentials: "omit",
    signal,
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
}

async function refusedBy(response: Response, signal: AbortSignal): Promise<Failure> {
  const body: unknown = await response.json().catch((error: unknown) => {
    // A body may stall as well as a header.
    if (signal.aborted) throw error;
    return undefined;
  });
  // Seconds; the other form, a date, is not worth its code here.
  const wait = /^\d{1,5}$/.exec(response.headers.get("Retry-After") ?? "");
  return failureOf(response.status, body, wait && Number(wait[0]));
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
