// The parts that name documents come with each request, from the index in use: they fill the places that Gradio laid out.
import { $ } from "./manners.js";

const PARTS = ["header.masthead", ".welcome", ".ask-notes", "#source", "#where"];

/** Put the parts in as soon as Gradio has laid out the page; tells whether they are in. */
export function bringOwn() {
  const own = $("#own-parts");
  if (!own) return true;
  if (!PARTS.every($)) return false;
  const part = (selector) => document.importNode(own.content.querySelector(selector), true);
  own.remove(); // first: each replacement is told of here again
  document.title = own.dataset.title;
  for (const selector of PARTS) $(selector).replaceWith(part(selector));
  return true;
}
