// Measures the built files against the budgets of the web UI, in kB of gzip: what the first page loads, what each route adds, the whole.
import { readdirSync, readFileSync } from "node:fs";
import { gzipSync } from "node:zlib";

const manifest = JSON.parse(readFileSync("dist/.vite/manifest.json", "utf8"));
const kb = (file) => gzipSync(readFileSync(`dist/${file}`)).length / 1000;
const entry = Object.keys(manifest).find((key) => manifest[key].isEntry);

/** All chunks that loading one of them loads, and their style sheets. */
function closure(key, seen = new Set()) {
  if (seen.has(key)) return seen;
  seen.add(key);
  for (const next of manifest[key].imports ?? []) closure(next, seen);
  return seen;
}
const sum = (keys) => [...keys].reduce((total, key) => total + kb(manifest[key].file), 0);
const first = closure(entry);
const added = (...sources) => {
  const keys = new Set(sources.flatMap((source) => [...closure(source)]));
  return sum([...keys].filter((key) => !first.has(key)));
};
const styles = readdirSync("dist/assets").filter((name) => name.endsWith(".css"));
const scripts = readdirSync("dist/assets").filter((name) => name.endsWith(".js"));

const results = [
  ["first load, scripts", sum(first), 220],
  ["first load, styles", (manifest[entry].css ?? []).reduce((total, file) => total + kb(file), 0), 20],
  ["all styles", styles.reduce((total, name) => total + kb(`assets/${name}`), 0), 30],
  ["the whole", scripts.reduce((total, name) => total + kb(`assets/${name}`), 0), 650],
];
const routes = [
  ["src/features/lenses/LensPage.tsx", 150],
  ["src/features/workflows/WorkflowPage.tsx", 120],
  ["src/features/runs/RunPage.tsx", 120 + 40],
];
for (const [source, limit] of routes) if (manifest[source]) results.push([source, added(source), limit]);

let over = false;
for (const [what, used, limit] of results) {
  console.log(`${what}: ${used.toFixed(1)} kB gzip of ${limit}`);
  over ||= used > limit;
}
process.exit(over ? 1 : 0);
