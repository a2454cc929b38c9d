// A workflow wired and read without a mouse, and what a newer draft lacks shown on the canvas; a run whose steps wait for different things; bars of the costs that lead to runs.
import { api, inBrowser } from "./lib.mjs";

await inBrowser("keyboard", async ({ page, origin, expect, look }) => {
  const stamp = String(Date.now()).slice(-8);
  const [{ id }] = await api(page, "fn_create_workflow", { p_title: `Keys ${stamp}` });
  await api(page, "fn_upsert_workflow_nodes", {
    p_workflow_id: id,
    p_nodes: ["first", "second", "third"].map((label, at) => ({
      label,
      kind: "transform",
      config: {
        text: label === "first" ? "# Title\n\n- one\n- two [x](https://example.org)" : "Then [[before]].",
      },
      ordinal: at,
      position_x: at * 380,
      position_y: 0,
    })),
  });
  const saved = () => page.locator('[data-save="saved"]').waitFor();
  await page.goto(`${origin}/workflows/${id}`);
  await page.locator("[data-step]").nth(2).waitFor();

  // J walks in the order of the run, E connects by typing, Ctrl and arrows go along connections, Enter opens the form.
  await page.keyboard.press("j");
  for (const to of ["sec", "thi"]) {
    await page.keyboard.press("e");
    await page.getByRole("dialog").waitFor();
    await page.keyboard.type(to);
    await page.keyboard.press("Enter");
    await page.getByRole("dialog").waitFor({ state: "detached" });
    await page.locator('[data-step="second"]').click();
  }
  await saved();
  const chosen = () => page.locator(".react-flow__node.selected [data-step]").getAttribute("data-step");
  await page.locator('.react-flow__node:has([data-step="first"])').focus();
  await page.keyboard.press("Control+ArrowRight");
  await page.waitForFunction(() => document.querySelector('.react-flow__node.selected [data-step="second"]'));
  await page.keyboard.press("Control+ArrowRight");
  await page.waitForFunction(() => document.querySelector('.react-flow__node.selected [data-step="third"]'));
  await page.keyboard.press("Control+ArrowLeft");
  await page.waitForFunction(() => document.querySelector('.react-flow__node.selected [data-step="second"]'));
  expect((await chosen()) === "second", "arrows go there and back");
  await page.keyboard.press("Enter");
  await page.waitForFunction(() => document.activeElement?.closest("aside") !== null);
  const undoTip = await page.getByRole("button", { name: "Undo" }).getAttribute("title");
  expect(undoTip.includes("steps connected"), `undo says what it takes back: ${undoTip}`);

  // What the draft has no more stands dashed where it was.
  const version = await api(page, "fn_create_workflow_version", { p_workflow_id: id });
  await api(page, "fn_publish_workflow_version", { p_version_id: version });
  await page.reload();
  await page.locator('[data-step="third"]').click();
  await page.keyboard.press("Delete");
  await saved();
  await page.getByRole("tab", { name: "Versions" }).click();
  await page.getByRole("button", { name: "Compare" }).first().click();
  await page.locator('.mark-removed[data-step="third"]').waitFor();
  await page.locator(".edge-removed").waitFor({ state: "attached" });
  await look("canvas-removed");
  await page.keyboard.press("Control+z");
  await page.locator('[data-step="third"]:not(.mark-removed)').waitFor();
  await saved();

  // A run: values are traced, and the answer is drawn or shown raw.
  const run = await api(page, "fn_start_workflow_run", { p_workflow_id: id });
  await page.goto(`${origin}/runs/${run}`);
  await page.locator('h1 + [data-status="completed"]').waitFor();
  await page.locator('[data-node="second"]').click();
  await page.locator('[data-edge="into"]').waitFor({ state: "attached" });
  await page.locator('[data-edge="onwards"]').waitFor({ state: "attached" });
  await page.locator('[data-node="first"]').click();
  await page.locator("[data-answer] li").nth(1).waitFor();
  await look("run-drawn");
  await page.getByRole("button", { name: "Raw" }).click();
  await page.locator("[data-answer]").getByText("# Title").waitFor();
  await page.keyboard.press("t");
  await page.locator("[data-critical]").nth(2).waitFor({ state: "attached" });

  // Steps that wait for a clock and for somebody outside say so, and the address is given out here.
  const [{ id: waiting }] = await api(page, "fn_create_workflow", { p_title: `Waits ${stamp}` });
  await api(page, "fn_upsert_workflow_nodes", {
    p_workflow_id: waiting,
    p_nodes: [
      { label: "rest", kind: "wait", config: { for_ms: 3_600_000 } },
      { label: "call", kind: "callback", config: {} },
    ],
  });
  await api(page, "fn_publish_workflow_version", {
    p_version_id: await api(page, "fn_create_workflow_version", { p_workflow_id: waiting }),
  });
  const parked = await api(page, "fn_start_workflow_run", { p_workflow_id: waiting });
  await page.goto(`${origin}/runs/${parked}`);
  await page.locator('[data-node="rest"] [data-status="parked"]').waitFor();
  await page.locator('[data-node="rest"]').click();
  await page.getByText("Waits until its time comes.").waitFor();
  await page.locator('[data-node="call"]').click();
  await page.locator("[data-waiting]").getByText("Waits for an outside system.").waitFor();
  await page.locator('[data-asks="callback"]').getByRole("button").first().click();
  const address = await page.locator("[data-address]").innerText();
  await look("run-callback");
  const answer = await fetch(address, { method: "POST", body: '{"ok":true}' });
  expect(answer.status === 204, `the address takes an answer: ${answer.status}`);
  await page.locator('[data-node="call"] [data-status="completed"]').waitFor();
  await api(page, "fn_cancel_workflow_run", { p_run_id: parked });

  // Each day of the costs leads to its runs.
  await page.goto(`${origin}/cost`);
  await page.getByRole("link", { name: new Date().toISOString().slice(0, 10) }).click();
  await page.getByText("Only the runs that a figure led to").waitFor();
  await page.getByRole("link", { name: `Keys ${stamp}` }).waitFor();
});
