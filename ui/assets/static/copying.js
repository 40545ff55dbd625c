// Copies an answer with its sources, or a link that asks the question again.
import { announce } from "./manners.js";

document.addEventListener("click", async (event) => {
  const control = event.target.closest("[data-copy], [data-link]");
  if (!control) return;
  const { copy, link, copied, failed } = control.dataset;
  const text = copy ? JSON.parse(copy) : new URL(link, document.baseURI).href;
  const said = (await write(text)) ? copied : failed;
  const words = control.dataset.words ?? (control.dataset.words = control.textContent);
  control.textContent = said;
  announce(said);
  setTimeout(() => (control.textContent = words), 2000);
});

async function write(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return writeWithoutLeave(text); // over plain http, as on some intranets, there is no clipboard to write to
  }
}

function writeWithoutLeave(text) {
  const field = document.createElement("textarea");
  const before = document.activeElement;
  field.value = text;
  field.className = "visually-hidden";
  document.body.append(field);
  field.select();
  const done = document.execCommand("copy");
  field.remove();
  before?.focus();
  return done;
}
