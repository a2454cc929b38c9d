// @vitest-environment jsdom
import { fireEvent, screen, waitFor, within } from "@testing-library/react";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type FakeServer, json } from "@/api/server.fixture";
import { leave, serverOfAda, visit } from "@/app/visit.fixture";

const rpc = (name: string) => `POST /rest/v1/rpc/${name}`;
const agent = (more: Record<string, unknown> = {}) => ({
  ai_lenser_id: "a1",
  profile_id: "p1",
  handle: "scribe",
  display_name: "Scribe",
  headline: "Writes",
  bio: null,
  visibility: "public",
  status: "active",
  is_active: true,
  archived_at: null,
  suspended_at: null,
  personality_note: "",
  runtime_pref: "single",
  created_at: "2026-11-23T10:00:00Z",
  owner: { id: "me", handle: "ada", display_name: "Ada" },
  policy: { spending_limit_credits: 500 },
  ...more,
});
const settings = (more: Record<string, unknown> = {}) => ({
  ai_lenser_id: "a1",
  runner_paused: false,
  global_kill_switch: false,
  approval_default: "require_human",
  ...more,
});
const workspace = (more: Record<string, unknown> = {}) => ({
  profile_id: "p1",
  ai_lenser_id: "a1",
  teams: [],
  runs: [],
  profiles: { personality: [], memory: [], tools: [], models: [] },
  workflow_assignments: [],
  schedules: [],
  pending_approvals: 0,
  ...more,
});

let server: FakeServer;
beforeEach(() => {
  server = serverOfAda()
    .on("GET /rest/v1/profiles", (asked) =>
      json(
        asked.query.get("handle") === "eq.scribe"
          ? [
              {
                id: "p1",
                handle: "scribe",
                display_name: "Scribe",
                type: "ai",
                visibility: "public",
                created_at: "2026-11-23T10:00:00Z",
              },
            ]
          : [],
      ),
    )
    .rpc("fn_get_agent_profile_by_profile_id", agent())
    .rpc("fn_get_agent_workspace_bootstrap", workspace())
    .rpc("fn_get_workspace_settings", settings())
    .rpc("fn_get_agent_cost_summary", [
      { period_date: "2026-11-23", credits_spent: 3, spending_limit: null },
      { period_date: "2026-11-22", credits_spent: 4.5, spending_limit: null },
    ]);
});
afterEach(leave);

const state = () => document.querySelector("[data-agent-state]")?.getAttribute("data-agent-state");
const ready = () => screen.findByRole("button", { name: /^(Pause|Resume)$/ });

describe("an agent, seen by whoever looks after it", () => {
  it("shows what it spent of what it may, and how it stands", async () => {
    server.instead(rpc("fn_get_agent_workspace_bootstrap"), json(workspace({ pending_approvals: 2 })));
    await visit("/lenser/scribe");
    await ready();
    expect(state()).toBe("active");
    expect(await screen.findByText("7.5")).toBeTruthy();
    expect(screen.getByText("credits in 30 days, limit 500 a month")).toBeTruthy();
    expect(screen.getByText(/2 requests wait for your decision/)).toBeTruthy();
    const days = within(screen.getByRole("table", { name: "credits a day (UTC)" })).getAllByRole("row");
    expect(days.map((row) => row.querySelector("th")?.textContent)).toEqual(["2026-11-22", "2026-11-23"]);
  });

  it("is found whatever case its handle is written in", async () => {
    await visit("/lenser/SCRIBE");
    await ready();
    expect(server.of("GET /rest/v1/profiles")[0]?.query.get("handle")).toBe("eq.scribe");
  });

  it("is paused, and goes on again", async () => {
    server
      .instead(
        rpc("fn_get_workspace_settings"),
        json(settings()),
        json(settings({ runner_paused: true })),
        json(settings()),
      )
      .rpc("fn_pause_agent", null)
      .rpc("fn_resume_agent", null);
    await visit("/lenser/scribe");
    fireEvent.click(await ready());
    await waitFor(() => expect(state()).toBe("paused"));
    expect(screen.getByText("Paused: schedules and new runs are held back.")).toBeTruthy();
    fireEvent.click(await screen.findByRole("button", { name: "Resume" }));
    await waitFor(() => expect(state()).toBe("active"));
    for (const name of ["fn_pause_agent", "fn_resume_agent"])
      expect(server.of(rpc(name)).map((one) => one.body)).toEqual([{ p_ai_lenser_id: "a1" }]);
  });

  it("is stopped at once by the kill switch, after a question that names it", async () => {
    server
      .instead(
        rpc("fn_get_workspace_settings"),
        json(settings()),
        json(settings({ global_kill_switch: true })),
      )
      .rpc("fn_toggle_kill_switch", null);
    await visit("/lenser/scribe");
    await ready();
    fireEvent.click(screen.getByRole("button", { name: "Kill switch" }));
    const question = within(await screen.findByRole("dialog", { name: "Kill switch" }));
    expect(question.getByText(/Runs of Scribe stop/)).toBeTruthy();
    expect(server.of(rpc("fn_toggle_kill_switch"))).toHaveLength(0);
    fireEvent.click(question.getByRole("button", { name: "Stop everything" }));
    await waitFor(() => expect(state()).toBe("killed"));
    expect(server.of(rpc("fn_toggle_kill_switch"))[0]?.body).toEqual({
      p_ai_lenser_id: "a1",
      p_enabled: true,
    });
    expect(screen.getByRole("button", { name: "Switch it off" })).toBeTruthy();
  });

  it("stays as it was when the server refuses, and says why", async () => {
    server.on(rpc("fn_pause_agent"), json({ code: "42501", message: "not yours", hint: null }, 403));
    await visit("/lenser/scribe");
    fireEvent.click(await ready());
    expect(await screen.findByText("not yours")).toBeTruthy();
    expect(state()).toBe("active");
  });

  it.each([
    ["/lenser/scribe/ag/overview", "Overview"],
    ["/lenser/scribe/ag/nonsense", "Overview"],
  ])("has sections, and no others: %s", async (path, section) => {
    await visit(path);
    await ready();
    const links = within(screen.getByRole("navigation", { name: "Sections of this agent" })).getAllByRole(
      "link",
    );
    expect(links).toHaveLength(6);
    expect(
      links.filter((one) => one.getAttribute("aria-current") === "page").map((one) => one.textContent),
    ).toContain(section);
  });
});

describe("an agent, seen by others", () => {
  it("shows nothing of its workspace", async () => {
    const { personality_note: _, ...open } = agent();
    server.instead(rpc("fn_get_agent_profile_by_profile_id"), json(open));
    await visit("/lenser/scribe");
    expect(await screen.findByRole("heading", { name: /Scribe/ })).toBeTruthy();
    expect(screen.queryByRole("button", { name: "Kill switch" })).toBeNull();
    expect(server.of(rpc("fn_get_agent_workspace_bootstrap"))).toHaveLength(0);
    expect(server.of(rpc("fn_get_workspace_settings"))).toHaveLength(0);
  });

  it("that is not there says so", async () => {
    await visit("/lenser/nobody");
    expect(await screen.findByText(/nobody/)).toBeTruthy();
    expect(server.of(rpc("fn_get_agent_profile_by_profile_id"))).toHaveLength(0);
  });
});
