// Questions of runs that no agent carries out: two steps of one run ask at once, each is answered in its own form from the queue and
// from the run's page, and a step that waits for an outside system is answered in its place.
import { api, inBrowser } from "./lib.mjs";

await inBrowser("questions", async ({ page, origin, expect, look }) => {
  const stamp = String(Date.now()).slice(-8);
  const title = `Flow of questions ${stamp}`;
  const created = await api(page, "fn_create_workflow", { p_title: title });
  const workflow = (Array.isArray(created) ? created[0] : created).id;
  const [first, second, outside, end] = Array.from({ length: 4 }, () => crypto.randomUUID());
  const question = (id, label, field) => ({
    id,
    label,
    kind: "approval",
    config: {
      title: `Question ${label}`,
      form: { type: "object", required: [field], properties: { [field]: { type: "string" } } },
    },
  });
  await api(page, "fn_upsert_workflow_nodes", {
    p_workflow_id: workflow,
    p_nodes: [
      question(first, "one", "place"),
      question(second, "two", "day"),
      { id: outside, label: "three", kind: "callback", config: {} },
      { id: end, label: "end", kind: "transform", config: { text: "[[one]] [[two]] [[three]]" } },
    ],
  });
  await api(page, "fn_upsert_workflow_edges", {
    p_workflow_id: workflow,
    p_edges: [
      [first, "one"],
      [second, "two"],
      [outside, "three"],
    ].map(([source, label]) => ({ source_node_id: source, target_node_id: end, target_param_label: label })),
  });
  const started = await api(page, "fn_start_workflow_run", { p_workflow_id: workflow, p_inputs: {} });
  const run = typeof started === "string" ? started : (started.id ?? started[0]?.id);
  expect(typeof run === "string", `a run was started: ${JSON.stringify(started)}`);

  // The run's page: two questions with their own links, and the step that waits for an outside system.
  await page.goto(`${origin}/runs/${run}`);
  await page.locator('[data-asks="node"]').nth(1).waitFor();
  await page.locator('[data-asks="callback"]').waitFor();
  await look("run-asks");

  // The queue holds both, each with its own form.
  await page.goto(`${origin}/approvals`);
  const rows = page.locator("[data-request]", { hasText: title });
  await rows.nth(1).waitFor();
  expect((await rows.count()) === 2, "both questions are in the queue");
  const answers = { one: ["place *", "harbour"], two: ["day *", "Friday"] };
  await rows.nth(0).getByRole("button").click();
  const heading = page.getByRole("heading", { name: /^Question (one|two)$/ });
  await heading.waitFor();
  const here = (await heading.innerText()).replace("Question ", "");
  const there = here === "one" ? "two" : "one";
  await page.getByLabel(answers[here][0]).fill(answers[here][1]);
  await look("queue-question");
  await page.getByRole("button", { name: /Approve/ }).click();
  await page.getByRole("heading", { name: `Question ${there}` }).waitFor();

  // The other one by its link on the run's page.
  await page.goto(`${origin}/runs/${run}`);
  const left = page.locator('[data-asks="node"]', { hasText: `person. ${there}` });
  await left.waitFor();
  await page.locator('[data-asks="node"]', { hasText: `person. ${here}` }).waitFor({ state: "detached" });
  await left.getByRole("link", { name: "Decide" }).click();
  await page.getByRole("heading", { name: `Question ${there}` }).waitFor();
  await page.getByLabel(answers[there][0]).fill(answers[there][1]);
  await page.getByRole("button", { name: /Approve/ }).click();
  await page.getByRole("main").getByText("Approved").waitFor();
  await page.goto(`${origin}/runs/${run}`);

  // The address is given out; the answer is then given in place of the outside system.
  const waits = page.locator('[data-asks="callback"]');
  await waits.getByRole("button", { name: "Give out an address" }).click();
  const address = await waits.locator("[data-address]").innerText();
  expect(address.startsWith(`${origin}/v1/callbacks/`), `an address of this server: ${address}`);
  await waits.getByRole("button", { name: "Answer it here" }).click();
  await waits.getByLabel("Answer (JSON, or plain text)").fill("it came");
  await waits.getByRole("button", { name: "Send the answer" }).click();
  await page.locator('[data-status="completed"]').first().waitFor();
  await waits.waitFor({ state: "detached" });
  await page.getByRole("tab", { name: "Timeline" }).click();
  await page.getByRole("button", { name: /end/ }).first().click();
  await page.getByText("harbour").first().waitFor();
  await page
    .getByText(/Friday/)
    .first()
    .waitFor();
  await page
    .getByText(/it came/)
    .first()
    .waitFor();
});
