// @vitest-environment jsdom
import { act, fireEvent, screen, waitFor, within } from "@testing-library/react";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type FakeServer, json } from "@/api/server.fixture";
import { leave, serverOfAda, type, visit } from "@/app/visit.fixture";

const open = "GET /rest/v1/approval_requests_v";
const rpc = (name: string) => `POST /rest/v1/rpc/${name}`;
const request = (more: Record<string, unknown> = {}) => ({
  request_id: "r1",
  request_kind: "team_run",
  ai_lenser_id: "a1",
  team_id: "t1",
  team_name: "Editors",
  workflow_id: "w1",
  workflow_run_id: "run1",
  node_id: null,
  tool_invocation_id: null,
  approval_status: "pending",
  run_status: "draft",
  gate_kind: "policy",
  requested_action: null,
  title: "Brief",
  inputs: { text: "hello", words: 10 },
  metadata: {},
  expires_at: null,
  created_at: "2026-11-23T10:00:00Z",
  ...more,
});

let server: FakeServer;
beforeEach(() => {
  server = serverOfAda()
    .on("GET /rest/v1/workflow_runs", json([{ workflow_version_id: "v1" }]))
    .on(
      "GET /rest/v1/workflow_versions",
      json([
        {
          input_names: ["text", "words"],
          required_inputs: ["text"],
          typed_inputs: { words: [{ type: "integer", options: null }] },
          graph: {
            nodes: [
              {
                id: "n1",
                label: "check",
                config: {
                  title: "Is the draft good?",
                  form: {
                    type: "object",
                    required: ["verdict"],
                    properties: { verdict: { type: "string" }, again: { type: "boolean" } },
                  },
                },
              },
            ],
          },
        },
      ]),
    );
});
afterEach(leave);

const show = async (more: Record<string, unknown> = {}) => {
  const one = request(more);
  server.on(open, (asked) => json(asked.query.get("request_id") === "eq.r1" ? [one] : []));
  await visit("/approvals/r1");
  await screen.findByLabelText("Reason (needed to reject)");
};
const button = (name: RegExp) => screen.getByRole("button", { name }) as HTMLButtonElement;

describe("the start of a run", () => {
  it("is approved as proposed", async () => {
    server.rpc("fn_decide_approval", null);
    await show();
    expect(screen.getByText("A run of “Brief” asks to start. · Editors")).toBeTruthy();
    fireEvent.click(button(/^Approve A/));
    await waitFor(() =>
      expect(server.of(rpc("fn_decide_approval"))[0]?.body).toEqual({
        p_team_run_id: "r1",
        p_decision: "approved",
        p_reason: null,
        p_modifications: null,
      }),
    );
    expect(await screen.findByText("Approved")).toBeTruthy();
  });

  it("is approved with what was changed, and nothing else", async () => {
    server.rpc("fn_decide_approval", null);
    await show();
    type(/^text/, "hello there");
    expect(screen.getByText("Your changes")).toBeTruthy();
    expect(document.querySelector("ins")?.textContent).toContain("there");
    fireEvent.click(button(/Approve with changes/));
    await waitFor(() =>
      expect(server.of(rpc("fn_decide_approval"))[0]?.body).toMatchObject({
        p_decision: "modified",
        p_modifications: { text: "hello there" },
      }),
    );
  });

  it("is not approved with what the run could not take", async () => {
    await show();
    type(/^words/, "many");
    expect(button(/Approve with changes/).disabled).toBe(true);
    type(/^words/, "12");
    expect(button(/Approve with changes/).disabled).toBe(false);
    type(/^text/, "");
    expect(button(/Approve with changes/).disabled).toBe(true);
  });

  it("is rejected with a reason, which is asked for", async () => {
    server.rpc("fn_decide_approval", null);
    await show();
    fireEvent.click(button(/^Reject/));
    expect(document.activeElement).toBe(screen.getByLabelText("Reason (needed to reject)"));
    expect(server.of(rpc("fn_decide_approval"))).toHaveLength(0);
    type("Reason (needed to reject)", "too long");
    fireEvent.click(button(/^Reject/));
    await waitFor(() =>
      expect(server.of(rpc("fn_decide_approval"))[0]?.body).toEqual({
        p_team_run_id: "r1",
        p_decision: "rejected",
        p_reason: "too long",
        p_modifications: null,
      }),
    );
  });

  it("is decided by keys, but not while one types", async () => {
    server.rpc("fn_decide_approval", null);
    await show();
    const press = (key: string, on: EventTarget = document.body) =>
      act(
        () =>
          void on.dispatchEvent(
            new KeyboardEvent("keydown", { key, bubbles: true, composed: true, cancelable: true }),
          ),
      );
    press("a", screen.getByLabelText("Reason (needed to reject)"));
    expect(server.of(rpc("fn_decide_approval"))).toHaveLength(0);
    press("a");
    await waitFor(() => expect(server.of(rpc("fn_decide_approval"))).toHaveLength(1));
  });

  it("that somebody else decided says so and keeps what was typed", async () => {
    server.on(rpc("fn_decide_approval"), json({ code: "40001", message: "decided", hint: null }, 409));
    await show();
    type("Reason (needed to reject)", "mine");
    fireEvent.click(button(/^Approve A/));
    expect(await screen.findByText(/Somebody decided this meanwhile/)).toBeTruthy();
    expect((screen.getByLabelText("Reason (needed to reject)") as HTMLTextAreaElement).value).toBe("mine");
  });

  it("is approved in advance for a while", async () => {
    server.rpc("fn_grant_standing_approval", "s1");
    await show();
    fireEvent.click(button(/Approve in advance/));
    fireEvent.click(screen.getByRole("menuitem", { name: "for 24 hours" }));
    expect(await screen.findByText(/such starts need no decision/)).toBeTruthy();
    expect(server.of(rpc("fn_grant_standing_approval"))[0]?.body).toEqual({
      p_ai_lenser_id: "a1",
      p_workflow_id: "w1",
      p_gate_kind: "policy",
      p_hours: 24,
    });
  });
});

