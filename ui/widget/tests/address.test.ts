import { expect, test } from "vitest";
import { resolveLink, serverOfAttribute } from "../src/address";

const atRoot = new URL("https://svar.example.dk/");
const underPath = new URL("https://example.dk/svar/");

test("a rooted path belongs to the server, also under a sub-path", () => {
  expect(resolveLink("/api/v1/x#page=8", atRoot)).toBe("https://svar.example.dk/api/v1/x#page=8");
  expect(resolveLink("/api/v1/x", underPath)).toBe("https://example.dk/svar/api/v1/x");
  expect(resolveLink("/svar/api/v1/x", underPath)).toBe("https://example.dk/svar/api/v1/x");
  expect(resolveLink("api/v1/x", underPath)).toBe("https://example.dk/svar/api/v1/x");
});

test("only web addresses become links", () => {
  expect(resolveLink("https://andet.dk/a.pdf", atRoot)).toBe("https://andet.dk/a.pdf");
  expect(resolveLink("javascript:alert(1)", atRoot)).toBeNull();
  expect(resolveLink("data:text/html,x", atRoot)).toBeNull();
  expect(resolveLink("https://[", atRoot)).toBeNull();
  expect(resolveLink(null, atRoot)).toBeNull();
});

test("the server attribute is a base with or without its last slash", () => {
  expect(serverOfAttribute("https://example.dk/svar")?.href).toBe("https://example.dk/svar/");
  expect(serverOfAttribute("https://example.dk/svar//")?.href).toBe("https://example.dk/svar/");
  expect(serverOfAttribute("javascript:alert(1)")).toBeNull();
});
