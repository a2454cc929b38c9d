// Measures the built files against the budgets of the web UI: kB of gzip for the first load.
import { readdirSync, readFileSync } from "node:fs";
import { gzipSync } from "node:zlib";

const budgets = { js: 220, css: 20 };
const size = (ending) =>
  readdirSync("dist/assets")
    .filter((name) => name.endsWith(ending))
    .reduce((sum, name) => sum + gzipSync(readFileSync(`dist/assets/${name}`)).length, 0) / 1000;

let over = false;
for (const [kind, limit] of Object.entries(budgets)) {
  const used = size(`.${kind}`);
  console.log(`${kind}: ${used.toFixed(1)} kB gzip of ${limit}`);
  over ||= used === 0 || used > limit;
}
process.exit(over ? 1 : 0);
