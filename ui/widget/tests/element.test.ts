import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { RundbordAnswer } from "../src/element";
import { TEXTS } from "../src/texts";
import { ANSWERED, REFUSED } from "./samples";

customElements.define("rundbord-answer", RundbordAnswer);

interface Call {
  url: string;
  init: RequestInit;
}

let calls: Call[];
let respond: (call: Call) => Promise<Response> | Response;

beforeEach(() => {
  calls = [];
  sessionStorage.clear();
  RundbordAnswer.scriptServer = new URL("https://svar.example.dk/");
  vi.stubGlobal("fetch", async (url: string, init: RequestInit) => {
    const call = { url, init };
    calls.push(call);
    return respond(call);
  });
});

afterEach(() => {
  document.body.replaceChildren();
  vi.useRealTimers();
});

function json(body: unknown, status = 200): Response {
  return new Response(JSON.stringify(body), { status });
}

function add(attributes: Record<string, string> = {}): RundbordAnswer {
  const element = document.createElement("rundbord-answer") as RundbordAnswer;
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  document.body.append(element);
  return element;
}

function find<T extends Element = HTMLElement>(element: Element, selector: string): T {
  const found = element.shadowRoot?.querySelector<T>(selector);
  if (!found) throw new Error(`no ${selector}`);
  return found;
}

function textOf(element: Element, selector: string): string {
  return element.shadowRoot?.querySelector(selector)?.textContent ?? "";
}

function askIn(element: Element, question: string): void {
  find<HTMLTextAreaElement>(element, "textarea").value = question;
  const enter = new KeyboardEvent("keydown", { key: "Enter", bubbles: true, cancelable: true });
  find(element, "textarea").dispatchEvent(enter);
}

test("an answer shows its text, its numbers and its sources, and data never becomes markup", async () => {
  respond = () => json(ANSWERED);
  const element = add();
  askIn(element, "Hvad?");
  await vi.waitFor(() => find(element, ".answer"));
  expect(textOf(element, ".answer > p")).toBe("Det gælder ledelse. Og det gælder tid.1");
  expect(textOf(element, ".answer li")).toBe("<b>Klare mål</b>2");
  expect(find(element, ".citation").getAttribute("aria-label")).toBe("Kilde 1, side 8");
  expect(textOf(element, ".understood")).toBe("Forstået som: Hvad er problemet for it-projekter?");
  expect(textOf(element, "[role=status]")).toBe("Svaret er klar med 2 kilder.");
  expect(find<HTMLTextAreaElement>(element, "textarea").value).toBe("");
  respond = () => json({ text: `Før. ${ANSWERED.citations[1]?.quote} Efter.` });
  find(element, ".citation").click();
  expect(element.shadowRoot?.activeElement).toBe(find(element, ".source.current .panel"));
  const link = find<HTMLAnchorElement>(element, ".source a");
  expect(link.href).toBe("https://svar.example.dk/api/v1/documents/w/file#page=8");
  expect(link.textContent).toBe("Se side 8 i dokumentet (åbner i ny fane)");
  await vi.waitFor(() =>
    expect(textOf(element, ".panel blockquote")).toBe("Før. Det gælder ledelse. Og det gælder tid. Efter."),
  );
  expect(textOf(element, "mark")).toBe("Det gælder ledelse. Og det gælder tid.");
  expect(calls[1]?.url).toBe("https://svar.example.dk/api/v1/documents/w/pages/8");
  find(element, ".back").click();
  expect(element.shadowRoot?.activeElement).toBe(find(element, ".citation"));
});

test("a refusal shows the sentence and the nearest passages", async () => {
  respond = () => json(REFUSED);
  const element = add({ lang: "en-GB" });
  askIn(element, "Hvad koster det?");
  await vi.waitFor(() => find(element, ".refusal"));
  expect(textOf(element, ".refusal p")).toBe("Det fremgår ikke af dokumentet.");
  expect(textOf(element, ".refusal blockquote")).toBe("Digitalisering koster.");
  expect(textOf(element, ".refusal a")).toContain("See page 6 in the document");
});

