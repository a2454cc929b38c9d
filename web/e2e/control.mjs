// The control room: a new agent by the wizard, its sections, profiles, effective policy, pause and kill switch, a team in swimlanes, an
// assignment with policies in sentences, a run that waits and the queue that decides, in bulk and by keyboard.
import { api, fits, inBrowser } from "./lib.mjs";

await inBrowser(
  "control",
  async ({ page, origin, expect, look }) => {
    const stamp = String(Date.now()).slice(-8);
    const section = async (name) => {
      await page
        .getByRole("navigation", { name: "Sections of this agent" })
        .getByRole("link", { name })
        .click();
    };
    const saved = async () => {
      await page
        .getByRole("status")
        .or(page.locator("[data-toast]"))
        .filter({ hasText: "Saved" })
        .first()
        .waitFor();
    };

    await page.goto(`${origin}/agents`);
    await page.getByRole("heading", { name: "Agents" }).waitFor();
    await look("agents-empty");
    await page.keyboard.press("n");
    await page.getByLabel("Name").fill(`Flow Lead ${stamp}`);
    expect(
      (await page.getByLabel("Handle").inputValue()) === `flow.lead.${stamp}`,
      "the wizard suggests a handle",
    );
    await look("agent-wizard");
    await page.getByRole("button", { name: "Next" }).click();
    await page.getByLabel("How it should be").fill("Calm and exact.");
    await page.getByRole("button", { name: "Next" }).click();
    await page.getByLabel(/Spending limit/).fill("5000");
    await page.getByRole("button", { name: "Create agent" }).click();
    await page.getByRole("heading", { name: `Flow Lead ${stamp}` }).waitFor();
    await page.locator('[data-agent-state="active"]').waitFor();
    await look("agent-overview");

    await page.getByRole("button", { name: "Pause", exact: true }).click();
    await page.locator('[data-agent-state="paused"]').waitFor();
    await page.getByRole("button", { name: "Resume" }).click();
    await page.locator('[data-agent-state="active"]').waitFor();
    await page.getByRole("button", { name: "Kill switch" }).click();
    await look("agent-kill");
    await page.getByRole("button", { name: "Stop everything" }).click();
    await page.locator('[data-agent-state="killed"]').waitFor();
    await page.getByRole("button", { name: "Switch it off" }).click();
    await page.locator('[data-agent-state="active"]').waitFor();

    // Behaviour: what is typed is there after a reload, and again after it was stored.
    await section("Behaviour");
    const note = page.getByLabel("How it should be");
    expect((await note.inputValue()) === "Calm and exact.", "the wizard stored the personality");
    await note.fill("Calm, exact, brief.");
    await page.reload();
    await page.waitForFunction(() =>
      [...document.querySelectorAll("textarea")].some((one) => one.value === "Calm, exact, brief."),
    );
    await page.locator("form", { has: note }).getByRole("button", { name: "Save" }).click();
    await saved();
    await page.getByRole("button", { name: "New profile" }).click();
    const draft = page.locator('[data-profiles="personality"] form').first();
    await draft.getByLabel("Name *").fill("Plain");
    await draft.getByLabel("Tone").fill("dry");
    await draft.getByRole("button", { name: "Create profile" }).click();
    await page.getByRole("button", { name: "Plain" }).waitFor();
    await look("agent-behaviour");

    await section("Governance");
    await page.getByRole("row", { name: /Tone dry Default profile: Plain/ }).waitFor();
    await page.getByRole("row", { name: /Spending limit.*5000 Agent's policy/ }).waitFor();
    await page.getByLabel("Runs at the same time *").fill("0");
    await page.getByText("At least 1.").waitFor();
    await page.getByLabel("Runs at the same time *").fill("3");
    await page
      .locator("form", { has: page.getByLabel("Runs at the same time *") })
      .getByRole("button", { name: "Save" })
      .click();
    await page.getByRole("row", { name: /Runs at the same time 3/ }).waitFor();
    await look("agent-governance");

    await section("Tools & Models");
    await page.getByRole("heading", { name: "What it may call" }).waitFor();
    await look("agent-tools");
    await section("Memory");
    await page.getByRole("heading", { name: "Memory profiles" }).waitFor();
    await look("agent-memory");

    // The server fails, then the connection: what is typed stays, and the page says what to do.
    await section("Governance");
    const limit = page.getByLabel("Runs at the same time *");
    const store = page.locator("form", { has: limit }).getByRole("button", { name: "Save" });
    await limit.fill("4");
    await page.route("**/rpc/fn_update_agent_policy", (route) =>
      route.fulfill({
        status: 500,
        contentType: "application/json",
        body: JSON.stringify({
          code: "XX000",
          message: "the server stumbled",
          hint: "try it again in a moment",
        }),
      }),
    );
    await store.click();
    await page.getByText("the server stumbled").waitFor();
    await page.getByText("Try it again in a moment").waitFor();
    expect((await limit.inputValue()) === "4", "a server error loses nothing");
    await page.unroute("**/rpc/fn_update_agent_policy");
    await page.route("**/rpc/fn_update_agent_policy", (route) => route.abort());
    await store.click();
    await page.getByText("The server cannot be reached").waitFor();
    await page.unroute("**/rpc/fn_update_agent_policy");
    await page.reload();
    await page.waitForFunction(() =>
      [...document.querySelectorAll("input")].some((one) => one.value === "4"),
    );
    await store.click();
    await page.getByRole("row", { name: /Runs at the same time 4/ }).waitFor();

    // A team with a second agent: picture, warnings, all five kinds of connection.
    const [{ id: me }] = await api(page, "fn_lensers_get_active_profile");
    await api(page, "fn_create_ai_lenser", {
      p_owner_lenser_id: me,
      p_handle: `flow.two.${stamp}`,
      p_display_name: `Flow Two ${stamp}`,
    });
    await section("Work");
    await page.getByRole("button", { name: "New team" }).click();
    await page.getByRole("dialog").getByLabel("Name").fill("Desk");
    await page.getByRole("dialog").getByRole("button", { name: "Create team" }).click();
    await page.locator('[data-team="Desk"]').waitFor();
    for (const name of [`Flow Lead ${stamp}`, `Flow Two ${stamp}`]) {
      await page.getByLabel("Add a member").selectOption({ label: name });
      await page.getByRole("button", { name: "Add", exact: true }).click();
      await page.locator("[data-member]", { hasText: name }).waitFor();
    }
    await page.getByText(/No connection reaches/).waitFor();
    for (const type of [
      "delegates to",
      "is reviewed by",
      "reports to",
      "shares context with",
      "hands off to",
    ]) {
      await page.getByLabel("Who", { exact: true }).selectOption({ label: `Flow Lead ${stamp}` });
      await page.getByLabel("does what").selectOption({ label: type });
      await page.getByLabel("with whom").selectOption({ label: `Flow Two ${stamp}` });
      await page.getByRole("button", { name: "Connect", exact: true }).click();
      await page.locator("[data-edge]", { hasText: type }).waitFor();
    }
    expect((await page.locator("[data-edge]").count()) === 5, "each connection bears its name");
    await page.locator("[data-member]", { hasText: "Flow Two" }).click();
    await page.getByLabel("Lane (from 0) *").fill("1");
    await page
      .locator("form", { has: page.getByLabel("Lane (from 0) *") })
      .getByRole("button", { name: "Save" })
      .click();
    await page.getByText("Lane 2", { exact: true }).waitFor();

    // An assignment, its policies said in sentences.
    const workflow = await api(page, "fn_create_workflow", { p_title: `Flow desk ${stamp}` });
    const node = {
      id: crypto.randomUUID(),
      kind: "transform",
      label: "say",
      config: { text: "Say [[topic]]." },
    };
    await api(page, "fn_upsert_workflow_nodes", { p_workflow_id: workflow[0].id, p_nodes: [node] });
    const version = await api(page, "fn_create_workflow_version", { p_workflow_id: workflow[0].id });
    await api(page, "fn_publish_workflow_version", { p_version_id: version });
    await page.getByRole("button", { name: "New assignment" }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByLabel("Workflow").selectOption({ label: `Flow desk ${stamp}` });
    await dialog.getByLabel("Carried out by").selectOption({ label: "Desk" });
    await dialog.getByText("Ask me first.").waitFor();
    await dialog.getByRole("button", { name: "Change Queue" }).click();
    await dialog.getByLabel("At most in parallel").fill("3");
    await dialog.getByText("Up to 3 in parallel.").waitFor();
    await look("assignment");
    await dialog.getByRole("button", { name: "Assign" }).click();
    await page.locator("[data-assignment]").getByText("Up to 3 in parallel.").waitFor();
    await look("agent-work");

    // Three runs that wait for a person.
    for (const topic of ["one", "two", "three"]) {
      await page.getByRole("button", { name: "Start a run" }).click();
      await page.getByRole("dialog").getByLabel("topic *").fill(topic);
      await page.getByRole("dialog").getByRole("button", { name: "Start", exact: true }).click();
      await page.locator('[data-asks="team_run"]').waitFor();
      await page.goBack();
      await page.getByRole("heading", { name: "Assignments" }).waitFor();
    }
    await page.keyboard.press("g");
    await page.keyboard.press("p");
    await page.getByRole("heading", { name: "Approvals" }).waitFor();
    const waiting = page.locator("[data-request]");
    await page.waitForFunction(() => document.querySelectorAll("[data-request]").length === 3);
    await page.locator("[data-approval]").waitFor();
    await page.keyboard.press("e");
    await page.keyboard.press("End");
    await page.keyboard.type(" more");
    await page.locator('[data-changes="1"]').waitFor();
    await look("approvals");
    await page.keyboard.press("Escape");
    await page.locator("body").click({ position: { x: 700, y: 20 } });
    await page.keyboard.press("a");
    await page.getByText("Approved with your changes").waitFor();
    await page.waitForFunction(() => document.querySelectorAll("[data-request]").length === 2);
    await page.getByLabel("Choose all 2").check();
    await page.getByRole("button", { name: "Reject 2" }).click();
    await page.getByText("2 requests decided.").waitFor();
    await page.getByText("Nothing waits for you").waitFor();
    expect((await waiting.count()) === 0, "the queue is empty");
    await look("approvals-empty");
    await page.getByRole("tab", { name: "Decided" }).click();
    await page
      .locator("li", { hasText: `Flow desk ${stamp}` })
      .first()
      .waitFor();
    await look("approvals-decided");

    // Decided elsewhere while one looks at it: the decision that stands is shown.
    await page.goto(`${origin}/lenser/flow.lead.${stamp}/ag/work`);
    await page.getByRole("button", { name: "Start a run" }).click();
    await page.getByRole("dialog").getByLabel("topic *").fill("four");
    await page.getByRole("dialog").getByRole("button", { name: "Start", exact: true }).click();
    await page.locator('[data-asks="team_run"]').getByRole("link", { name: "Decide" }).click();
    await page.getByLabel("Reason (needed to reject)").fill("half a thought");
    const request = page.url().split("/").at(-1);
    await page.route("**/agents/approval_requests_v*", (route) => route.abort());
    await api(page, "fn_decide_approval", { p_team_run_id: request, p_decision: "approved" });
    await page.getByRole("button", { name: "Approve A" }).click();
    await page.unroute("**/agents/approval_requests_v*");
    await page
      .locator("[data-outcome]")
      .or(page.getByText("Somebody decided this meanwhile"))
      .first()
      .waitFor();

    // In advance: the next run starts by itself.
    await page.goto(`${origin}/lenser/flow.lead.${stamp}/ag/work`);
    await page.getByRole("button", { name: "Start a run" }).click();
    await page.getByRole("dialog").getByLabel("topic *").fill("five");
    await page.getByRole("dialog").getByRole("button", { name: "Start", exact: true }).click();
    await page.locator('[data-asks="team_run"]').getByRole("link", { name: "Decide" }).click();
    await page.getByRole("button", { name: "Approve in advance…" }).click();
    await page.getByRole("menuitem", { name: "for 24 hours" }).click();
    await page.getByText("such starts need no decision").waitFor();
    await page.getByRole("button", { name: "Approve A" }).click();
    await page.goto(`${origin}/approvals?view=standing`);
    await page.getByRole("button", { name: "End it" }).first().waitFor();
    await look("standing");
    await page.goto(`${origin}/lenser/flow.lead.${stamp}/ag/work`);
    await page.getByRole("button", { name: "Start a run" }).click();
    await page.getByRole("dialog").getByLabel("topic *").fill("six");
    await page.getByRole("dialog").getByRole("button", { name: "Start", exact: true }).click();
    await page.locator('[data-team-run="completed"]').waitFor();
    await look("team-run-done");

    // What other policies would have changed in the runs that were.
    const ended = page.url();
    await page.goto(`${origin}/lenser/flow.lead.${stamp}/ag/work`);
    const assigned = page.locator("[data-assignment]");
    await assigned.getByRole("button", { name: "Change Approval" }).click();
    await assigned.getByLabel("Somebody decides").uncheck();
    await assigned.getByRole("button", { name: "What would this have changed?" }).click();
    await assigned.locator("[data-what-if]").getByText("asked you once less").first().waitFor();
    await look("assignment-what-if");
    await page.goto(ended);
    await page.locator("[data-team-run]").waitFor();
    await page.goto(`${origin}/approvals?view=standing`);
    await page
      .getByRole("row", { name: new RegExp(`Flow Lead ${stamp}`) })
      .getByRole("button", { name: "End it" })
      .click();
    await page.getByRole("row", { name: new RegExp(`Flow Lead ${stamp}`) }).waitFor({ state: "detached" });
    await page.goBack();
    await page.locator("[data-team-run]").waitFor();

    await page.setViewportSize({ width: 360, height: 740 });
    expect(await fits(page), "a team run fits a phone");
    await look("team-run-narrow");
    for (const one of ["overview", "work", "behaviour", "tools", "memory", "governance"]) {
      await page.goto(`${origin}/lenser/flow.lead.${stamp}/ag/${one}`);
      await page.getByRole("navigation", { name: "Sections of this agent" }).waitFor();
      await page.locator("main section, main form").first().waitFor();
      expect(await fits(page), `${one} fits a phone`);
    }
    await look("agent-narrow");
    await page.setViewportSize({ width: 1280, height: 800 });

    // Profiles in their modes.
    await page.goto(`${origin}/`);
    const [{ handle }] = await api(page, "fn_lensers_get_active_profile");
    await page.goto(`${origin}/lenser/${handle}`);
    await page.locator('[data-mode="person-owner"]').waitFor();
    await look("person");
    await page.goto(`${origin}/lenser/nobody.at.all`);
    await page.getByText("There is nobody by the name @nobody.at.all").waitFor();

    // Somebody else sees the person and the agent as the public does, and may decide nothing.
    await page.getByRole("button", { name: "Sign out" }).click();
    await page.getByRole("button", { name: "No account yet? Create one" }).click();
    await page.getByLabel("E-mail").fill(`other-${stamp}@example.org`);
    await page.getByLabel("Password").fill(`other ${stamp} of the flow`);
    await page.getByRole("button", { name: "Create account" }).click();
    await page.getByRole("heading", { name: /^Hello/ }).waitFor();
    await page.goto(`${origin}/lenser/flow.lead.${stamp}/ag/governance`);
    await page.locator('[data-mode="agent-public"]').waitFor();
    expect(
      !(await page.locator("main").innerText()).includes("Calm, exact"),
      "the personality is not public",
    );
    await look("agent-public");
    await page.goto(`${origin}/lenser/${handle}`);
    await page.locator('[data-mode="person-public"]').waitFor();
    await look("person-public");
    await page.goto(`${origin}/approvals/${request}`);
    await page.getByText("This request does not exist or you may not see it").waitFor();
  },
  /status of (4(09|00)|500)|ERR_FAILED/,
);
