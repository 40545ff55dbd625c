import { expect, test } from "vitest";
import { excerptAround } from "../src/excerpt";

test("offsets count characters, not JavaScript's halves of them", () => {
  expect(excerptAround("😀😀 Før. Her. Efter.", "Her.", 8)).toEqual({ before: "😀😀 Før. ", quote: "Her.", after: " Efter." });
});

test("the second of two equal sentences is the one that is marked", () => {
  expect(excerptAround("Ja. Nej. Ja.", "Ja.", 9)).toEqual({ before: "Ja. Nej. ", quote: "Ja.", after: "" });
});

test("a long page is cut between words, and seen to be cut", () => {
  const words = "ord ".repeat(500);
  const around = excerptAround(`${words}Her. ${words}`, "Her.", words.length);
  expect(around?.before.startsWith("…\u00a0ord ord")).toBe(true);
  expect(around?.after.endsWith("ord\u00a0…")).toBe(true);
  expect(around?.before.length).toBeLessThan(330);
});

test("a quote is found where the offset does not lead, and a page without it has none", () => {
  expect(excerptAround("Før. Her.", "Her.", 0)?.before).toBe("Før. ");
  expect(excerptAround("Før. Her.", "Her.", null)?.quote).toBe("Her.");
  expect(excerptAround("Noget andet", "Her.", 0)).toBeNull();
});
