// Wires a workflow by keyboard and mouse: outline, canvas, condition, merge, undo over a reload, a second tab, problems, publish, run.
import { api, fits, inBrowser } from "./lib.mjs";

await inBrowser(
  "workflows",
  async ({ page, origin, context, expect, look }) => {
    const stamp = Date.now();
    const lensId = await api(page, "fn_create_lens", {
      p_visibility: "private",
      p_title: `Flow summary ${stamp}`,
      p_template_body: "Summarise the following text in one sentence.\n\nText:\n[[text:textarea]]",
    });
    const [version] = await api(page, "fn_list_lens_versions", { p_lens_id: lensId });
    await api(page, "fn_lenses_publish_version", { p_version_id: version.id });

    await page.goto(`${origin}/workflows`);
    await page.getByRole("heading", { name: "Workflows" }).waitFor();
    await look("workflows");
    await page.keyboard.press("n");
    await page.getByLabel("Title").fill(`Flow ${stamp}`);
    await page.keyboard.press("Enter");
    const saved = () => page.locator('[data-save="saved"]').waitFor();

    await page.getByRole("button", { name: "Add Lens" }).click();
    await page.getByLabel("Name").fill("summary");
    await page.getByLabel("Lens", { exact: true }).selectOption({ label: `Flow summary ${stamp}` });
    await page.getByText("asked for when the workflow runs").waitFor();
    for (const name of ["again", "brief"]) {
      await page.getByRole("button", { name: "Add step" }).click();
      await page.getByRole("menuitem", { name: name === "brief" ? "Template" : "Lens" }).click();
      await page.getByLabel("Name").fill(name);
      if (name === "again")
        await page.getByLabel("Lens", { exact: true }).selectOption({ label: `Flow summary ${stamp}` });
    }
    await saved();

    await page.getByRole("button", { name: "Outline" }).click();
    const connect = (from, to) => page.getByLabel(`Connect ${from} to`).selectOption({ label: to });
    await connect("summary", "again");
    await connect("again", "brief");
    await connect("summary", "brief");
    await page.getByLabel("Feeds").selectOption("input");
    await page.getByText("2 connections feed this parameter").waitFor();
    await page.getByLabel("2 connections feed this parameter").selectOption("json_object");
    expect(
      (await page.locator("[data-merge]").innerText()).includes('"summary"'),
      "the merge is shown on an example",
    );
    await page.getByRole("button", { name: "Add a condition" }).click();
    await page.getByLabel("Test").selectOption("contains");
    await page.getByLabel("Value").fill("ferry");
    await page.getByRole("button", { name: "JSON", exact: true }).click();
    expect(
      (await page.getByLabel("Condition as JSON").inputValue()).replace(/\s+/g, "") ===
        '{"type":"contains","value":"ferry"}',
      "rules are the JSON that is stored",
    );
    await page.getByLabel("Condition as JSON").fill('{"type":"nonsense"}');
    await page.getByText("There is no such test.").waitFor();
    await page
      .getByLabel("Condition as JSON")
      .fill('{"any":[{"type":"contains","value":"ferry"},{"type":"present"}]}');
    await page.getByRole("button", { name: "Rules" }).click();
    await saved();
    await look("workflow-outline");

    await page.getByRole("button", { name: "Canvas" }).click();
    await page.locator('[data-step="brief"]').waitFor();
    await page.locator("body").click({ position: { x: 5, y: 500 } });
    await page.keyboard.press("l");
    await saved();
    await look("workflow");

    // Undo reaches over a reload.
    await page.locator('[data-step="again"]').click();
    await page.keyboard.press("Delete");
    await page.locator('[data-step="again"]').waitFor({ state: "detached" });
    await saved();
    await page.reload();
    await page.locator('[data-step="brief"]').waitFor();
    expect((await page.locator("[data-step]").count()) === 2, "the removal was saved");
    await page.locator('button[aria-label="Undo"]:enabled').waitFor();
    await page.keyboard.press("Control+z");
    await page.locator('[data-step="again"]').waitFor();
    await saved();

    // Copies go through the clipboard as JSON.
    await page.locator('[data-step="again"]').click();
    const copied = await page.evaluate(() => {
      const data = new DataTransfer();
      document.dispatchEvent(
        new ClipboardEvent("copy", { clipboardData: data, bubbles: true, cancelable: true }),
      );
      const text = data.getData("text/plain");
      document.activeElement?.blur();
      document.dispatchEvent(
        new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }),
      );
      return text;
    });
    expect(JSON.parse(copied).nodes[0].label === "again", "a step is copied as JSON");
    await page.locator('[data-step="again 2"]').waitFor();

    // A workflow of n8n is told node by node, and taken as steps.
    await page.evaluate(() => {
      const data = new DataTransfer();
      data.setData(
        "text/plain",
        JSON.stringify({
          nodes: [
            { name: "Start", type: "n8n-nodes-base.manualTrigger" },
            { name: "Fetch", type: "n8n-nodes-base.httpRequest", parameters: { url: "https://example.org" } },
            {
              name: "Long enough",
              type: "n8n-nodes-base.if",
              parameters: {
                conditions: {
                  conditions: [
                    { leftValue: "={{ $json.words }}", rightValue: 5, operator: { operation: "gt" } },
                  ],
                },
              },
            },
            {
              name: "Headline",
              type: "@n8n/n8n-nodes-langchain.chainLlm",
              parameters: { text: "=A headline for {{ $json.text }}" },
            },
            { name: "Own code", type: "n8n-nodes-base.code" },
          ],
          connections: {
            Start: { main: [[{ node: "Fetch" }]] },
            Fetch: { main: [[{ node: "Long enough" }]] },
            "Long enough": { main: [[{ node: "Headline" }], [{ node: "Own code" }]] },
          },
        }),
      );
      document.activeElement?.blur();
      document.dispatchEvent(
        new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }),
      );
    });
    await page
      .getByRole("dialog")
      .getByRole("row", { name: /Headline/ })
      .waitFor();
    await look("workflow-import");
    await page.getByRole("dialog").getByRole("button", { name: "Paste 4 steps" }).click();
    await page.locator('[data-step="Headline"]').waitFor();
    await saved();
    await page.getByRole("tab", { name: /Problems/ }).click();
    await page.locator('[data-problem="orphan_node"]').first().waitFor();
    expect(
      (await page.locator('[data-problem="bad_config"], [data-problem="bad_condition"]').count()) === 0,
      "what was taken from n8n is what the server knows",
    );
    await page.keyboard.press("Control+z");
    await page.locator('[data-step="Headline"]').waitFor({ state: "detached" });
    await saved();
    await page.getByRole("tab", { name: /Problems/ }).click();
    await page.locator('[data-problem="orphan_node"]').waitFor();
    await page.getByRole("button", { name: "Remove again 2" }).click();
    await page.locator('[data-step="again 2"]').waitFor({ state: "detached" });
    await saved();

    // A note on a step, and two steps as a group: seen on the canvas and in the outline, no problem to the server.
    await page.locator('[data-step="summary"]').click();
    await page.getByText("Note and group").click();
    await page.getByLabel("Note", { exact: true }).fill("Short, for the front page.");
    await page.getByLabel("Group", { exact: true }).fill("front page");
    await page.locator('[data-note="summary"]').getByText("Short, for the front page.").waitFor();
    await page.locator('[data-step="again"]').click({ modifiers: ["Shift"] });
    await page.getByText("2 things are chosen").waitFor();
    await page.getByLabel("Group", { exact: true }).fill("front page");
    await page.getByRole("button", { name: "Group", exact: true }).click();
    await saved();
    await page.locator('[data-group="front page"]').waitFor();
    await page.keyboard.press("Escape");
    await page.locator('[data-step="brief"]').click();
    await page.getByRole("button", { name: "front page" }).click();
    await page.getByText("2 things are chosen").waitFor();
    await look("workflow-group");
    expect(
      (await page.locator('[data-problem="bad_config"]').count()) === 0,
      "notes and groups are no problem",
    );

    // A step is tried by itself, on values that are typed.
    await page.locator('[data-step="brief"]').click();
    await page.locator('[data-step="summary"]').click();
    const trial = page.locator("[data-try-step]");
    await trial.getByText("Try this step").first().click();
    await trial.getByLabel("text *").fill("The ferry sails at six.");
    await trial.getByRole("button", { name: "Try this step" }).click();
    await trial.locator('[data-tried="completed"]').waitFor();
    await look("workflow-try");

    // Two tabs: what does not clash goes together, what clashes is asked.
    const other = await context.newPage();
    await other.goto(page.url());
    await other.locator('[data-step="summary"]').click();
    await other.getByLabel("Name").fill("digest");
    await other.locator('[data-save="saved"]').waitFor();
    await page.locator('[data-step="summary"]').click();
    await page.getByLabel("Name").fill("resume");
    await page.getByText("Somebody changed this meanwhile").waitFor();
    await look("workflow-conflict");
    await page.getByLabel(/Theirs/).check();
    await page.getByRole("button", { name: "Go on with this" }).click();
    await page.locator('[data-step="digest"]').waitFor();
    await saved();
    await other.close();

    await page.getByRole("button", { name: "Publish", exact: true }).click();
    await page.getByLabel("What changed (optional)").fill("first");
    await page.getByRole("dialog").getByRole("button", { name: "Publish" }).click();
    await page.getByText("From now on this version does not change").first().waitFor();
    await page.locator('[data-step="brief"]').click();
    await page.getByLabel("Name").fill("the brief");
    await page.getByRole("tab", { name: "Versions" }).click();
    await page.getByRole("button", { name: "Compare" }).first().click();
    await page.getByText("Changed since version 1").waitFor();
    await look("workflow-versions");
    await page.getByRole("button", { name: "Bring this version back" }).click();
    await page.locator('[data-step="brief"]').waitFor();
    await saved();

    await page.keyboard.press("Control+Enter");
    await page
      .getByRole("dialog")
      .getByLabel("text *")
      .fill("The ferry sails at six. The bridge would be long. The island is divided.");
    await look("workflow-run");
    await page.getByRole("button", { name: "Start" }).click();
    await page.locator('h1 ~ * [data-status="completed"], h1 + [data-status="completed"]').first().waitFor();

    await page.setViewportSize({ width: 360, height: 740 });
    await page.goto(`${origin}/workflows`);
    await page.getByRole("link", { name: `Flow ${stamp}` }).click();
    await page.locator("[data-outline]").first().waitFor();
    await look("workflow-narrow");
    expect(await fits(page), "the editor fits a phone");
  },
  /status of 4(09|00)/,
);
