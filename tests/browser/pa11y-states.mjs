// Brings the page into each state with pa11y's own actions, and writes what pa11y objects to as JSON.
// node pa11y-states.mjs ADDRESS STATES.json, with the path of Chromium in CHROMIUM.
import { readFile } from "node:fs/promises";
import pa11y from "pa11y";
import { launch } from "puppeteer";

const [address, states] = [process.argv[2], JSON.parse(await readFile(process.argv[3], "utf8"))];
// Reduced motion: what still scrolls would move away from under a click.
const args = ["--no-sandbox", "--force-prefers-reduced-motion"];
const browser = await launch({ executablePath: process.env.CHROMIUM, args });
const found = {};
try {
  for (const { name, path, actions } of states) {
    const { issues } = await pa11y(address + path, {
      browser,
      actions,
      standard: "WCAG2AA",
      runners: ["htmlcs", "axe"],
      timeout: 60_000,
      hideElements: ".words", // a printed page's words are unseen over its picture: WCAG asks no contrast of them
      viewport: { width: 1360, height: 1400 }, // pa11y clicks where the middle of a button is, seen or not
    }).catch((error) => {
      throw new Error(`The page did not come into the state «${name}».`, { cause: error });
    });
    found[name] = issues.map(({ code, selector, context }) => `${code} at ${selector}: ${context}`);
  }
} finally {
  await browser.close();
}
process.stdout.write(JSON.stringify(found));
