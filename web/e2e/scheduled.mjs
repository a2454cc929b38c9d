// A schedule without an agent that asks its author first: its runs wait in the queue of approvals, are approved, approved with changes and
// rejected there, and what came of them stands in the history of the schedule. Then a webhook is made in the page, its secret replaced twice,
// and signed messages are sent with the old and the new ones.
import { createHmac } from "node:crypto";
import { api, fits, inBrowser } from "./lib.mjs";

/** Sends a signed message as an outside system does; the status and the answer. */
async function send(url, secret, id, body) {
  const time = String(Math.floor(Date.now() / 1000));
  const key = Buffer.from(secret.replace(/^whsec_/, ""), "base64");
  const text = JSON.stringify(body);
  const signature = createHmac("sha256", key).update(`${id}.${time}.${text}`).digest("base64");
  const headers = {
    "webhook-id": id,
    "webhook-timestamp": time,
    "webhook-signature": `v1,${signature}`,
  };
  const answer = await fetch(url, { method: "POST", headers, body: text });
  return { ...(await answer.json()), status: answer.status };
}

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

  // A pause that ends by itself: it stands on the card, and when its time comes the schedule is on again.
  await page.setViewportSize({ width: 1280, height: 800 });
  await page.goto(`${origin}/schedules`);
  const card = page.locator(`[data-schedule="${schedule}"]`);
  const menu = async (item) => {
    await card.getByRole("button", { name: "More actions" }).click();
    await card.getByRole("menuitem", { name: item }).click();
  };
  await menu("Pause until…");
  await look("schedule-pause");
  await page.getByRole("dialog").getByRole("button", { name: "Pause" }).click();
  await card.getByText("Paused until").waitFor();
  await look("schedule-paused");
  await api(page, "fn_pause_workflow_schedule", {
    p_schedule_id: schedule,
    p_until: new Date(Date.now() + 1500).toISOString(),
  });
  await card.getByText("On", { exact: true }).waitFor();
  await card.getByText("Next").waitFor();

  // What other policies would have changed, asked before they are stored.
  await menu("Change schedule");
  const edit = page.getByRole("dialog");
  await edit.getByRole("button", { name: "Change Approval" }).click();
  await edit.getByLabel("Somebody decides").uncheck();
  await edit.getByRole("button", { name: "What would this have changed?" }).click();
  await edit.locator("[data-what-if]").getByText("It would have asked you once less.").first().waitFor();
  await look("schedule-what-if");
  await page.keyboard.press("Escape");
  await api(page, "fn_delete_workflow_schedule", { p_schedule_id: schedule });

  // A webhook: made, its secret replaced, switched off.
  await page.setViewportSize({ width: 1280, height: 800 });
  await page.goto(`${origin}/workflows/${workflow}`);
  const more = page.getByRole("button", { name: "More actions" }).first();
  await more.click();
  await page.getByRole("menuitem", { name: "Webhook…" }).click();
  const dialog = page.getByRole("dialog");
  const secret = async () => {
    const shown = dialog.getByRole("region", { name: "Secret" }).locator("code");
    await shown.waitFor();
    return shown.innerText();
  };
  const replaced = async (before) => {
    await dialog.getByRole("button", { name: "New secret" }).click();
    await dialog.getByText("stays good until the next time").waitFor();
    await dialog.getByRole("button", { name: "New secret" }).click();
    await page.waitForFunction(
      (old) => [...document.querySelectorAll("dialog code")].at(-1)?.textContent !== old,
      before,
    );
    return secret();
  };
  await dialog.getByRole("button", { name: "Make a webhook" }).click();
  const first = await secret();
  const url = await dialog.getByRole("region", { name: "Address" }).locator("code").innerText();
  expect(url.startsWith(`${origin}/v1/hooks/`), `the address is whole: ${url}`);
  await look("webhook");
  const started = await send(url, first, "one", { topic: "hooks" });
  expect(started.status === 202, `the first secret is good: ${JSON.stringify(started)}`);
  const second = await replaced(first);
  expect((await send(url, first, "two", { topic: "old" })).status === 202, "the one before stays good");
  expect((await send(url, second, "three", { topic: "new" })).status === 202, "the new one is good");
  const third = await replaced(second);
  expect((await send(url, first, "four", { topic: "old" })).status === 401, "the one before that has ended");
  expect(
    (await send(url, third, "one", { topic: "hooks" })).run_id === started.run_id,
    "a repeat is the same run",
  );
  await dialog.getByRole("button", { name: "Switch off" }).click();
  await dialog.getByRole("button", { name: "Switch on" }).waitFor();
  expect(
    (await send(url, third, "five", { topic: "off" })).status === 401,
    "a webhook that is off takes nothing",
  );
  await dialog.getByRole("button", { name: "Close" }).last().click();
  await more.click();
  await page.getByRole("menuitem", { name: "Webhook…" }).click();
  await dialog.getByText("Last message").waitFor();
  expect(!(await dialog.innerText()).includes("whsec_"), "a secret is shown once");
  await page.goto(`${origin}/runs/${started.run_id}`);
  await page.getByText("Completed").first().waitFor();

  // An event trigger: made in the page, tried on what the newest run told, fired by a run of the other workflow, switched off and deleted.
  const [{ id: after }] = await api(page, "fn_create_workflow", { p_title: `Comes after ${stamp}` });
  await api(page, "fn_upsert_workflow_nodes", {
    p_workflow_id: after,
    p_nodes: [{ kind: "transform", label: "tell", config: { text: "It ended: [[body]], so [[topic]]." } }],
  });
  await api(page, "fn_publish_workflow_version", {
    p_version_id: await api(page, "fn_create_workflow_version", { p_workflow_id: after }),
  });
  await page.goto(`${origin}/schedules?view=triggers`);
  await page.getByText("No trigger yet").waitFor();
  await look("triggers-empty");
  await page.keyboard.press("n");
  await dialog.getByLabel("After").selectOption(workflow);
  await dialog.getByLabel("Starts").selectOption(after);
  await dialog.getByLabel("topic *").fill("trains");
  await dialog.getByRole("button", { name: "Add a condition" }).click();
  await dialog.getByLabel("Field below").fill("trigger_mode");
  await dialog.getByLabel("Test").selectOption("equals");
  await dialog.getByLabel("Value").fill("manual");
  await dialog.locator('[data-holds="false"]').waitFor();
  await look("trigger-edit");
  // What was typed is still there.
  await page.reload();
  await page.getByText("No trigger yet").waitFor();
  await page.keyboard.press("n");
  await page.waitForFunction(() =>
    document.querySelector("dialog")?.textContent.includes("false for the last"),
  );
  await dialog.getByRole("button", { name: "Save" }).click();
  await dialog.waitFor({ state: "detached" });
  const trigger = page.locator("[data-trigger]");
  await trigger.getByText("Has not fired yet").waitFor();
  await api(page, "fn_start_workflow_run", { p_workflow_id: workflow, p_inputs: { topic: "boats" } });
  await trigger.getByRole("link", { name: "To its run" }).waitFor({ timeout: 40_000 });
  await look("triggers");
  await page.setViewportSize({ width: 360, height: 740 });
  expect(await fits(page), "triggers fit a phone");
  await page.setViewportSize({ width: 1280, height: 800 });
  await trigger.getByRole("button", { name: "Pause" }).click();
  await trigger.getByText("Paused").waitFor();
  await trigger.getByRole("link", { name: "To its run" }).click();
  await page.locator('h1 + [data-status="completed"]').waitFor();
  await page.locator('[data-node="tell"]').click();
  await page
    .locator("[data-answer]")
    .getByText(/so trains/)
    .waitFor();
  await page.goto(`${origin}/schedules?view=triggers`);
  await trigger.getByRole("button", { name: "More actions" }).click();
  await page.getByRole("menuitem", { name: "Delete trigger" }).click();
  await dialog.getByRole("button", { name: "Delete trigger" }).click();
  await page.getByText("No trigger yet").waitFor();
});