describe("the question of a step", () => {
  const step = { request_kind: "node", node_id: "n1", inputs: { draft: "A draft" } };

  it("that is answered is told so, though the queue knows it no more", async () => {
    server.rpc("fn_complete_human_input", null).rpc("fn_get_approval_request", null);
    await show(step);
    type(/^verdict/, "good");
    server.instead(open, json([]));
    fireEvent.click(button(/^Approve/));
    const link = await screen.findByText("All approvals", { selector: "p a" });
    expect(link.parentElement?.textContent).toContain("Approved");
    expect(screen.queryByText(/does not exist/)).toBeNull();
  });

  it("is answered with its whole form", async () => {
    server.rpc("fn_complete_human_input", null);
    await show(step);
    expect(screen.getByRole("heading", { name: "Is the draft good?" })).toBeTruthy();
    expect(screen.getByText("A draft")).toBeTruthy();
    expect(button(/^Approve/).disabled).toBe(true);
    type(/^verdict/, "good");
    fireEvent.click(button(/^Approve/));
    await waitFor(() =>
      expect(server.of(rpc("fn_complete_human_input"))[0]?.body).toEqual({
        p_run_id: "run1",
        p_node_id: "n1",
        p_values: { verdict: "good" },
      }),
    );
  });

  it("is refused with a reason", async () => {
    server.rpc("fn_complete_human_input", null);
    await show(step);
    type("Reason (needed to reject)", "no");
    fireEvent.click(button(/^Reject/));
    await waitFor(() =>
      expect(server.of(rpc("fn_complete_human_input"))[0]?.body).toMatchObject({
        p_values: { approved: false, reason: "no" },
      }),
    );
  });
});

describe("the call of a tool", () => {
  const tool = {
    request_kind: "tool_invocation",
    workflow_run_id: null,
    metadata: { tool_id: "t1" },
    inputs: { q: "tea" },
  };
  beforeEach(() => {
    server.on("GET /rest/v1/tools_registry", json([{ schema_input: { type: "object" } }]));
  });

  it("is approved exactly as it is", async () => {
    server.rpc("fn_approve_tool_invocation", null);
    await show(tool);
    expect(screen.getByText(/approved exactly as proposed/)).toBeTruthy();
    expect(screen.queryByText("Edited")).toBeNull();
    fireEvent.click(button(/^Approve A/));
    await waitFor(() =>
      expect(server.of(rpc("fn_approve_tool_invocation"))[0]?.body).toEqual({ p_invocation_id: "r1" }),
    );
    expect(server.of("GET /rest/v1/tools_registry")[0]?.query.get("id")).toBe("eq.t1");
  });

  it("is rejected by its own call", async () => {
    server.rpc("fn_reject_tool_invocation", null);
    await show(tool);
    type("Reason (needed to reject)", "not outside");
    fireEvent.click(button(/^Reject/));
    await waitFor(() =>
      expect(server.of(rpc("fn_reject_tool_invocation"))[0]?.body).toEqual({
        p_invocation_id: "r1",
        p_reason: "not outside",
      }),
    );
  });
});

