// Every route, with the samples in: accessible in both themes, no wider than a phone in any language, no text left untranslated.
import { readFileSync } from "node:fs";
import { api, fits, inBrowser } from "./lib.mjs";

const known = [
  ...readFileSync(new URL("../src/app/router.tsx", import.meta.url), "utf8").matchAll(/path: "([^"]+)"/g),
].map((found) => found[1]);

await inBrowser(
  "routes",
  async ({ page, origin, expect, look }) => {
    await page.goto(`${origin}/`);
    await api(page, "fn_load_sample_space").catch(() => null);
    const [me] = await api(page, "fn_lensers_get_active_profile");
    const agents = await api(page, "fn_list_agents_by_owner", { p_owner_lenser_id: me.id });
    const lead = agents.find((one) => one.display_name === "Sample: Lead");
    const [lens] = await api(page, "fn_get_my_lenses", { p_limit: 1 });
    const [workflow] = await api(page, "fn_get_my_workflows", { p_lenser_id: me.id, p_limit: 1 });
    const [teamRun] = await api(page, "fn_list_team_runs", { p_ai_lenser_id: lead.ai_lenser_id });
    const runs = await api(page, "fn_list_recent_workflow_runs", { p_limit: 2 });
    const routes = {
      "/": ["/"],
      "/lenses": ["/lenses"],
      "/lenses/$lensId": [`/lenses/${lens.id}`],
      "/workflows": ["/workflows"],
      "/workflows/$workflowId": [`/workflows/${workflow.id}`],
      "/runs": ["/runs"],
      "/runs/$runId": [`/runs/${runs[0].id}`],
      "/compare": [`/compare?a=${runs[0].id}&b=${runs[1].id}`],
      "/agents": ["/agents"],
      "/lenser/$handle": [`/lenser/${lead.handle}`, `/lenser/${me.handle}`],
      "/lenser/$handle/ag/$section": ["work", "behaviour", "tools", "memory", "governance"].map(
        (section) => `/lenser/${lead.handle}/ag/${section}`,
      ),
      "/team-runs/$teamRunId": [`/team-runs/${teamRun.id}`],
      "/approvals": ["/approvals", "/approvals?view=decided", "/approvals?view=standing"],
      "/approvals/$requestId": [`/approvals/${teamRun.id}`],
      "/schedules": ["/schedules", "/schedules?view=triggers"],
      "/memory": ["/memory"],
      "/tools": ["/tools", "/tools?view=calls", "/tools?view=use"],
      "/catalog": ["/catalog"],
      "/keys": ["/keys"],
      "/cost": ["/cost"],
      "/audit": ["/audit"],
      "/activity": ["/activity"],
      "/sign-in": ["/sign-in"],
    };
    const unvisited = known.filter((path) => !routes[path]);
    expect(unvisited.length === 0, `every route is visited: ${unvisited.join()}`);
    const settle = async () => {
      await page.locator("main").first().waitFor();
      await page.waitForLoadState("networkidle").catch(() => null);
      await page.locator("h1, h2").first().waitFor();
    };
    for (const [route, paths] of Object.entries(routes))
      for (const path of paths) {
        await page.goto(origin + path);
        await settle();
        await look(`route ${route.replaceAll(/\W+/g, "-")}`);
      }
    await page.setViewportSize({ width: 360, height: 740 });
    for (const language of ["de", "tr"]) {
      await page.evaluate((one) => localStorage.setItem("clens.language", one), language);
      for (const paths of Object.values(routes))
        for (const path of paths) {
          await page.goto(origin + path);
          await settle();
          expect((await page.locator("html").getAttribute("lang")) === language, `${path} is in ${language}`);
          expect(await fits(page), `${path} fits a phone in ${language}`);
          const keys = await page.evaluate(() =>
            [
              ...document.body.innerText.matchAll(
                /\b(?:app|nav|agent|team|policy|memory|tool|tools|cost|keys|feed|field|choice|schedule|approval|approvals)\.[a-z][A-Za-z_.]+/g,
              ),
            ]
              .map((found) => found[0])
              .filter((text) => !/^(tool|agent|team|memory|approval)\.[a-z_]+$/.test(text)),
          );
          expect(keys.length === 0, `${path} has texts in ${language}: ${keys.join()}`);
        }
    }
    await page.evaluate(() => localStorage.clear());
  },
  /status of 40[0-9]/,
);
