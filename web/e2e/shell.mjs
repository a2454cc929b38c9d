// The shell: palette, keys, theme, languages, an expired session, a lost connection.
import { api, inBrowser } from "./lib.mjs";

await inBrowser(
  "shell",
  async ({ page, origin, context, expect, look }) => {
    await page.keyboard.press("Control+k");
    const box = page.getByRole("combobox", { name: "Jump to or do" });
    await box.fill("> dark");
    await look("palette");
    await page.keyboard.press("Enter");
    expect((await page.locator("html").getAttribute("data-theme")) === "dark", "the palette sets the theme");
    await page.reload();
    await page.getByRole("heading", { name: "Runs" }).waitFor();
    expect((await page.locator("html").getAttribute("data-theme")) === "dark", "the theme is kept");
    await page.keyboard.press("Control+k");
    await box.fill("deutsch");
    await page.keyboard.press("Enter");
    await page.getByRole("heading", { name: "Läufe" }).waitFor();
    await page.getByRole("button", { name: "Sprache" }).click();
    await page.getByRole("menuitemradio", { name: "Türkçe" }).click();
    await page.getByRole("heading", { name: "Çalışmalar" }).waitFor();
    await page.getByRole("button", { name: "Dil" }).click();
    await page.getByRole("menuitemradio", { name: "English" }).click();
    await page.getByRole("heading", { name: "Runs" }).waitFor();
    await page.keyboard.press("?");
    await page.getByRole("heading", { name: "Keyboard shortcuts" }).waitFor();
    await page.keyboard.press("Escape");

    // The session ends while something is typed: it is asked for above the page, and what was typed is still there.
    await page.keyboard.press("g");
    await page.keyboard.press("l");
    await page.getByRole("heading", { name: "Lenses" }).waitFor();
    const cookies = await context.cookies();
    await page.route(/\/(rest|v1)\//, (route) =>
      route.fulfill({ status: 401, contentType: "application/json", body: '{"message":"expired"}' }),
    );
    await page.getByRole("searchbox").fill("half-typed");
    await page.getByRole("heading", { name: "Sign in again" }).waitFor();
    await look("session-ended");
    await page.unroute(/\/(rest|v1)\//);
    expect((await page.getByLabel("Search lenses").inputValue()) === "half-typed", "nothing typed is lost");
    await context.clearCookies();
    await context.addCookies(cookies);

    await page.goto(`${origin}/no/such/page`);
    await page.getByRole("heading", { name: "There is no such page" }).waitFor();
    await look("not-found");

    // A run is found by its workflow's title, by how its id begins, and among the newest.
    await page.goto(`${origin}/workflows`);
    await page.getByRole("heading", { name: "Workflows" }).waitFor();
    const stamp = Date.now();
    const [{ id: workflow }] = await api(page, "fn_create_workflow", { p_title: `Found ${stamp}` });
    await api(page, "fn_upsert_workflow_nodes", {
      p_workflow_id: workflow,
      p_nodes: [{ kind: "transform", label: "say", config: { text: "Hello." } }],
    });
    const run = await api(page, "fn_start_workflow_run", { p_workflow_id: workflow });
    const found = page.getByRole("option", { name: `Found ${stamp}` });
    for (const words of [`!found ${stamp}`, `!${run.slice(0, 23)}`, "!"]) {
      await page.keyboard.press("Control+k");
      await box.fill(words);
      await found.first().waitFor();
      if (words === "!") await look("palette-runs");
      if (words !== "!") await page.keyboard.press("Escape");
    }
    await found.first().click();
    await page.waitForURL(`${origin}/runs/${run}`);

    await page.goto(`${origin}/workflows`);
    await page.getByRole("heading", { name: "Workflows" }).waitFor();
    await page.route(/\/rest\//, (route) => route.abort());
    await page.getByRole("searchbox").fill("x");
    await page.getByText("The server cannot be reached").waitFor({ timeout: 30_000 });
    await page.unroute(/\/rest\//);
    await page.getByRole("button", { name: "Try again" }).click();
    await page.getByText("No workflow by that name").waitFor();
    await page.evaluate(() => localStorage.clear());
  },
  /status of 40[01]|ERR_FAILED/,
);
