// Fails where the lock file misses a platform package: `npm install` would pass and `npm ci` on another machine would not.
import { readFileSync } from "node:fs";

const { packages } = JSON.parse(readFileSync("package-lock.json", "utf8"));
const missing = Object.entries(packages).flatMap(([path, entry]) =>
  Object.keys(entry.optionalDependencies ?? {})
    .filter((name) => !packages[`${path}/node_modules/${name}`] && !packages[`node_modules/${name}`])
    .map((name) => `${name} (wanted by ${path || "the project"})`),
);
const named = Object.values(packages).filter((entry) => entry.resolved?.startsWith("http")).length;
if (missing.length > 0 || named > 0) {
  console.error(
    `package-lock.json: ${named} download addresses, ${missing.length} missing platform packages`,
  );
  for (const line of missing) console.error(`  ${line}`);
  process.exit(1);
}
