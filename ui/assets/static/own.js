// A reader in a group gets the parts of the page that name documents once more, for her alone: they replace all's own.
import { $ } from "./manners.js";

const PARTS = ["header.masthead", ".welcome", ".ask-notes", "#source", "#where"];

/** Put her parts in as soon as Gradio has set the page's; tells whether the page is as she may see it. */
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
