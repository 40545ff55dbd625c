// What Gradio lacks: citations that open their page beside the answer, and the manners a screen reader needs.
// Everything shown comes from the server: this file holds no words and builds no HTML.
(() => {
  "use strict";

  // Gradio writes its own locale, English for want of a Danish one, over the language that the page came with.
  const root = document.documentElement;
  const { language } = document.currentScript.dataset;
  const keepLanguage = () => root.lang !== language && (root.lang = language);
  new MutationObserver(keepLanguage).observe(root, { attributeFilter: ["lang"] });

  const narrow = matchMedia("(max-width: 63.99rem)");
  const calm = matchMedia("(prefers-reduced-motion: reduce)");
  const $ = (selector) => document.querySelector(selector);

  let opener = null; // the citation whose page is open
  let request = 0; // the newest fetch wins
  let announced = "";
  let troubled = null; // the problem that is shown
  let lost = null; // Gradio's own notice that the server is gone, which it has in English only

  async function fetchSheet(url) {
    const response = await fetch(url, { headers: { Accept: "text/html" } });
    if (!response.ok) throw new Error(response.statusText);
    const page = new DOMParser().parseFromString(await response.text(), "text/html");
    const sheet = document.importNode(page.querySelector(".sheet"), true);
    // Links on a page are relative to it, not to where it is shown now.
    for (const link of sheet.querySelectorAll("a[href]")) link.href = new URL(link.getAttribute("href"), response.url);
    return sheet;
  }

  async function open(control, { keepFocus = false } = {}) {
    const mine = ++request;
    const view = $(".source-view");
    const cites = control.closest("#conversation");
    if (cites) remember(control);
    $(".source-place").textContent = cites ? control.dataset.place : "";
    $("#source").classList.add("open");
    $("#talk").inert = narrow.matches;
    try {
      const sheet = await fetchSheet(new URL(control.dataset.sheet || control.href, document.baseURI));
      if (mine !== request) return;
      view.replaceChildren(sheet);
    } catch {
      if (mine !== request) return;
      const sorry = document.createElement("p");
      sorry.className = "problem";
      sorry.textContent = $("#source").dataset.failed;
      view.replaceChildren(sorry);
      $("#announcer").textContent = sorry.textContent;
      return;
    }
    const quote = view.querySelector("mark");
    bringIntoView(view, quote);
    if (!keepFocus) (quote || view.querySelector("h2")).focus({ preventScroll: true });
  }

  function bringIntoView(view, quote) {
    if (!quote) return void view.scrollTo({ top: 0 });
    const distance = quote.getBoundingClientRect().top - view.getBoundingClientRect().top;
    const room = Math.max(0, Math.min(view.clientHeight / 3, (view.clientHeight - quote.offsetHeight) / 2));
    view.scrollTo({ top: view.scrollTop + distance - room, behavior: calm.matches ? "auto" : "smooth" });
  }

  function remember(control) {
    opener?.removeAttribute("aria-current");
    opener = control;
    opener.setAttribute("aria-current", "true");
    $(".source-bar").hidden = false;
    for (const button of document.querySelectorAll("[data-step]")) button.disabled = !neighbour(button.dataset.step);
  }

  function neighbour(step) {
    const number = Number(opener.dataset.number) + Number(step);
    return opener.closest(".exchange")?.querySelector(`[data-sheet][data-number="${number}"]`);
  }

  function back() {
    request++;
    $("#source").classList.remove("open");
    $("#talk").inert = false;
    (opener?.isConnected ? opener : $("#question textarea")).focus();
  }

  document.addEventListener("click", (event) => {
    const control = event.target.closest("[data-sheet], [data-step], [data-back]");
    if (!control || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    if ("back" in control.dataset) return back();
    if (!control.dataset.step) return void open(control);
    const next = neighbour(control.dataset.step);
    if (!next) return;
    open(next, { keepFocus: true });
    // At either end the button that was pressed is disabled and would lose the focus.
    if (control.disabled) $("[data-step]:enabled")?.focus();
  });

  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && event.target.closest("#source") && opener) back();
  });

  narrow.addEventListener("change", () => {
    const talk = $("#talk");
    if (talk) talk.inert = narrow.matches && Boolean($("#source.open"));
  });

  document.addEventListener("input", (event) => {
    if (event.target.closest("#question")) countDown(event.target);
  });

  function countDown(field) {
    const hint = $("#question-hint");
    const left = field.maxLength - field.value.length;
    hint.querySelector(".left").textContent = left <= 200 ? hint.dataset.left.replace("{count}", left) : "";
  }

  function follow() {
    const field = $("#question textarea");
    if (field && !field.hasAttribute("aria-describedby")) field.setAttribute("aria-describedby", "question-hint");
    const notice = $(".toast-body.error");
    if (notice && notice !== lost) {
      $("#lost").textContent = $("#lost").dataset.sentence;
      $("#lost").scrollIntoView({ block: "nearest" });
    }
    lost = notice;
    const problem = $("#conversation .problem");
    if (problem !== troubled) (troubled = problem)?.scrollIntoView({ block: "nearest" });
    const exchanges = document.querySelectorAll("#conversation .exchange");
    const last = exchanges[exchanges.length - 1];
    if (!last) return;
    const news = `${exchanges.length} ${last.dataset.announce}`;
    if (news === announced) return;
    announced = news;
    if (!last.classList.contains("waiting")) $("#lost").textContent = "";
    $("#announcer").textContent = last.dataset.announce;
    last.scrollIntoView({ block: "start", behavior: calm.matches ? "auto" : "smooth" });
    if (field) countDown(field);
    // A suggestion that was pressed has gone: its answer takes the focus, so that it is not lost.
    if (document.activeElement === document.body) last.querySelector("h2").focus({ preventScroll: true });
  }

  new MutationObserver(follow).observe(root, { childList: true, subtree: true });
})();
