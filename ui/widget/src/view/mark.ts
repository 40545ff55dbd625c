// The table seen from above: seven around one.
const SVG = "http://www.w3.org/2000/svg";
const SEATS = [[16, 3.5], [25.8, 8.2], [28.2, 18.8], [21.4, 27.3], [10.6, 27.3], [3.8, 18.8], [6.2, 8.2]] as const;

export function mark(): SVGElement {
  const svg = shape("svg", { viewBox: "0 0 32 32", "aria-hidden": "true", focusable: "false", class: "mark" });
  for (const [cx, cy] of SEATS) svg.append(shape("circle", { cx, cy, r: 2.6, fill: "currentColor" }));
  const table = { cx: 16, cy: 16, r: 6.5, fill: "none", stroke: "currentColor", "stroke-width": 2.8 };
  svg.append(shape("circle", table));
  return svg;
}

function shape(tag: string, attributes: Readonly<Record<string, string | number>>): SVGElement {
  const element = document.createElementNS(SVG, tag) as SVGElement;
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, String(value));
  return element;
}
