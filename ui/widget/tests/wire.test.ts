import { expect, test } from "vitest";
import { MalformedAnswer, readAnswer } from "../src/wire";
import { ANSWERED, REFUSED } from "./samples";

test("numbers that lead nowhere or stand twice are dropped, and sources come in order", () => {
  const answer = readAnswer(ANSWERED);
  expect(answer.parts[2]?.citations).toEqual([2]);
  expect(answer.citations.map((citation) => citation.number)).toEqual([1, 2]);
});

test("an answer read twice is the same, so that it can be stored", () => {
  for (const sample of [ANSWERED, REFUSED]) {
    const once = readAnswer(sample);
    expect(readAnswer(JSON.parse(JSON.stringify(once)))).toEqual(once);
  }
});

test("what is no answer is refused rather than half shown", () => {
  const broken = [null, "x", {}, { answered: true }, { ...ANSWERED, citations: [] }, { ...REFUSED, answer: "" }];
  for (const value of broken) expect(() => readAnswer(value)).toThrow(MalformedAnswer);
});

test("a document without pages has none", () => {
  const answer = readAnswer({ ...REFUSED, nearest: [{ passage: { text: "x", page: null, page_label: null } }] });
  expect(answer.nearest[0]?.passage).toMatchObject({ page: null, page_label: null, section: [], url: null });
});
