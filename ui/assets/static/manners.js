// What the page's other files share.
export const $ = (selector) => document.querySelector(selector);
export const calm = matchMedia("(prefers-reduced-motion: reduce)");
export const narrow = matchMedia("(max-width: 63.99rem)");

/** Have a screen reader say something. */
export const announce = (words) => ($("#announcer").textContent = words);

/** Say why the server did not give what was asked for; `response` is null where it did not answer at all. */
export function reason(response) {
  const { wait, failed } = $("#lost").dataset;
  return response?.status === 429 ? wait.replace("{count}", response.headers.get("Retry-After") || 60) : failed;
}

/** Read a piece of the server's HTML; its scripts do not run, and the page's policy would not let them. */
export function read(html) {
  const body = new DOMParser().parseFromString(html, "text/html").body;
  return [...document.importNode(body, true).children];
}
