// The form that takes no room in the page: a button in its corner, and a dialog. The browser's own dialog keeps focus
// inside, closes on Escape and lies above whatever z-index the page has thought of.
import type { Texts } from "../texts";
import { button, node } from "./dom";
import { mark } from "./mark";

export interface Floating {
  readonly elements: readonly HTMLElement[];
  readonly isOpen: () => boolean;
  readonly setOpen: (open: boolean) => void;
}

export function renderFloating(box: HTMLElement, label: string, texts: Texts): Floating {
  const launcher = button("", "launcher", () => setOpen(true));
  launcher.append(mark(), node("span", { class: "label" }, label));
  launcher.setAttribute("aria-haspopup", "dialog");
  const close = button("", "close", () => setOpen(false));
  close.append(node("span", { "aria-hidden": "true" }, "×"));
  close.setAttribute("aria-label", texts.close);
  box.firstElementChild?.append(close);
  const dialog = node("dialog", { "aria-labelledby": "heading" }, box);
  // A press on the dialog itself is one beside the box: on its backdrop.
  dialog.addEventListener("click", (event) => {
    if (event.target === dialog) setOpen(false);
  });

  function setOpen(open: boolean): void {
    if (open === dialog.open) return;
    if (!open) {
      dialog.close();
      return;
    }
    // Where closing leads back to; not every browser focuses a button that is clicked.
    launcher.focus();
    dialog.showModal();
    box.querySelector<HTMLElement>("textarea")?.focus();
  }
  return { elements: [launcher, dialog], isOpen: () => dialog.open, setOpen };
}
