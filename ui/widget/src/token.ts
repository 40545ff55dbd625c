// The short-lived token that a server may want: this page's origin is exchanged for it. It is kept in memory alone,
// one for all the page's elements, and nobody asks for one before the server has said 401.

const EARLY_MS = 5_000;

interface Token {
  readonly text: string;
  readonly until: number;
}

const tokens = new Map<string, Token>();

export function tokenFor(server: URL): string | null {
  const token = tokens.get(server.href);
  return token && Date.now() < token.until ? token.text : null;
}

export function dropToken(server: URL): void {
  tokens.delete(server.href);
}

/** Get a token; false where the server gives none, and its 401 stands. Rejects where the server cannot be asked. */
export async function fetchToken(server: URL, signal: AbortSignal): Promise<boolean> {
  const address = new URL("api/v1/token", server).href;
  const response = await fetch(address, { method: "POST", credentials: "omit", signal });
  if (!response.ok) return false;
  const body = (await response.json().catch(() => null)) as { token?: unknown; expires_in?: unknown } | null;
  if (typeof body?.token !== "string" || !body.token) return false;
  const seconds = typeof body.expires_in === "number" ? body.expires_in : 0;
  tokens.set(server.href, { text: body.token, until: Date.now() + Math.max(seconds * 1000 - EARLY_MS, 1000) });
  return true;
}
