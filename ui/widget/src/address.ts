// Where the server is, and where its links lead.

/** The folder that the running script came from, or null when the page inlined or bundled it. */
export function serverOfScript(script: HTMLOrSVGScriptElement | null): URL | null {
  return script instanceof HTMLScriptElement && script.src ? webAddress(".", script.src) : null;
}

/** The `server` attribute as a base that paths can be resolved against, or null when it is no web address. */
export function serverOfAttribute(value: string): URL | null {
  return webAddress(value.trim().replace(/\/*$/, "/"), document.baseURI);
}

/**
 * A link from an answer, or null when it must not be one: `javascript:` and the like never reach the page.
 *
 * The server's paths are its own ("/api/v1/…") even when it lives under a sub-path of the host,
 * so a leading slash means the server's root unless the path already names the sub-path.
 */
export function resolveLink(url: string | null, server: URL): string | null {
  if (!url) return null;
  const rooted = /^\/(?!\/)/.test(url) && !url.startsWith(server.pathname);
  return webAddress(rooted ? url.slice(1) : url, server.href)?.href ?? null;
}

function webAddress(url: string, base: string): URL | null {
  try {
    const address = new URL(url, base);
    return /^https?:$/.test(address.protocol) ? address : null;
  } catch {
    return null;
  }
}
