// What the browser flows share: a browser, a signed-in page that reports every error, accessibility checks, pictures.
import { existsSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { extname, join } from "node:path";
import { chromium } from "playwright-core";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const types = { ".js": "text/javascript", ".css": "text/css", ".svg": "image/svg+xml", ".html": "text/html" };

/**
 * Opens a browser, signs in by the one-time link (or, given the server's address alone, with an account of its own), and runs the flow with what it needs; fails on console errors, page errors, requests
 * to other hosts, refusals of the content policy and expectations that do not hold.
 *
 *   CHROMIUM   the browser (default /usr/bin/chromium)
 *   CLENS_COOKIES  a file that keeps the session between flows, so that one link serves them all
 *   CLENS_DIST     serve the page from web/dist (with the server's policy) and only the API from the server
 */
export async function inBrowser(name, flow, tolerated = /status of 401/) {
  const link = process.argv[2];
  const origin = new URL(link).origin;
  const problems = [];
  const cookies = process.env.CLENS_COOKIES;
  const context = await chromium.launchPersistentContext(mkdtempSync(join(tmpdir(), "clens-browser-")), {
    executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
    headless: true,
    viewport: { width: 1280, height: 800 },
    locale: "en-GB",
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
  const expect = (held, what) => {
    if (!held) problems.push(`not so: ${what}`);
  };
  try {
    if (cookies && existsSync(cookies)) await context.addCookies(JSON.parse(readFileSync(cookies, "utf8")));
    if (process.env.CLENS_DIST) await serveDist(context, origin);
    const page = context.pages()[0] ?? (await context.newPage());
    page.setDefaultTimeout(20_000);
    page.on(
      "console",
      (message) => message.type() === "error" && problems.push(`console: ${message.text()}`),
    );
    page.on("pageerror", (error) => problems.push(`page error: ${error.stack ?? error.message}`));
    page.on("request", (request) => {
      if (!request.url().startsWith(origin) && !/^(data|blob):/.test(request.url()))
        problems.push(`outside request: ${request.url()}`);
    });
    await signIn(page, link);
    await flow({ page, origin, context, expect, look: (view) => look(page, view, problems) });
  } catch (error) {
    problems.push(String(error.stack ?? error));
    const page = context.pages()[0];
    if (page && process.env.CLENS_SHOTS)
      await page.screenshot({ path: join(process.env.CLENS_SHOTS, `${name}-broken.png`) });
  } finally {
    if (cookies) writeFileSync(cookies, JSON.stringify(await context.cookies()), { mode: 0o600 });
    await context.close();
  }
  // A page without a session asks for one and is told 401; the browser reports that as an error of its own.
  const real = problems.filter((line) => !/status of 401/.test(line) && !tolerated.test(line));
  if (real.length > 0) {
    console.error(`${name}:\n  ${real.join("\n  ")}`);
    process.exit(1);
  }
  console.log(`${name}: as it should be`);
}

async function signIn(page, link) {
  const origin = new URL(link).origin;
  await page.goto(`${origin}/runs`);
  const runs = page.getByRole("heading", { name: "Runs" });
  const form = page.getByRole("heading", { name: "Sign in" });
  await runs.or(form).first().waitFor();
  if (!(await form.isVisible())) return;
  if (link.includes("token=")) {
    await page.goto(link);
  } else {
    await page.getByRole("button", { name: "No account yet? Create one" }).click();
    await page.getByLabel("E-mail").fill(`flow-${Date.now()}@example.org`);
    await page.getByLabel("Password").fill(`flow ${Math.random()} ${Date.now()}`);
    await page.getByRole("button", { name: "Create account" }).click();
  }
  await page
    .getByRole("heading", { name: /^Hello/ })
    .or(runs)
    .first()
    .waitFor();
  await page.goto(`${origin}/runs`);
  await runs.waitFor();
}

/** Checks a view for accessibility in both themes, and keeps its picture where CLENS_SHOTS says. */
async function look(page, name, problems) {
  const shots = process.env.CLENS_SHOTS;
  for (const colorScheme of ["light", "dark"]) {
    await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
    // The source goes in through the debugger, so the page's own policy can stay strict.
    await page.evaluate(axe);
    const violations = await page.evaluate(async () =>
      (await window.axe.run()).violations.map(
        (v) =>
          `${v.id}: ${v.nodes
            .slice(0, 3)
            .map((n) => `${n.target} ${n.failureSummary.replace(/\s+/g, " ")}`)
            .join(" | ")}`,
      ),
    );
    for (const line of violations) problems.push(`${name} ${colorScheme}: ${line}`);
    if (shots) {
      mkdirSync(shots, { recursive: true });
      await page.screenshot({ path: join(shots, `${name}${colorScheme === "dark" ? "-dark" : ""}.png`) });
    }
  }
  await page.emulateMedia({ colorScheme: "light" });
}

async function serveDist(context, origin) {
  const policy = [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'self'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
    "object-src 'none'",
    "require-trusted-types-for 'script'",
  ].join("; ");
  await context.route(
    (url) => url.origin === origin && !/^\/(rest|auth|v1|health)\//.test(url.pathname),
    (route) => {
      const path = new URL(route.request().url()).pathname;
      const file = join(new URL("../dist", import.meta.url).pathname, path);
      const found = path !== "/" && existsSync(file);
      return route.fulfill({
        status: 200,
        contentType: types[found ? extname(path) : ".html"] ?? "application/octet-stream",
        headers: { "Content-Security-Policy": policy },
        body: readFileSync(found ? file : new URL("../dist/index.html", import.meta.url)),
      });
    },
  );
}

/** True when the page is no wider than the window. */
export const fits = (page) => page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth);

/** Calls the data API as the person who is signed in on the page. */
export const api = (page, name, args = {}) =>
  page.evaluate(
    async ([name, args]) => {
      const session = await (
        await fetch("/v1/session/refresh", { method: "POST", headers: { "X-Clens": "1" } })
      ).json();
      const answer = await fetch(`/rest/v1/rpc/${name}`, {
        method: "POST",
        headers: { "Content-Type": "application/json", Authorization: `Bearer ${session.access_token}` },
        body: JSON.stringify(args),
      });
      const text = await answer.text();
      return text ? JSON.parse(text) : null;
    },
    [name, args],
  );
