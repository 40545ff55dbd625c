// The only way that a node is made here. Data becomes text, never markup, so there is nothing to escape.

type Child = Node | string | null;

export function node<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  attributes: Readonly<Record<string, string>> = {},
  ...children: readonly Child[]
): HTMLElementTagNameMap[Tag] {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.append(...children.filter((child): child is Node | string => child !== null));
  return element;
}

export function button(text: string, kind: string, onClick: () => void): HTMLButtonElement {
  const element = node("button", { type: "button", class: kind }, text);
  element.addEventListener("click", onClick);
  return element;
}