test("the last three turns are the history, and they survive a page change in the tab", async () => {
  respond = () => json(ANSWERED);
  const element = add();
  for (const question of ["1", "2", "3", "4", "5"]) {
    askIn(element, question);
    await vi.waitFor(() => expect(textOf(element, "h3")).toBe(question));
  }
  const sent = calls.map((call) => JSON.parse(String(call.init.body)));
  expect(sent[0]).toEqual({ question: "1" });
  expect(sent[4].history.map((turn: { question: string }) => turn.question)).toEqual(["2", "3", "4"]);
  expect(sent[4].history[0].answer).toBe(ANSWERED.answer);
  expect(calls[0]?.init.credentials).toBe("omit");
  element.remove();
  expect(textOf(add(), "h3")).toBe("5");
});

test.each([
  [403, {}, "står ikke på serverens liste"],
  [413, {}, "for langt"],
  [422, { detail_da: "På dansk", detail_en: "In English", detail: "plain" }, "På dansk"],
  [429, { detail: "plain" }, "plain"],
  [503, {}, "for travlt"],
  [500, {}, "(500)"],
  [200, { hello: "world" }, "kunne ikke læses"],
])("status %i with %j is said aloud, and the question is kept", async (status, body, message) => {
  respond = () => json(body, status);
  const element = add();
  askIn(element, "Hvad?");
  await vi.waitFor(() => expect(textOf(element, ".failure [role=alert]")).toContain(message));
  expect(find<HTMLTextAreaElement>(element, "textarea").value).toBe("Hvad?");
  respond = () => json(ANSWERED);
  find(element, ".failure button").click();
  await vi.waitFor(() => find(element, ".answer"));
  expect(textOf(element, ".failure")).toBe("");
});

test("a refused origin is told from a dead network by a request that needs no permission", async () => {
  respond = (call) => {
    if (call.init.mode === "no-cors") return new Response(null);
    throw new TypeError("Failed to fetch");
  };
  const element = add();
  askIn(element, "Hvad?");
  await vi.waitFor(() => expect(textOf(element, ".failure")).toContain("liste"));
  respond = () => {
    throw new TypeError("Failed to fetch");
  };
  find(element, ".failure button").click();
  await vi.waitFor(() => expect(textOf(element, ".failure")).toContain("kan ikke nås"));
});

test("after twenty seconds without an answer it says so", async () => {
  vi.useFakeTimers();
  respond = hang;
  const element = add();
  askIn(element, "Hvad?");
  await vi.advanceTimersByTimeAsync(19_000);
  expect(textOf(element, "[role=status]")).toBe("Leder efter svaret …");
  await vi.advanceTimersByTimeAsync(1_100);
  expect(textOf(element, ".failure")).toContain("20 sekunder");
});

test("removing the element stops its request, and adding it again sends each question once", async () => {
  respond = hang;
  const element = add();
  askIn(element, "Hvad?");
  await vi.waitFor(() => expect(calls.length).toBe(1));
  element.remove();
  expect(calls[0]?.init.signal?.aborted).toBe(true);
  document.body.append(element);
  respond = () => json(ANSWERED);
  expect(find<HTMLTextAreaElement>(element, "textarea").value).toBe("Hvad?");
  askIn(element, "Hvad?");
  await vi.waitFor(() => find(element, ".answer"));
  expect(calls.length).toBe(2);
});

test("without a server, and without a question, it says what is missing", () => {
  RundbordAnswer.scriptServer = null;
  const element = add();
  expect(textOf(element, ".failure")).toContain("serverens adresse");
  element.setAttribute("server", "https://svar.example.dk");
  expect(textOf(element, ".failure")).toBe("");
  askIn(element, "  ");
  expect(textOf(element, "#complaint")).toBe("Skriv et spørgsmål først.");
  expect(calls).toEqual([]);
});

test("a change of language keeps what was typed", () => {
  const element = add();
  find<HTMLTextAreaElement>(element, "textarea").value = "halvt skrevet";
  element.setAttribute("lang", "en");
  expect(textOf(element, "label")).toBe("Your question");
  expect(find(element, ".root").lang).toBe("en");
  expect(find<HTMLTextAreaElement>(element, "textarea").value).toBe("halvt skrevet");
});

test("a stream is shown as it comes, and its numbers can be pressed when it is whole", async () => {
  const { body, send, end } = pipe();
  respond = () => new Response(body, { headers: { "Content-Type": "text/event-stream" } });
  const element = add();
  askIn(element, "Hvad?");
  send("part", ANSWERED.parts[0]);
  await vi.waitFor(() => expect(textOf(element, ".arriving > p")).toBe("Det gælder ledelse."));
  send("citation", ANSWERED.citations[1]);
  await vi.waitFor(() => expect(textOf(element, "span.citation")).toBe("1"));
  expect(textOf(element, "[role=status]")).toBe("Svaret kommer …");
  send("done", ANSWERED);
  end();
  await vi.waitFor(() => find(element, "button.citation"));
  expect(element.shadowRoot?.querySelector(".arriving")).toBeNull();
  expect(new Headers(calls[0]?.init.headers).get("Accept")).toBe("text/event-stream");
  expect(calls.length).toBe(1);
});

