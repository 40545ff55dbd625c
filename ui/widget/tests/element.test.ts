import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { RundbordAnswer } from "../src/element";
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
  expect(textOf(element, ".answer > p")).toBe("Det gælder ledelse. Og det gælder tid.[1]");
  expect(textOf(element, ".answer li")).toBe("<b>Klare mål</b>[2]");
  expect(find(element, ".citation").getAttribute("aria-label")).toBe("Kilde 1, side 8");
  const link = find<HTMLAnchorElement>(element, ".source a");
  expect(link.href).toBe("https://svar.example.dk/api/v1/documents/w/file#page=8");
  expect(link.textContent).toBe("Se side 8 i dokumentet (åbner i ny fane)");
  expect(textOf(element, "[role=status]")).toBe("Svaret er klar med 2 kilder.");
  expect(find<HTMLTextAreaElement>(element, "textarea").value).toBe("");
  find(element, ".citation").click();
  expect(element.shadowRoot?.activeElement).toBe(find(element, ".source.current"));
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
  expect(textOf(element, "[role=status]")).toBe("Leder i dokumentet …");
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
  expect(find(element, ".frame").lang).toBe("en");
  expect(find<HTMLTextAreaElement>(element, "textarea").value).toBe("halvt skrevet");
});

function hang(call: Call): Promise<Response> {
  return new Promise((_, reject) => {
    call.init.signal?.addEventListener("abort", () => reject(new DOMException("Aborted", "AbortError")));
  });
}