describe("calls of a tool in advance", () => {
  const tool = {
    request_kind: "tool_invocation",
    title: "Send letter",
    metadata: { tool_id: "t1" },
    inputs: { to: "me@example.org", text: "hello" },
  };
  beforeEach(() => {
    server
      .on("GET /rest/v1/tools_registry", json([{ schema_input: { type: "object" } }]))
      .rpc("fn_approve_tool_invocation", null);
  });
  const begin = async (more: Record<string, unknown> = {}) => {
    await show({ ...tool, ...more });
    fireEvent.click(button(/Approve in advance/));
    return within(await screen.findByRole("dialog", { name: /Calls of “Send letter”/ }));
  };

  it("are approved with the arguments that must be the same, and so is the call that waits", async () => {
    server.rpc("fn_grant_standing_approval", "s1");
    const dialog = await begin();
    expect((dialog.getByLabelText("to") as HTMLInputElement).checked).toBe(true);
    fireEvent.click(dialog.getByLabelText("text"));
    fireEvent.change(dialog.getByLabelText("For how long"), { target: { value: "1" } });
    fireEvent.submit(document.getElementById("standing-form") as HTMLElement);
    await waitFor(() =>
      expect(server.of(rpc("fn_approve_tool_invocation"))[0]?.body).toEqual({ p_invocation_id: "r1" }),
    );
    expect(server.of(rpc("fn_grant_standing_approval"))[0]?.body).toEqual({
      p_ai_lenser_id: "a1",
      p_workflow_id: "w1",
      p_hours: 1,
      p_tool_id: "t1",
      p_argument_match: { to: "me@example.org" },
    });
  });

  it("may hold in every workflow and with any arguments", async () => {
    server.rpc("fn_grant_standing_approval", "s1");
    const dialog = await begin();
    for (const name of ["to", "text", "Only in this workflow"]) fireEvent.click(dialog.getByLabelText(name));
    fireEvent.submit(document.getElementById("standing-form") as HTMLElement);
    await waitFor(() =>
      expect(server.of(rpc("fn_grant_standing_approval"))[0]?.body).toMatchObject({
        p_workflow_id: null,
        p_argument_match: {},
      }),
    );
  });

  it("that are refused leave the call waiting, and the dialog open", async () => {
    server.on(
      rpc("fn_grant_standing_approval"),
      json({ code: "42501", message: "only owners can do this", hint: "not_manager: ask an owner" }, 403),
    );
    const dialog = await begin();
    fireEvent.submit(document.getElementById("standing-form") as HTMLElement);
    expect(await dialog.findByText("only owners can do this")).toBeTruthy();
    expect(server.of(rpc("fn_approve_tool_invocation"))).toEqual([]);
  });

  it("are listed with what they are for", async () => {
    server
      .on(open, json([]))
      .rpc("fn_list_agents_by_owner", [{ ai_lenser_id: "a1", display_name: "Postman", handle: "postman" }])
      .on("GET /rest/v1/workflows", json([{ id: "w1", title: "Brief" }]))
      .instead("GET /rest/v1/tools_registry", json([{ id: "t1", name: "Send letter" }]))
      .rpc("fn_list_standing_approvals", [
        {
          id: "s1",
          ai_lenser_id: "a1",
          workflow_id: "w1",
          gate_kind: null,
          tool_id: "t1",
          argument_match: { to: "me@example.org" },
          expires_at: "2026-11-24T10:00:00Z",
          created_at: "2026-11-23T10:00:00Z",
        },
        {
          id: "s2",
          ai_lenser_id: "a1",
          workflow_id: null,
          gate_kind: null,
          tool_id: "t1",
          argument_match: null,
          expires_at: "2026-11-24T10:00:00Z",
          created_at: "2026-11-23T10:00:00Z",
        },
      ]);
    await visit("/approvals?view=standing");
    expect(await screen.findByText("Send letter · to = me@example.org · Brief")).toBeTruthy();
    expect(screen.getByText("Send letter · any arguments")).toBeTruthy();
  });
});

describe("a request", () => {
  it("that was decided shows what stands, and no buttons", async () => {
    server.on(open, json([])).rpc(
      "fn_get_approval_request",
      request({
        approval_status: "rejected",
        metadata: {
          decision_at: "2026-11-23T11:00:00Z",
          decision_reason: "too long",
          decision_modifications: null,
        },
      }),
    );
    await visit("/approvals/r1");
    expect(await screen.findByText("too long")).toBeTruthy();
    expect(screen.getAllByText("Rejected").length).toBeGreaterThan(0);
    expect(screen.queryByRole("button", { name: /^Approve/ })).toBeNull();
  });

  it("that is not there, or not one's own, says so", async () => {
    server.on(open, json([])).rpc("fn_get_approval_request", null);
    await visit("/approvals/none");
    expect(await screen.findByText(/does not exist or you may not see it/)).toBeTruthy();
    expect(
      within(screen.getByRole("main")).getAllByRole("link", { name: /All approvals/ }).length,
    ).toBeGreaterThan(0);
  });
});
