// One classic script, since a <script async> tag is all that an editor should have to paste.
import { readFile } from "node:fs/promises";
import { gzipSync } from "node:zlib";
import { build } from "esbuild";

const LIMIT_BYTES = 20_000;
const outfile = new URL("./widget.js", import.meta.url).pathname;

await build({
  entryPoints: [new URL("./src/index.ts", import.meta.url).pathname],
  outfile,
  bundle: true,
  format: "iife",
  target: "es2020",
  minify: true,
  sourcemap: false,
  // A page in another encoding than UTF-8 must not garble the Danish letters.
  charset: "ascii",
  legalComments: "none",
});

const gzipped = gzipSync(await readFile(outfile), { level: 9 }).length;
console.log(`widget.js: ${gzipped} bytes gzipped (limit ${LIMIT_BYTES})`);
if (gzipped >= LIMIT_BYTES) {
  console.error("widget.js is over its limit: take something out before you commit it.");
  process.exitCode = 1;
}
