// Everything that a model or a stranger may have written is shown wherever the page shows such text: no script runs, nothing is asked
// of another host, nothing leads away. The answers of the server are made up here, so that each place gets the whole corpus.
import { api, inBrowser } from "./lib.mjs";
import { payloads } from "./payloads.mjs";

await inBrowser(
  "corpus",
  async ({ page, origin, expect, context }) => {
    let left = 0;
    page.on("framenavigated", (frame) => {
      if (!frame.url().startsWith(origin)) left++;
    });
    page.on("dialog", (dialog) => {
      left++;
      void dialog.dismiss();
    });
    context.on("page", () => left++);
    const json = (body) => (route) =>
      route.fulfill({ status: 200, contentType: "application/json", body: JSON.stringify(body) });
    let shown = 0;
    const check = async (place, count) => {
      const found = await page.evaluate(() => {
        const own = document.querySelectorAll(
          "main script, main iframe, main object, main embed, main img, main link, main meta, main base, main style, main form[action], main marquee, main video, main audio",
        );
        const links = [...document.querySelectorAll("a[href]")].filter(
          (link) => !/^(https?|mailto):$/.test(new URL(link.href).protocol),
        );
        return { hit: window.hit, own: own.length, links: links.length, proto: {}.hit };
      });
      expect(found.hit === undefined && found.proto === undefined, `${place}: no script ran`);
      expect(found.own === 0, `${place}: no element was made of text (${found.own})`);
      expect(found.links === 0, `${place}: no link leads into a script`);
      expect(left === 0, `${place}: nothing led away`);
      shown += count;
    };
    const chunks = (size) =>
      Array.from({ length: Math.ceil(payloads.length / size) }, (_, at) =>
        payloads.slice(at * size, (at + 1) * size),
      );
    const now = new Date().toISOString();
    const id = (at) => `00000000-0000-7000-8000-${String(at).padStart(12, "0")}`;

    await page.goto(`${origin}/`);
    await api(page, "fn_load_sample_space").catch(() => null);

    // Memory.
    for (const part of chunks(300)) {
      const rows = part.map((content, at) => ({
        id: id(at),
        profile_id: id(1),
        ai_lenser_id: id(2),
        scope: "project",
        source: "agent",
        content,
        confidence: 0.5,
        is_redacted: false,
        created_at: now,
      }));
      await page.route("**/rpc/fn_list_agent_memories", json(rows));
      await page.goto(`${origin}/memory`);
      await page
        .locator("[data-memory]")
        .nth(part.length - 1)
        .waitFor();
      await check("memory", part.length);
      await page.unroute("**/rpc/fn_list_agent_memories");
    }

    // Approvals: proposed, edited and what changed; titles and names as well.
    for (const part of chunks(220)) {
      const inputs = Object.fromEntries(part.map((text, at) => [`${at} ${text.slice(0, 40)}`, text]));
      const request = {
        request_id: id(7),
        request_kind: "team_run",
        ai_lenser_id: id(2),
        team_id: null,
        team_name: part[0],
        workflow_id: id(3),
        workflow_run_id: null,
        node_id: null,
        tool_invocation_id: null,
        approval_status: "pending",
        run_status: "queued",
        gate_kind: "start_run",
        requested_action: "start_run",
        title: part[1],
        inputs,
        metadata: {},
        expires_at: null,
        created_at: now,
      };
      await page.route("**/rest/v1/approval_requests_v*", json([request]));
      await page.goto(`${origin}/approvals/${id(7)}`);
      await page
        .locator("[data-approval] dd")
        .nth(part.length - 1)
        .waitFor();
      await page.locator("[data-approval] :is(textarea, input)").first().fill(`${part[2]} ${part[3]}`);
      await page.locator("[data-changes]").waitFor();
      await check("approval", part.length * 2);
      await page.unroute("**/rest/v1/approval_requests_v*");
      await page.evaluate(() => indexedDB.deleteDatabase("clens"));
    }

    // A run: labels, streamed text, outputs, errors, events; then its timeline.
    const [agent] = await api(page, "fn_list_agents_by_owner", {
      p_owner_lenser_id: (await api(page, "fn_lensers_get_active_profile"))[0].id,
    });
    const [flow] = await api(page, "fn_create_workflow", { p_title: `Corpus ${Date.now()}` });
    const node = { id: crypto.randomUUID(), kind: "transform", label: "say", config: { text: "hello" } };
    await api(page, "fn_upsert_workflow_nodes", { p_workflow_id: flow.id, p_nodes: [node] });
    const version = await api(page, "fn_create_workflow_version", { p_workflow_id: flow.id });
    await api(page, "fn_publish_workflow_version", { p_version_id: version });
    const run = await api(page, "fn_start_workflow_run", { p_workflow_id: flow.id });
    for (const part of chunks(360)) {
      const nodes = part.map((text, at) => ({
        ...node,
        id: id(at + 1),
        label: `${at} ${text}`,
        lens_id: null,
        version_id: null,
        ordinal: at,
        position_x: 0,
        position_y: 0,
      }));
      await page.route("**/rpc/fn_get_workflow_version_snapshot", json([{ nodes, edges: [] }]));
      const event = (at, type, payload, nodeId) =>
        `id: ${at}\nevent: ${type}\ndata: ${JSON.stringify({ eventId: at, type, runId: run, nodeId, timestamp: now, payload })}\n\n`;
      const lines = [event(1, "run.started", { nodes: nodes.map((one) => one.id) })];
      // The first step says all of them, also as links, pictures and lists, so that each is drawn as Markdown.
      const drawn = part
        .flatMap((text) => [
          text,
          `[x](${text})`,
          `![x](${text})`,
          `<${text}>`,
          `- ${text}`,
          `|${text}|\n|-|`,
        ])
        .join("\n\n");
      part.forEach((one, at) => {
        const to = id(at + 1);
        const text = at === 1 ? drawn.slice(0, 99_000) : one;
        lines.push(event(lines.length + 1, "node.started", { attempt: 1 }, to));
        lines.push(event(lines.length + 1, "node.stream.delta", { attempt: 1, deltaIndex: 0, text }, to));
        lines.push(
          at % 3 === 0
            ? event(lines.length + 1, "node.failed", { cause: "tool_error", message: text, attempt: 1 }, to)
            : event(
                lines.length + 1,
                "node.completed",
                {
                  attempt: 1,
                  durationMs: 1,
                  output: { kind: "text", output: text, data: { [text.slice(0, 30)]: text } },
                },
                to,
              ),
        );
      });
      lines.push(event(lines.length + 1, "run.failed", { error: { cause: "tool_error", message: part[0] } }));
      await page.route("**/v1/runs/*/events*", (route) =>
        route.fulfill({ status: 200, contentType: "text/event-stream", body: lines.join("") }),
      );
      await page.goto(`${origin}/runs/${run}`);
      await page
        .locator("[data-node]")
        .nth(part.length - 1)
        .waitFor();
      await page.locator('h1 + [data-status="failed"]').waitFor();
      await page.locator("[data-node]").nth(1).click();
      await page.locator("[data-answer] li").first().waitFor();
      await check("run, drawn", 6 * part.length * Math.min(1, 99_000 / drawn.length));
      expect(
        (await page.locator("[data-answer] a:not([rel~=noopener][rel~=nofollow][target=_blank])").count()) ===
          0,
        "links of an answer lead away in a window of their own",
      );
      for (let at = 0; at < 40; at++) await page.keyboard.press("j");
      await check("run", part.length * 2);
      await page.getByRole("tab", { name: /Events/ }).click();
      await page.getByRole("log").waitFor();
      await page.getByRole("tab", { name: "Timeline" }).click();
      await check("run events and timeline", part.length);
      await page.unroute("**/v1/runs/*/events*");
      await page.unroute("**/rpc/fn_get_workflow_version_snapshot");
    }

    // A team run: its board, its notes.
    const [team] = (await api(page, "fn_list_agents_by_owner", { p_owner_lenser_id: agent.owner.id })).slice(
      -1,
    );
    for (const part of chunks(360)) {
      const steps = part.map((text, at) => ({
        id: id(at + 1),
        team_member_id: null,
        workflow_node_id: null,
        lane: at % 4,
        title: text.slice(0, 200) || "x",
        role: text.slice(0, 40),
        current_task: text,
        recent_output_summary: text,
        blocker_summary: text,
        status: "completed",
        started_at: now,
        completed_at: now,
      }));
      await page.route("**/rpc/fn_list_agent_run_steps", json(steps));
      await page.route(
        "**/rest/v1/team_runs*",
        json([
          {
            id: id(9),
            ai_lenser_id: team.ai_lenser_id,
            team_id: null,
            team_name: null,
            workflow_id: null,
            workflow_run_id: null,
            status: "completed",
            approval_status: "not_required",
            scratchpad: Object.fromEntries(part.map((text, at) => [at, text])),
            scratchpad_version: 3,
            metadata: { workflow_title: part[0] },
            created_at: now,
            started_at: now,
            completed_at: now,
          },
        ]),
      );
      await page.goto(`${origin}/team-runs/${id(9)}`);
      await page
        .locator("[data-step-status]")
        .nth(part.length - 1)
        .waitFor();
      await check("team run", part.length * 4);
      await page.unroute("**/rpc/fn_list_agent_run_steps");
      await page.unroute("**/rest/v1/team_runs*");
    }

    // Calls of tools, the feed, the library, the catalog's links.
    for (const part of chunks(540)) {
      await page.route(
        "**/rest/v1/tool_invocations_v*",
        json(
          part.map((text, at) => ({
            id: id(at),
            tool_id: id(1),
            tool_name: text,
            tool_key: "x",
            egress_class: text,
            ai_lenser_id: id(2),
            team_run_id: null,
            run_id: null,
            input: { text },
            output: { text },
            status: "failed",
            approval_status: "not_required",
            error: text,
            cost_estimate: null,
            created_at: now,
            started_at: now,
            completed_at: now,
          })),
        ),
      );
      await page.goto(`${origin}/tools?view=calls`);
      await page
        .locator("tbody tr")
        .nth(part.length - 1)
        .waitFor();
      await page.locator("tbody tr button").nth(5).click();
      await page.getByRole("dialog").waitFor();
      await check("tool calls", part.length);
      await page.route(
        "**/rpc/fn_get_human_activity_feed",
        json(
          part.map((text, at) => ({
            occurred_at: now,
            kind: at % 2 ? "action" : "team_run",
            ai_lenser_id: id(2),
            ai_lenser_handle: "sample",
            ai_lenser_name: text,
            title: text,
            status: text,
            team_run_id: id(4),
            workflow_id: null,
            schedule_id: null,
            action_type: "x.y",
            payload: {},
          })),
        ),
      );
      await page.goto(`${origin}/activity`);
      await page
        .locator("[data-feed] li")
        .nth(part.length - 1)
        .waitFor();
      await check("feed", part.length);
      await page.route(
        "**/rpc/fn_search_lenses*",
        json(
          part.map((text, at) => ({
            id: id(at),
            lenser_id: id(2),
            visibility: "public",
            status: "published",
            title: text,
            description: text,
            author_profile: { handle: text, display_name: text },
            tags: [{ id: null, slug: "x", name: text }],
            created_at: now,
            outputKind: text,
          })),
        ),
      );
      await page.goto(`${origin}/lenses`);
      await page
        .locator("main li")
        .nth(part.length - 1)
        .waitFor();
      await check("lenses", part.length);
      await page.route(
        "**/rpc/fn_ai_catalog_models*",
        json(
          part.map((text, at) => ({
            id: id(at),
            provider_key: text,
            provider_name: text,
            key: text,
            name: text,
            description: text,
            docs_url: text,
            support_level: "runnable",
            status: "active",
            capabilities: [text],
            input_modalities: [],
            output_modalities: [],
            context_window_tokens: 1,
            supports_tools: false,
            supports_json_schema: false,
            supports_vision: false,
            supports_streaming: false,
            user_summary: text,
            metadata: { price_as_of: text },
            input_cost_per_1k_tokens: 0,
            output_cost_per_1k_tokens: 0,
          })),
        ),
      );
      await page.goto(`${origin}/catalog`);
      await page
        .locator("tbody tr")
        .nth(part.length - 1)
        .waitFor();
      await check("catalog", part.length);
      await page.unrouteAll();
    }
    console.log(
      `${payloads.length} payloads, shown ${Math.round(shown)} times: 0 scripts, 0 outside requests, 0 navigations`,
    );
    expect(payloads.length >= 1000, "at least 1,000 payloads");
  },
  /status of 40[0-9]/,
);