test("a stream that breaks is asked for again as JSON", async () => {
  const { body, send, end } = pipe();
  respond = (call) =>
    new Headers(call.init.headers).get("Accept") === "application/json"
      ? json(ANSWERED)
      : new Response(body, { headers: { "Content-Type": "text/event-stream" } });
  const element = add();
  askIn(element, "Hvad?");
  send("part", ANSWERED.parts[0]);
  end();
  await vi.waitFor(() => find(element, "button.citation"));
  expect(calls.length).toBe(2);
});

test("an error in the stream is said in the page's language", async () => {
  const { body, send, end } = pipe();
  respond = () => new Response(body, { headers: { "Content-Type": "text/event-stream" } });
  const element = add({ lang: "en" });
  askIn(element, "Hvad?");
  send("error", { status: 503, detail_da: "Vent", detail_en: "The index cannot be used" });
  end();
  await vi.waitFor(() => expect(textOf(element, ".failure [role=alert]")).toContain("The index cannot be used"));
  expect(calls.length).toBe(1);
});

test("stopping ends the request, keeps the question and says so", async () => {
  const { body, send } = pipe();
  respond = () => new Response(body, { headers: { "Content-Type": "text/event-stream" } });
  const element = add();
  askIn(element, "Hvad?");
  send("part", ANSWERED.parts[0]);
  await vi.waitFor(() => find(element, ".arriving"));
  find(element, ".stop").click();
  expect(calls[0]?.init.signal?.aborted).toBe(true);
  expect(textOf(element, "[role=status]")).toContain("Stoppet");
  expect(element.shadowRoot?.querySelector(".arriving, .stop")).toBeNull();
  expect(element.shadowRoot?.activeElement).toBe(find(element, "textarea"));
  expect(find<HTMLTextAreaElement>(element, "textarea").value).toBe("Hvad?");
});

test("the time to wait is said where the server tells it", async () => {
  respond = () => new Response("{}", { status: 429, headers: { "Retry-After": "30" } });
  const element = add();
  askIn(element, "Hvad?");
  await vi.waitFor(() => expect(textOf(element, ".failure")).toContain("Prøv igen om 30 sekunder."));
});

test("a token is asked for after a 401 only, and kept in memory only", async () => {
  const authorised = (call: Call) => new Headers(call.init.headers).get("Authorization") === "Bearer t1";
  RundbordAnswer.scriptServer = new URL("https://laast.example.dk/");
  respond = (call) => {
    if (call.url.endsWith("/token")) return json({ token: "t1", expires_in: 600 });
    return authorised(call) ? json(ANSWERED) : json({}, 401);
  };
  const element = add();
  askIn(element, "Hvad?");
  await vi.waitFor(() => find(element, ".answer"));
  expect(calls.map((call) => call.url.split("/").pop())).toEqual(["answer", "token", "answer"]);
  expect(JSON.stringify({ ...sessionStorage, ...localStorage })).not.toContain("t1");
  askIn(element, "Og hvad?");
  await vi.waitFor(() => expect(textOf(element, "h3")).toBe("Og hvad?"));
  expect(calls.length).toBe(4);
  respond = (call) => (call.url.endsWith("/token") ? json({}, 403) : json({}, 401));
  askIn(element, "Hvad nu?");
  await vi.waitFor(() => expect(textOf(element, ".failure")).toContain("kræver adgang"));
});

