// A schedule without an agent that asks its author first: its runs wait in the queue of approvals, are approved, approved with changes and
// rejected there, and what came of them stands in the history of the schedule.
import { api, fits, inBrowser } from "./lib.mjs";

await inBrowser("scheduled", async ({ page, origin, expect, look }) => {
  const stamp = String(Date.now()).slice(-8);
  const [{ id: workflow }] = await api(page, "fn_create_workflow", { p_title: `Asks first ${stamp}` });
  await api(page, "fn_upsert_workflow_nodes", {
    p_workflow_id: workflow,
    p_nodes: [{ kind: "transform", label: "say", config: { text: "Say [[topic]]." } }],
  });
  await api(page, "fn_publish_workflow_version", {
    p_version_id: await api(page, "fn_create_workflow_version", { p_workflow_id: workflow }),
  });
  const [{ id: schedule }] = await api(page, "fn_upsert_workflow_schedule", {
    p_workflow_id: workflow,
    p_cron_expr: "30 2 * * *",
    p_timezone: "Europe/Berlin",
    p_approval_policy: { requiresApproval: true, timeoutMinutes: 60 },
    p_inputs_template: { topic: "trains" },
  });
  const runs = [];
  for (let i = 0; i < 3; i++)
    runs.push(await api(page, "fn_trigger_workflow_schedule", { p_schedule_id: schedule }));
  const item = (run) => page.locator(`[data-request="${run}"]`);
  const panel = (run) => page.locator(`[data-approval="${run}"]`);

  // Nothing of them has run: each waits as validated.
  for (const run of runs) {
    const [{ status }] = await api(page, "fn_get_workflow_run", { p_run_id: run });
    expect(status === "validated", `a run that nobody approved is ${status}`);
  }

  await page.goto(`${origin}/approvals`);
  await item(runs[0]).getByText("Start of a run of yours").waitFor();
  await item(runs[0]).getByRole("button").click();
  await panel(runs[0]).getByText(`A run of your own, of “Asks first ${stamp}”, asks to start.`).waitFor();
  expect(
    (await panel(runs[0])
      .getByRole("button", { name: /in advance/ })
      .count()) === 0,
    "what has no agent is not approved in advance",
  );
  await look("approval-own");
  await panel(runs[0]).getByRole("button", { name: "Approve A" }).click();
  await item(runs[0]).waitFor({ state: "detached" });

  await item(runs[1]).getByRole("button").click();
  await panel(runs[1]).getByLabel("topic *").fill("planes");
  await panel(runs[1]).locator('[data-changes="1"]').waitFor();
  await panel(runs[1]).getByRole("button", { name: "Approve with changes A" }).click();
  await item(runs[1]).waitFor({ state: "detached" });

  await item(runs[2]).getByRole("button").click();
  await panel(runs[2]).getByRole("button", { name: "Reject R" }).click();
  expect((await item(runs[2]).count()) === 1, "a rejection needs its reason");
  await panel(runs[2]).getByLabel("Reason (needed to reject)").fill("not today");
  await panel(runs[2]).getByRole("button", { name: "Reject R" }).click();
  await item(runs[2]).waitFor({ state: "detached" });

  // What was decided stands there with what came of it, and those that were approved run to their end.
  await page.goto(`${origin}/approvals?view=decided`);
  const decided = page.locator("li", { hasText: `Asks first ${stamp}` });
  await decided.nth(2).waitFor();
  expect((await decided.filter({ hasText: "Rejected" }).count()) === 1, "one was rejected");
  await decided.filter({ hasText: "Rejected" }).getByRole("link").click();
  await page.locator("[data-outcome]").getByText("not today").waitFor();
  for (const [run, words] of [
    [runs[0], "Say trains."],
    [runs[1], "Say planes."],
  ]) {
    await page.goto(`${origin}/runs/${run}`);
    await page.getByText("Completed").first().waitFor();
    const state = JSON.stringify(
      await api(page, "fn_get_workflow_run_state", { p_run_id: run }).catch(String),
    );
    expect(state.includes(words), `the run says ${words}: ${state.slice(0, 400)}`);
  }
  const [{ status: refused }] = await api(page, "fn_get_workflow_run", { p_run_id: runs[2] });
  expect(refused === "cancelled", `a rejected run is ${refused}`);
  const history = await api(page, "fn_get_workflow_schedule_history", { p_schedule_id: schedule });
  expect(
    history.length === 3 && history.every((one) => one.outcome === "awaiting_approval"),
    `the history has all three: ${JSON.stringify(history).slice(0, 300)}`,
  );

  // By its link, on a phone.
  const last = await api(page, "fn_trigger_workflow_schedule", { p_schedule_id: schedule });
  await page.setViewportSize({ width: 360, height: 740 });
  await page.goto(`${origin}/approvals/${last}`);
  await panel(last).getByRole("button", { name: "Approve A" }).waitFor();
  expect(await fits(page), "an approval of one's own fits a phone");
  await look("approval-own-narrow");
  await panel(last).getByRole("button", { name: "Approve A" }).click();
  await page.locator("[data-outcome]").getByText("Approved").waitFor();
  await page.goto(`${origin}/runs/${last}`);
  await page.getByText("Completed").first().waitFor();
  await api(page, "fn_delete_workflow_schedule", { p_schedule_id: schedule });
});
