// What runs by itself and what it costs: a schedule built three ways, memory with its access log, tools, models, keys, cost, audit, feed.
import { api, fits, inBrowser } from "./lib.mjs";

await inBrowser(
  "operations",
  async ({ page, origin, expect, look }) => {
    const stamp = String(Date.now()).slice(-8);
    await page.goto(`${origin}/`);
    await api(page, "fn_load_sample_space").catch(() => null);

    // Schedules.
    await page.goto(`${origin}/schedules`);
    await page.locator("[data-schedule]").first().waitFor();
    await look("schedules");
    await page.keyboard.press("n");
    const dialog = page.getByRole("dialog");
    await dialog.getByLabel("Workflow").selectOption({ label: "Sample: linear brief" });
    const expression = dialog.getByLabel("Cron expression");
    await dialog.getByLabel("When").selectOption({ label: "Every few minutes" });
    expect((await expression.inputValue()) === "*/15 * * * *", "the builder writes the expression");
    await page.waitForFunction(() =>
      /15 minutes/.test(document.querySelector("[data-sentence]")?.textContent),
    );
    await expression.fill("30 6 * * sat,sun");
    expect((await dialog.getByLabel("When").inputValue()) === "week", "the expression sets the builder");
    expect((await dialog.getByLabel("At", { exact: true }).inputValue()) === "06:30", "and its time");
    await dialog.getByLabel("Mon").check();
    expect((await expression.inputValue()) === "30 6 * * sun,mon,sat", "days are the expression's");
    await expression.fill("0 9 13 * fri");
    await dialog.getByText("it fires on either").waitFor();
    // Ten fires with a note of the server, in three zones; then whatever this server says itself.
    await page.route("**/rpc/fn_preview_schedule_fires", (route) =>
      route.fulfill({
        status: 200,
        contentType: "application/json",
        body: JSON.stringify(
          Array.from({ length: 10 }, (_, at) => ({
            fire_at: `2027-03-${String(20 + at).padStart(2, "0")}T01:30:00Z`,
            local_time: `2027-03-${20 + at} 02:30`,
            note: at === 8 ? "02:30 does not exist that day: it runs at 03:30" : null,
          })),
        ),
      }),
    );
    await dialog.getByLabel("Time zone").fill("Europe/Paris");
    await page.waitForFunction(() => document.querySelectorAll("[data-fire]").length === 10);
    await dialog.getByText("does not exist that day").waitFor();
    expect(await dialog.getByText("There (Europe/Paris)").isVisible(), "the schedule's own zone is named");
    expect(await dialog.getByRole("columnheader", { name: "UTC" }).isVisible(), "UTC stands beside it");
    await look("schedule-fires");
    await page.unroute("**/rpc/fn_preview_schedule_fires");
    await dialog.getByLabel("Time zone").fill("Europe/Berlin");
    await page.waitForFunction(
      () =>
        document.querySelectorAll("[data-fire]").length === 10 ||
        document.body.textContent.includes("does not compute fires"),
    );
    await expression.fill("61 9 * * *");
    await dialog.getByRole("alert").or(dialog.getByText("does not compute fires")).first().waitFor();
    await expression.fill("30 2 * * *");
    await dialog.getByLabel("topic *").fill("trains");
    await dialog.getByLabel("notes *").fill("none");
    await dialog.getByLabel("Description (optional)").fill(`flow ${stamp}`);
    await look("schedule-edit");
    await dialog.getByRole("button", { name: "Save" }).click();
    await dialog.waitFor({ state: "detached" });
    const card = page.locator("[data-schedule]", { hasText: "30 2 * * *" }).first();
    await card.waitFor();
    await card.getByRole("button", { name: "Run now" }).click();
    await page.getByText("Started.").waitFor();
    await card.getByRole("list", { name: /Last runs/ }).waitFor();
    await card.getByRole("button", { name: "Pause" }).click();
    await card.getByText("Paused").waitFor();
    await card.getByRole("button", { name: "Resume" }).click();
    await card.getByRole("button", { name: "More actions" }).click();
    await page.getByRole("menuitem", { name: "Catch up…" }).click();
    await page.getByRole("button", { name: "Show what would run" }).click();
    await page
      .getByText("Nothing was missed since then")
      .or(page.getByRole("list", { name: "What would run" }))
      .or(page.getByRole("dialog").getByRole("alert"))
      .first()
      .waitFor();
    await look("schedule-backfill");
    await page.keyboard.press("Escape");
    await card.getByRole("button", { name: "More actions" }).click();
    await page.getByRole("menuitem", { name: "Delete schedule" }).click();
    await page.getByRole("dialog").getByRole("button", { name: "Delete schedule" }).click();
    await card.waitFor({ state: "detached" });

    // Memory: write, search, read the log, redact.
    await page.goto(`${origin}/memory`);
    await page.locator("[data-memory]").first().waitFor();
    await look("memory");
    await page.keyboard.press("n");
    await page.getByRole("dialog").getByLabel("What it says").fill(`The heron of ${stamp} nests here.`);
    await page.getByRole("dialog").getByRole("button", { name: "Save" }).click();
    await page.getByRole("dialog").waitFor({ state: "detached" });
    await page.getByText(`The heron of ${stamp}`).waitFor();
    await page.getByLabel("Search memory").fill("heron");
    await page.waitForFunction(() => document.querySelectorAll("[data-memory]").length === 1);
    await page.getByText(`The heron of ${stamp}`).click();
    await page.getByRole("tab", { name: "Who read it" }).click();
    await page.locator("[data-access-log] li").nth(1).waitFor();
    expect(
      await page.locator("[data-access-log]").getByText("Written").isVisible(),
      "the log begins with the write",
    );
    await look("memory-access");
    await page.getByRole("tab", { name: "Redact" }).click();
    await page.getByLabel("Reason").fill("a secret bird");
    await page.getByRole("button", { name: "Redact for good" }).click();
    await page.getByText("Nothing by these words").waitFor();
    await page.getByLabel("Search memory").fill("");
    await page.getByLabel("with redacted").check();
    await page.locator('[data-memory="redacted"]').first().waitFor();
    expect(!(await page.locator("main").innerText()).includes("heron"), "what was redacted is gone");

    // Tools: registry, one of one's own, use.
    await page.goto(`${origin}/tools`);
    await page.getByRole("table").waitFor();
    await look("tools");
    await page.keyboard.press("n");
    const tool = page.getByRole("dialog");
    await tool.getByLabel("Key name *").fill(`flow.tool_${stamp}`);
    await tool.getByLabel("Name *", { exact: true }).fill("Flow tool");
    await tool.getByLabel(/Reaches outside/).selectOption("read_only");
    await tool.getByLabel("Address").fill("https://example.org/x");
    await tool.getByLabel("Method").selectOption("GET");
    await tool.getByLabel("Input (JSON Schema)").fill('{"type":"object","properties":{"q":{"type":"string"}');
    await tool.getByText(/must be of type/).waitFor();
    await tool
      .getByLabel("Input (JSON Schema)")
      .fill('{"type":"object","required":["q"],"properties":{"q":{"type":"string"}}}');
    await look("tool-edit");
    await tool.getByRole("button", { name: "Register" }).click();
    await page.getByText(`flow.tool_${stamp}`).waitFor();
    await page
      .getByRole("row", { name: /Flow tool/ })
      .first()
      .getByRole("button", { name: "Try" })
      .click();
    await page.getByLabel("q *").fill("herons");
    await look("tool-try");
    await page.keyboard.press("Escape");
    await page.getByRole("tab", { name: /Calls/ }).click();
    await page.getByText("No calls yet").or(page.getByRole("table")).first().waitFor();
    await page.getByRole("tab", { name: "Use" }).click();
    await page.getByLabel("Over").waitFor();
    await look("tools-use");

    // Models and keys.
    await page.goto(`${origin}/catalog`);
    await page.getByRole("table").waitFor();
    const all = await page.locator("tbody tr").count();
    await look("catalog");
    await page.getByLabel("Use", { exact: true }).selectOption({ label: "Ready" });
    await page.waitForFunction((before) => document.querySelectorAll("tbody tr").length < before, all);
    await page.getByLabel("Search models").fill("no such model");
    await page.getByText("No model fits all of this").waitFor();
    await page.goto(`${origin}/keys`);
    await page.getByText("No key yet").waitFor();
    await look("keys-empty");
    await page.keyboard.press("n");
    await page.getByRole("dialog").getByLabel("Provider").selectOption({ label: "OpenAI" });
    const secret = `sk-flow-${stamp}-abcd`;
    await page.getByLabel("Key", { exact: true }).fill(secret);
    await page.getByLabel("Label (optional)").fill("flow");
    await page.getByLabel("Cap in credits (optional)").fill("500");
    await look("key-add");
    await page.getByRole("button", { name: "Store" }).click();
    await page.locator('[data-key="abcd"]').waitFor();
    expect(!(await page.content()).includes(secret), "the key itself is on no page");
    await page.getByText("0 of 500 credits").waitFor();
    await look("keys");
    await page.getByRole("button", { name: "Revoke" }).click();
    await page.getByRole("dialog").getByRole("button", { name: "Revoke" }).click();
    await page.locator('[data-key="abcd"]').getByText("Revoked").waitFor();

    // Cost: every bar leads to its runs.
    await page.goto(`${origin}/cost`);
    await page.getByRole("list", { name: "By workflow" }).waitFor();
    await look("cost");
    for (const by of ["agent", "schedule", "lens", "model", "key"]) {
      await page.getByLabel("By", { exact: true }).selectOption(by);
      await page
        .getByRole("list", { name: `By ${by}` })
        .or(page.getByText("Nothing ran in this time"))
        .first()
        .waitFor();
    }
    const download = page.waitForEvent("download");
    await page.getByLabel("By", { exact: true }).selectOption("workflow");
    await page.getByRole("list", { name: "By workflow" }).waitFor();
    await page.getByRole("button", { name: "Download CSV" }).click();
    expect((await download).suggestedFilename() === "cost-by-workflow-30d.csv", "the figures come as CSV");
    await page.getByRole("list", { name: "By workflow" }).getByRole("link").first().click();
    await page.getByText("Only the runs that a figure led to").waitFor();
    await page.locator("tbody tr").first().waitFor();

    await page.goto(`${origin}/audit`);
    await page.locator('[data-chain="whole"]').waitFor();
    await page.getByRole("table").getByRole("button").first().click();
    await page.getByRole("dialog").waitFor();
    await look("audit");
    await page.keyboard.press("Escape");
    await page.goto(`${origin}/activity`);
    await page.locator("[data-feed]").waitFor();
    await look("activity");

    await page.setViewportSize({ width: 360, height: 740 });
    for (const path of ["schedules", "memory", "tools", "catalog", "keys", "cost", "audit", "activity", ""]) {
      await page.goto(`${origin}/${path}`);
      await page.locator("main h1").waitFor();
      await page.locator("main :is(table, li, dl):visible").first().waitFor();
      expect(await fits(page), `/${path} fits a phone`);
      await look(`narrow-${path || "home"}`);
    }

    // The samples go with one click.
    await page.setViewportSize({ width: 1280, height: 800 });
    await page.getByRole("button", { name: "Remove the sample space" }).click();
    await page.getByRole("button", { name: "Remove it all" }).click();
    await page.getByText("The sample space is gone").waitFor();
  },
  /status of (40[0-9]|42[0-9]|50[0-9])/,
);