test("feedback is sent once a press, corrected by its id, and hidden where the server takes none", async () => {
  respond = (call) => (call.url.endsWith("/feedback") ? json({ id: "f1" }, 201) : json(ANSWERED));
  const element = add();
  askIn(element, "Hvad?");
  await vi.waitFor(() => find(element, ".choice"));
  const [yes, no] = [...(element.shadowRoot?.querySelectorAll<HTMLElement>(".choice") ?? [])];
  yes?.click();
  await vi.waitFor(() => expect(textOf(element, ".feedback > [role=status]")).toBe("Tak. Det er gemt."));
  no?.click();
  await vi.waitFor(() => expect(no?.getAttribute("aria-pressed")).toBe("true"));
  const sent = calls.slice(1).map((call) => JSON.parse(String(call.init.body)));
  expect(sent).toEqual([
    { answer_id: "a1", useful: true },
    { answer_id: "a1", useful: false, replaces: "f1" },
  ]);
  respond = () => json({ type: "urn:rundbord:problem:feedback-off" }, 403);
  yes?.click();
  await vi.waitFor(() => expect(textOf(element, ".feedback")).toContain("tager ikke imod"));
  expect(element.shadowRoot?.querySelector(".choice, .comment")).toBeNull();
  respond = () => json(ANSWERED);
  askIn(element, "Igen?");
  await vi.waitFor(() => expect(textOf(element, "h3")).toBe("Igen?"));
  expect(element.shadowRoot?.querySelector(".feedback")).toBeNull();
});

test("several sections stand under their headings, one does without", async () => {
  const [first, second] = ANSWERED.citations;
  respond = () => json({ ...ANSWERED, citations: [{ ...first, section: ["Nutid", "Tid"] }, second] });
  const element = add();
  askIn(element, "Hvad?");
  await vi.waitFor(() => find(element, ".answer"));
  const headings = [...(element.shadowRoot?.querySelectorAll(".answer h4") ?? [])];
  expect(headings.map((heading) => heading.textContent)).toEqual(["Ledelse", "Tid"]);
});

test("of several documents each quote names its own, in the text and among the sources", async () => {
  const [first, second] = ANSWERED.citations;
  respond = () => json({ ...ANSWERED, citations: [{ ...first, document_title: "Planen" }, second] });
  const element = add();
  askIn(element, "Hvad?");
  const opener = await vi.waitFor(() => find(element, ".source:nth-child(2) .opener"));
  const headings = [...(element.shadowRoot?.querySelectorAll(".answer h4") ?? [])];
  expect(headings.map((heading) => heading.textContent)).toEqual(["Whitepaper: Ledelse", "Planen: Ledelse"]);
  expect(opener.textContent).toContain("Kilde 2, Planen, side 9");
  expect(find(element, ".answer li .citation").getAttribute("aria-label")).toBe("Kilde 2, Planen, side 9");
  expect(element.shadowRoot?.querySelector(".sources .title")).toBeNull();
});

test("what the server says of a partial answer is shown", async () => {
  respond = () => json({ ...ANSWERED, coverage: "partial", notice: "Kun noget af det." });
  const element = add();
  askIn(element, "Hvad?");
  await vi.waitFor(() => expect(textOf(element, ".note")).toBe("Kun noget af det."));
});

test("the floating form is a button that opens and closes a dialog", () => {
  const element = add({ variant: "floating", heading: "Spørg os" });
  expect(textOf(element, ".launcher")).toBe("Spørg os");
  const dialog = find<HTMLDialogElement>(element, "dialog");
  expect(dialog.open).toBe(false);
  find(element, ".launcher").click();
  expect(dialog.open).toBe(true);
  expect(element.shadowRoot?.activeElement).toBe(find(element, "textarea"));
  element.setAttribute("lang", "en");
  expect(find<HTMLDialogElement>(element, "dialog").open).toBe(true);
  expect(find(element, ".close").getAttribute("aria-label")).toBe("Close");
  find(element, ".close").click();
  expect(find<HTMLDialogElement>(element, "dialog").open).toBe(false);
});

function pipe() {
  let controller: ReadableStreamDefaultController<Uint8Array>;
  const body = new ReadableStream<Uint8Array>({ start: (given) => void (controller = given) });
  const encoder = new TextEncoder();
  return {
    body,
    send: (name: string, data: unknown) =>
      controller.enqueue(encoder.encode(`event: ${name}\r\ndata: ${JSON.stringify(data)}\r\n\r\n`)),
    end: () => controller.close(),
  };
}

function hang(call: Call): Promise<Response> {
  return new Promise((_, reject) => {
    call.init.signal?.addEventListener("abort", () => reject(new DOMException("Aborted", "AbortError")));
  });
}

test("before it knows what is quoted nothing it says is about one document, or about many", () => {
  for (const [language, word] of [["da", /dokument/i], ["en", /document/i]] as const) {
    const { open, ...said } = TEXTS[language]; // a citation stands in one
    const words = Object.values(said).map((text) => (typeof text === "function" ? "" : text));
    expect(words.filter((text) => word.test(text))).toEqual([]);
    expect(open("8")).toMatch(word);
  }
});
