// Pictures of the ten main screens, on an account of its own with the samples in: wide in both themes, and as a phone shows them.
// Into the directory of CLENS_SHOTS (default docs/images beside the web room).
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { api, inBrowser } from "./lib.mjs";

const dir = process.env.CLENS_SHOTS ?? new URL("../../docs/images", import.meta.url).pathname;
mkdirSync(dir, { recursive: true });

await inBrowser("shots", async ({ page, origin }) => {
  await page.goto(`${origin}/`);
  const [me] = await api(page, "fn_lensers_get_active_profile");
  await page.evaluate(() => localStorage.setItem("clens.language", "en"));
  if (me.display_name !== "Ada") {
    await page.goto(`${origin}/lenser/${me.handle}`);
    await page.getByLabel("Name *").fill("Ada");
    await page.getByRole("button", { name: "Save" }).click();
    await page.getByText("Saved", { exact: true }).first().waitFor();
  }
  await api(page, "fn_load_sample_space").catch(() => null);
  const agents = await api(page, "fn_list_agents_by_owner", { p_owner_lenser_id: me.id });
  const lead = agents.find((one) => one.display_name === "Sample: Lead");

  // One run of the sample team that is done, one that asks.
  for (const answer of [true, false]) {
    await page.goto(`${origin}/`);
    await page.getByRole("button", { name: "Run the sample team" }).click();
    await page.locator('[data-asks="node"]').waitFor();
    if (!answer) break;
    await page.locator('[data-asks="node"]').getByRole("link", { name: "Decide" }).click();
    await page.getByRole("button", { name: "Approve A" }).click();
    await page.getByText("Approved", { exact: true }).first().waitFor();
  }
  const teamRun = new URL(page.url()).pathname;
  const workflows = await api(page, "fn_get_my_workflows", { p_lenser_id: me.id });
  const research = workflows.find((one) => one.title.includes("fan-out"));
  const run = await api(page, "fn_start_workflow_run", {
    p_workflow_id: research.id,
    p_inputs: {
      text: "The ferry leaves at nine. It is urgent: the bridge is closed until May.",
      audience: "islanders",
    },
  });
  const schedules = await api(page, "fn_get_workflow_schedules");
  for (const one of schedules.filter((schedule) => schedule.is_active))
    for (let at = 0; at < 3; at++) await api(page, "fn_trigger_workflow_schedule", { p_schedule_id: one.id });
  const lenses = await api(page, "fn_search_lenses", { p_owner_id: me.id, p_limit: 50 });
  const lens = lenses.find((one) => one.title === "Sample: Outline") ?? lenses[0];
  const done = (await api(page, "fn_list_team_runs", { p_ai_lenser_id: lead.ai_lenser_id })).find(
    (one) => one.status === "completed",
  );

  const take = async (name, path, ready, before = async () => {}) => {
    for (const [size, width, height] of [
      ["", 1280, 800],
      ["-narrow", 360, 740],
    ]) {
      await page.setViewportSize({ width, height });
      await page.goto(origin + path);
      await ready().first().waitFor();
      await before();
      await page.mouse.move(0, 0);
      for (const colorScheme of ["light", "dark"]) {
        await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
        if (size === "" || colorScheme === "light" || process.env.CLENS_SHOTS)
          await page.screenshot({
            path: join(dir, `${name}${size}${colorScheme === "dark" ? "-dark" : ""}.png`),
          });
      }
      await page.emulateMedia({ colorScheme: "light" });
    }
  };

  await page.goto(`${origin}/runs/${run}`);
  await page.locator('h1 + [data-status="completed"]').waitFor();
  await take("home", "/", () => page.locator("[data-feed]"));
  await take(
    "lens",
    `/lenses/${lens.id}`,
    () => page.locator("[data-preview]"),
    async () => {
      if (page.viewportSize().width < 1000) return;
      await page.getByLabel("topic *").fill("the night train to the coast");
      await page.getByLabel("notes *").fill("It comes back in May. Who rides it, what it costs.");
      await page.getByText("rendered by the server").waitFor();
    },
  );
  await take(
    "workflow",
    `/workflows/${research.id}`,
    () => page.locator("[data-step], [data-outline]"),
    async () => {
      await page
        .getByText(/"urgent"/)
        .first()
        .click({ force: true });
      await page.locator('[data-holds="true"]').waitFor();
      await page.evaluate(() => window.scrollTo(0, 0));
    },
  );
  await take(
    "run",
    `/runs/${done.workflow_run_id}`,
    () => page.locator("[data-node]"),
    async () => {
      await page.locator("[data-node]").last().click();
      await page.getByText("Where its inputs came from").waitFor();
    },
  );
  await take(
    "timeline",
    `/runs/${run}`,
    () => page.locator("[data-node]"),
    async () => {
      await page.getByRole("tab", { name: "Timeline" }).click();
      await page.getByRole("button", { name: /points/ }).click();
      await page.evaluate(() => window.scrollTo(0, 0));
    },
  );
  await take("team-run", teamRun, () => page.locator('[data-asks="node"]'));
  await take(
    "approvals",
    "/approvals",
    () => page.locator("[data-request]"),
    async () => {
      if (page.viewportSize().width < 1000) {
        await page.locator("[data-request]", { hasText: "Question of a step" }).locator("a").click();
        await page.locator("[data-approval]").waitFor();
      } else {
        await page.locator("[data-request]", { hasText: "Question of a step" }).getByRole("button").click();
        const brief = page.getByLabel("Brief *");
        await brief.fill(`${(await brief.inputValue()).replace("who rides it", "who rides it in winter")}`);
        await page.locator("[data-changes]").waitFor();
      }
    },
  );
  await take("agent", `/lenser/${lead.handle}/ag/work`, () => page.locator("[data-team]"));
  await take("schedules", "/schedules", () => page.locator("[data-schedule] li a"));
  await take("models", "/catalog", () => page.locator("tbody tr"));
});
