// What people do with schedules, keys and tools against the real server: fires with their notes, catching up, a key tested and rotated, a tool tried.
import { api, inBrowser } from "./lib.mjs";

await inBrowser(
  "everyday",
  async ({ page, origin, expect, look }) => {
    const stamp = String(Date.now()).slice(-8);
    await page.goto(`${origin}/`);
    await api(page, "fn_load_sample_space").catch(() => null);

    // A schedule whose fires the server computes, and what it missed.
    await page.goto(`${origin}/schedules`);
    await page.locator("[data-schedule]").first().waitFor();
    await page.keyboard.press("n");
    const dialog = page.getByRole("dialog");
    await dialog.getByLabel("Workflow").selectOption({ label: "Sample: linear brief" });
    await dialog.getByLabel("Time zone").fill("Europe/Berlin");
    await dialog.getByLabel("Cron expression").fill("30 2 28 3 *");
    await page.waitForFunction(() => document.querySelectorAll("[data-fire]").length === 10);
    // 28 March is the Sunday on which clocks there change in two years of ten at least.
    await dialog.getByText("02:30 does not exist on").first().waitFor();
    expect(await dialog.getByText("+02:00").first().isVisible(), "a fire says its offset");
    await look("everyday-fires");
    await dialog.getByLabel("Cron expression").fill("0 */6 * * *");
    await dialog.getByLabel("topic *").fill("trains");
    await dialog.getByLabel("notes *").fill("none");
    await dialog.getByLabel("Description (optional)").fill(`catch up ${stamp}`);
    await dialog.getByRole("button", { name: "Save" }).click();
    await dialog.waitFor({ state: "detached" });
    const card = page.locator("[data-schedule]", { hasText: "0 */6 * * *" }).first();
    await card.getByRole("button", { name: "More actions" }).click();
    await page.getByRole("menuitem", { name: "Catch up…" }).click();
    await page.getByRole("button", { name: "Show what would run" }).click();
    await page.getByRole("list", { name: "What would run" }).waitFor();
    const missed = await page.getByRole("list", { name: "What would run" }).locator("li").count();
    expect(missed >= 3 && missed <= 5, `a day has four of them, and these were ${missed}`);
    await look("everyday-backfill");
    await page.getByRole("button", { name: /^Run \d now/ }).click();
    await page.getByRole("dialog").waitFor({ state: "detached" });
    await page.waitForFunction(
      ([text, least]) =>
        [...document.querySelectorAll("[data-schedule]")].some(
          (one) => one.textContent.includes(text) && one.querySelectorAll("li").length >= least,
        ),
      ["0 */6 * * *", missed],
    );
    await card.getByRole("button", { name: "More actions" }).click();
    await page.getByRole("menuitem", { name: "Catch up…" }).click();
    await page.getByRole("button", { name: "Show what would run" }).click();
    await page.getByText("Nothing was missed since then").waitFor();
    await page.keyboard.press("Escape");

    // A key that its provider does not know, and the one that takes its place.
    await page.goto(`${origin}/keys`);
    await page.getByText("No key yet").or(page.locator("[data-key]")).first().waitFor();
    await page.keyboard.press("n");
    await page.getByRole("dialog").getByLabel("Provider").selectOption({ label: "OpenAI" });
    await page.getByLabel("Key", { exact: true }).fill(`sk-everyday-${stamp}-wxyz`);
    await page.getByRole("button", { name: "Store" }).click();
    const key = page.locator('[data-key="wxyz"]');
    await key.getByRole("button", { name: "Test" }).click();
    await key.getByRole("status").or(key.getByRole("alert")).first().waitFor({ timeout: 60_000 });
    await look("everyday-key");
    await key.getByRole("button", { name: "Replace" }).click();
    await page.getByRole("dialog").getByLabel("Key", { exact: true }).fill(`sk-everyday-${stamp}-mnop`);
    await page.getByRole("dialog").getByRole("button", { name: "Store" }).click();
    await page.locator('[data-key="mnop"]').getByText("Active").waitFor();
    expect(
      (await page.locator("[data-key]").getByRole("status").count()) === 0,
      "what was said of the old key is not said of the new one",
    );
    expect(!(await page.content()).includes(`sk-everyday-${stamp}`), "no key is on the page");

    // A tool tried within a run of the sample team that waits for a person.
    await page.goto(`${origin}/`);
    await page.getByRole("button", { name: "Run the sample team" }).click();
    await page.locator('[data-asks="node"]').waitFor();
    await page.goto(`${origin}/tools`);
    await page.getByRole("table").waitFor();
    const clock = page.getByRole("row", { name: /Clock/ });
    await clock.getByRole("button", { name: "Try" }).click();
    await page.getByLabel("zone").fill("Europe/Berlin");
    await page.getByRole("button", { name: "Call it" }).click();
    const said = page.locator("[data-invocation]");
    await said.getByText("Completed").waitFor();
    await said.getByText(/"zone": "Europe\/Berlin"/).waitFor();
    await look("everyday-try");
    await page.keyboard.press("Escape");

    // One that writes outside is not sent before somebody allowed it.
    const post = page.getByRole("row", { name: /Post/ });
    await post.getByRole("button", { name: "Try" }).click();
    await page.getByLabel("text").fill("The ferry sails at six.");
    await page.getByRole("button", { name: "Call it" }).click();
    await page.locator("[data-invocation]").getByRole("link").click();

    // Such calls are approved in advance, for a time, and the list says for what.
    await page.getByRole("button", { name: "Approve in advance…" }).click();
    await page.getByRole("dialog").getByLabel("For how long").selectOption({ label: "for 24 hours" });
    await look("everyday-standing");
    await page.getByRole("dialog").getByRole("button", { name: "Approve this and such calls" }).click();
    await page
      .locator("main")
      .getByText(/^Approved/)
      .waitFor();
    await page.goto(`${origin}/approvals?view=standing`);
    await page.getByRole("row", { name: /Post · text = The ferry sails at six\./ }).waitFor();
    await look("everyday-standing-list");
    await page.goto(`${origin}/tools`);

    // No MCP server is on this server's list; the dialog says whose list that is.
    await page.getByRole("button", { name: "Import from MCP" }).click();
    await page.getByText(/CLENS_MCP_SERVERS/).waitFor();
    await look("everyday-mcp");
  },
  /status of (40[0-9]|42[0-9]|50[0-9])/,
);
