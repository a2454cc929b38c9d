// Walks through the first minute in a real browser: signs in by the one-time link, opens a run while it is still going,
// watches its steps change, reads a value's origin, signs out. `--shots DIR` keeps pictures of what it saw.
import { mkdirSync, mkdtempSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { chromium } from "playwright-core";

const [link, runId] = process.argv.slice(2);
const shots = process.argv.includes("--shots") ? process.argv[process.argv.indexOf("--shots") + 1] : null;
const origin = new URL(link).origin;
const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const problems = [];

const context = await chromium.launchPersistentContext(mkdtempSync(join(tmpdir(), "clens-browser-")), {
  executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
  headless: true,
  viewport: { width: 1280, height: 800 },
  args: [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
  ],
});
try {
  const page = context.pages()[0] ?? (await context.newPage());
  page.on("console", (message) => message.type() === "error" && problems.push(`console: ${message.text()}`));
  page.on("pageerror", (error) => problems.push(`page error: ${error.message}`));
  page.on("request", (request) => {
    if (!request.url().startsWith(origin) && !request.url().startsWith("data:"))
      problems.push(`outside request: ${request.url()}`);
  });

  await page.goto(link);
  await page.getByRole("button", { name: "Run the sample team" }).waitFor();
  expect(new URL(page.url()).pathname === "/", "the link leads to the first page");
  expect(
    (await page.evaluate(() => Object.keys(localStorage).length)) === 0,
    "nothing is kept in localStorage",
  );

  await page.goto(`${origin}/runs/${runId}`);
  await page.locator('[data-node="brief"]').waitFor();
  const seen = new Set();
  const brief = page.locator('[data-node="brief"] [data-status]');
  while ((await brief.getAttribute("data-status")) !== "completed") {
    seen.add(await brief.getAttribute("data-status"));
    await page.waitForFunction(
      (before) => document.querySelector('[data-node="brief"] [data-status]')?.dataset.status !== before,
      await brief.getAttribute("data-status"),
      { timeout: 60_000 },
    );
  }
  expect(seen.size > 0, "the last step was seen before it was completed");
  await page.locator('h1 + [data-status="completed"]').waitFor({ timeout: 10_000 });
  await page.locator('[data-node="brief"]').click();
  await page.getByText("Where its inputs came from").waitFor();
  expect(await page.getByText("headline ← headline").isVisible(), "an input names the step it came from");
  await look(page, "run");
  await page.getByRole("link", { name: "All runs" }).click();
  await page.getByRole("link", { name: "Reading brief" }).first().waitFor();
  await look(page, "runs");

  await page.setViewportSize({ width: 360, height: 740 });
  await look(page, "runs-narrow");
  expect(
    await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth),
    "the list of runs fits a phone",
  );
  await page.setViewportSize({ width: 1280, height: 800 });

  await page.getByRole("button", { name: "Sign out" }).click();
  await page.getByRole("heading", { name: "Sign in" }).waitFor();
  await look(page, "sign-in");
  await page.goto(`${origin}/runs`);
  await page.getByRole("heading", { name: "Sign in" }).waitFor();
} finally {
  await context.close();
}
// A page without a session asks for one and is told 401; the browser reports that as an error of its own.
const real = problems.filter((line) => !/status of 401/.test(line));
if (real.length > 0) {
  console.error(real.join("\n"));
  process.exit(1);
}
console.log("first run in the browser: as it should be");

function expect(held, what) {
  if (!held) problems.push(`not so: ${what}`);
}

/** Checks a view for accessibility in both themes, and keeps its picture. */
async function look(page, name) {
  for (const colorScheme of ["light", "dark"]) {
    await page.emulateMedia({ colorScheme });
    // The source goes in through the debugger, so the page's own policy can stay strict.
    await page.evaluate(axe);
    const violations = await page.evaluate(async () =>
      (await window.axe.run()).violations.map((v) => `${v.id}: ${v.nodes.map((n) => n.target).join(" ")}`),
    );
    for (const line of violations) problems.push(`${name} ${colorScheme}: ${line}`);
    if (shots) {
      mkdirSync(shots, { recursive: true });
      await page.screenshot({ path: join(shots, `${name}${colorScheme === "dark" ? "-dark" : ""}.png`) });
    }
  }
  await page.emulateMedia({ colorScheme: "light" });
}
