// Inspects runs: steps, timeline, events, provenance both ways, prompt, rerun with preview, comparison, a failure, 20,000 events.
import { api, fits, inBrowser } from "./lib.mjs";

await inBrowser(
  "runs",
  async ({ page, origin, expect, look }) => {
    const stamp = Date.now();
    const lensId = await api(page, "fn_create_lens", {
      p_visibility: "private",
      p_title: `Run summary ${stamp}`,
      p_template_body: "Summarise the following text in one sentence.\n\nText:\n[[text:textarea]]",
    });
    const [version] = await api(page, "fn_list_lens_versions", { p_lens_id: lensId });
    await api(page, "fn_lenses_publish_version", { p_version_id: version.id });
    const workflow = async (title, config) => {
      const [{ id }] = await api(page, "fn_create_workflow", { p_title: title });
      const nodes = await api(page, "fn_upsert_workflow_nodes", {
        p_workflow_id: id,
        p_nodes: [
          { label: "summary", kind: "lens", lens_id: lensId },
          { label: "brief", kind: "transform", config, position_x: 260 },
        ],
      });
      const of = (label) => nodes.find((node) => node.label === label).id;
      await api(page, "fn_upsert_workflow_edges", {
        p_workflow_id: id,
        p_edges: [
          { source_node_id: of("summary"), target_node_id: of("brief"), target_param_label: "summary" },
        ],
      });
      return id;
    };
    const start = (id) =>
      api(page, "fn_start_workflow_run", {
        p_workflow_id: id,
        p_inputs: { text: "The ferry sails at six. The bridge would be long and dear." },
      });
    const good = await workflow(`Inspected ${stamp}`, { text: "In short: [[summary]]" });
    const run = await start(good);

    await page.goto(`${origin}/runs/${run}`);
    await page.locator('h1 + [data-status="completed"]').waitFor();
    await page.locator('[data-node="summary"]').click();
    await page.getByText("Where its output went").waitFor();
    await page.getByText("Inputs and prompt").click();
    // it stands in the rendered lens and among the inputs
    await page.locator("[data-prompt]").getByText("The ferry sails at six.").first().waitFor();
    await page.locator("[data-prompt]").getByText("Safety rules").waitFor();
    await page.getByRole("button", { name: "brief" }).last().click();
    await page.getByText("The whole way back").click();
    expect((await page.getByText("run input").count()) > 0, "a value is traced back to the input of the run");
    await look("run");
    await page.keyboard.press("t");
    await look("run-timeline");
    await page.keyboard.press("e");
    await page.getByText("run.completed").waitFor();
    await look("run-events");

    await page.getByRole("button", { name: "Run again from here" }).click();
    await page.locator("[data-plan]").getByText("1 finished step is reused").waitFor();
    await look("run-again");
    await page.keyboard.press("Escape");
    await page.keyboard.press("r");
    await page.locator("[data-plan]").getByText("2 steps run again").waitFor();
    await page.getByRole("dialog").getByRole("button", { name: "Start" }).click();
    await page.waitForURL((url) => url.pathname.startsWith("/runs/") && !url.pathname.endsWith(run));
    await page.locator('h1 + [data-status="completed"]').waitFor();
    await page.getByRole("link", { name: "Compare with last success" }).click();
    await page.locator('[data-compared="summary"]').getByText("same output").waitFor();
    await look("compare");

    const bad = await start(
      await workflow(`Failing ${stamp}`, { output: { $path: "summary.nothing.there" } }),
    );
    await page.goto(`${origin}/runs/${bad}`);
    await page.locator("[data-failure]").getByText("“brief” failed").waitFor();
    await page.getByRole("button", { name: "Look at the step" }).click();
    await look("run-failed");
    await page.setViewportSize({ width: 360, height: 740 });
    await look("run-narrow");
    expect(await fits(page), "a run fits a phone");
    await page.setViewportSize({ width: 1280, height: 800 });

    // A long run: the stream is played from here, the page must stay quick and small.
    const many = 20_000;
    const [{ id: node }] = await api(page, "fn_get_workflow_nodes", { p_workflow_id: good });
    const event = (id, type, payload, nodeId) =>
      `id: ${id}\nevent: ${type}\ndata: ${JSON.stringify({ eventId: id, type, runId: run, nodeId, timestamp: new Date(1.7e12 + id * 10).toISOString(), payload })}\n\n`;
    const lines = [
      event(1, "run.started", { nodes: [node] }),
      event(2, "node.started", { attempt: 1 }, node),
    ];
    for (let id = 3; id < many; id++)
      lines.push(event(id, "node.stream.delta", { attempt: 1, deltaIndex: id - 3, text: "word " }, node));
    lines.push(event(many, "run.completed", {}));
    await page.route("**/v1/runs/*/events*", (route) =>
      route.fulfill({ status: 200, contentType: "text/event-stream", body: lines.join("") }),
    );
    await page.goto(`${origin}/runs/${run}`);
    await page.locator('h1 + [data-status="completed"]').waitFor({ timeout: 30_000 });
    await page.getByRole("tab", { name: /Events/ }).click();
    await page.locator(`[data-events="${many}"]`).waitFor();
    const rows = page.getByRole("log").locator("div.font-mono");
    expect((await rows.count()) < 100, "only the rows in view are on the page");
    const scrolled = await page.getByRole("log").evaluate(async (box) => {
      const frame = () => new Promise((done) => requestAnimationFrame(() => done(performance.now())));
      const times = [];
      let before = await frame();
      for (let i = 0; i < 60; i++) {
        box.scrollTop += 4000;
        const now = await frame();
        times.push(now - before);
        before = now;
      }
      return times.sort((a, b) => a - b)[30];
    });
    console.log(`20,000 events: median frame while scrolling ${scrolled.toFixed(1)} ms`);
    expect(scrolled < 100, "scrolling through 20,000 events stays smooth");
  },
  /status of 40[069]/,
);
