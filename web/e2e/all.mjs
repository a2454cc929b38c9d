// Runs flows that make their own data, one after the other: the main ones, or with "full" all of them.
//   node e2e/all.mjs http://127.0.0.1:8080 [full]
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const main = ["shell", "lenses", "workflows", "runs", "onboarding", "control", "questions"];
const more = ["operations", "everyday", "routes", "corpus", "kinds", "canvas", "scheduled", "keyboard"];
// These begin with an account of their own: they say what a newcomer sees, or count what waits.
const alone = new Set(["onboarding", "control", "operations", "everyday", "routes", "corpus", "scheduled"]);

const kept = mkdtempSync(join(tmpdir(), "clens-flows-"));
let red = 0;
for (const flow of process.argv[3] === "full" ? [...main, ...more] : main) {
  const file = new URL(`./${flow}.mjs`, import.meta.url).pathname;
  const cookies = join(kept, alone.has(flow) ? `${flow}.json` : "cookies.json");
  const env = { CLENS_COOKIES: cookies, ...process.env };
  red += spawnSync(process.execPath, [file, process.argv[2]], { stdio: "inherit", env }).status === 0 ? 0 : 1;
}
rmSync(kept, { recursive: true, force: true });
process.exit(red === 0 ? 0 : 1);
