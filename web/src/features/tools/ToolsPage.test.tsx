// @vitest-environment jsdom
import { fireEvent, screen, waitFor, within } from "@testing-library/react";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type FakeServer, json } from "@/api/server.fixture";
import { leave, serverOfAda, type, visit } from "@/app/visit.fixture";

const rpc = (name: string) => `POST /rest/v1/rpc/${name}`;
const calls = "GET /rest/v1/tool_invocations_v";
const tool = (more: Record<string, unknown> = {}) => ({
  id: "t1",
  key: "web.search",
  name: "Search",
  description: null,
  category: "web",
  kind: "http",
  schema_input: { type: "object", required: ["q"], properties: { q: { type: "string" } } },
  schema_output: {},
  egress_class: "read_only",
  endpoint_url: "https://search.example",
  http_method: "GET",
  auth_method: "none",
  requires_approval: false,
  is_dangerous: false,
  status: "active",
  content_hash: "h",
  ...more,
});
const call = (id: string, more: Record<string, unknown> = {}) => ({
  id,
  tool_id: "t1",
  tool_name: "Search",
  tool_key: "web.search",
  egress_class: "read_only",
  ai_lenser_id: "a1",
  team_run_id: "tr1",
  run_id: "r1",
  input: { q: "tea" },
  output: { hits: 3 },
  status: "completed",
  approval_status: "not_required",
  error: null,
  cost_estimate: null,
  created_at: "2026-11-23T10:00:00Z",
  started_at: "2026-11-23T10:00:00Z",
  completed_at: "2026-11-23T10:00:02Z",
  ...more,
});

let server: FakeServer;
beforeEach(() => {
  server = serverOfAda();
});
afterEach(leave);

const rows = async () => (await screen.findAllByRole("row")).slice(1).map((row) => within(row));

describe("the registry", () => {
  it("says how far a tool reaches and when it asks", async () => {
    server
      .rpc("fn_list_tools_registry", [
        tool(),
        tool({
          id: "t2",
          key: "mail.send",
          name: "Mail",
          egress_class: "write",
          is_dangerous: true,
          status: "disabled",
        }),
      ])
      .on(calls, json([]));
    await visit("/tools");
    const [search, mail] = await rows();
    expect(search?.getByText("Reads outside")).toBeTruthy();
    expect(search?.getByText("Without asking")).toBeTruthy();
    expect(mail?.getByText("Writes outside")).toBeTruthy();
    expect(mail?.getByText("After approval")).toBeTruthy();
    expect(mail?.getByText("Switched off")).toBeTruthy();
  });

  it("explains itself where it is empty", async () => {
    server.rpc("fn_list_tools_registry", []).on(calls, json([]));
    await visit("/tools");
    expect(await screen.findByText(/No tool yet/)).toBeTruthy();
  });

  it("takes a new tool whole", async () => {
    server.rpc("fn_list_tools_registry", [], [tool()]).rpc("fn_register_tool", tool()).on(calls, json([]));
    await visit("/tools");
    fireEvent.click((await screen.findAllByRole("button", { name: /Register a tool/ }))[0] as HTMLElement);
    const dialog = within(await screen.findByRole("dialog", { name: "Register a tool" }));
    const register = dialog.getByRole("button", { name: "Register" }) as HTMLButtonElement;
    type("Key name *", "Web Search");
    type("Name *", "Search");
    expect(register.disabled).toBe(true);
    type("Key name *", "web.search");
    expect(register.disabled).toBe(false);
    fireEvent.click(register);
    await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
    expect(server.of(rpc("fn_register_tool"))[0]?.body).toEqual({
      p_key: "web.search",
      p_name: "Search",
      p_kind: "http",
      p_egress_class: "none",
      p_auth_method: "none",
    });
  });

  it("changes of a known tool only what was changed", async () => {
    server
      .rpc("fn_list_tools_registry", [tool()])
      .on("PATCH /rest/v1/tools_registry", json([{ id: "t1" }]))
      .on(calls, json([]));
    await visit("/tools");
    fireEvent.click(await screen.findByRole("button", { name: "Search", exact: true } as never));
    const dialog = within(await screen.findByRole("dialog", { name: "Search" }));
    expect(dialog.queryByLabelText(/Key name/)).toBeNull();
    type("Name *", "Find");
    fireEvent.click(dialog.getByRole("button", { name: "Save" }));
    await waitFor(() =>
      expect(server.of("PATCH /rest/v1/tools_registry")[0]?.body).toEqual({ name: "Find" }),
    );
    expect(server.of("PATCH /rest/v1/tools_registry")[0]?.query.get("id")).toBe("eq.t1");
  });
});

describe("trying a tool", () => {
  it("needs a run that is going on", async () => {
    server.rpc("fn_list_tools_registry", [tool()]).rpc("fn_list_agents_by_owner", []).on(calls, json([]));
    await visit("/tools");
    fireEvent.click(await screen.findByRole("button", { name: "Try" }));
    const dialog = within(await screen.findByRole("dialog", { name: "Try Search" }));
    expect(await dialog.findByText(/A call belongs to a run/)).toBeTruthy();
    expect((dialog.getByRole("button", { name: "Call it" }) as HTMLButtonElement).disabled).toBe(true);
  });
});

const going = [{ id: "tr1", ai_lenser_id: "a1", workflow_title: "Work", created_at: "2026-11-23T10:00:00Z" }];
const running = (first: Record<string, unknown>, then: Record<string, unknown>) =>
  server
    .rpc("fn_list_tools_registry", [tool({ schema_input: {} })])
    .rpc("fn_list_agents_by_owner", [{ ai_lenser_id: "a1", display_name: "Ada's" }])
    .rpc("fn_list_active_team_runs", going)
    .rpc("fn_invoke_tool", "c9")
    .on(calls, json([]), json([call("c9", first)]), json([call("c9", then)]));

const press = async (name: string) => {
  fireEvent.click(await screen.findByRole("button", { name }));
};

describe("a call by hand", () => {
  const run = "POST /v1/tool-invocations/c9/run";

  it("is carried out and shown with its time", async () => {
    running({ status: "pending", output: null, completed_at: null }, {}).on(run, json(call("c9")));
    await visit("/tools");
    await press("Try");
    await waitFor(() => expect(screen.getByLabelText("Within the run")).toBeTruthy());
    await press("Call it");
    const dialog = within(await screen.findByRole("dialog", { name: "Try Search" }));
    expect(await dialog.findByText("Completed")).toBeTruthy();
    expect(dialog.getByText(/2(\.0)? s/)).toBeTruthy();
    expect(dialog.getByText(/"hits": 3/)).toBeTruthy();
    expect(server.of(run)).toHaveLength(1);
  });

  it("that needs approval waits, and is carried out once when it is there", async () => {
    running(
      { status: "pending", approval_status: "pending", output: null, completed_at: null },
      { status: "approved", approval_status: "approved", output: null, completed_at: null },
    ).on(run, json(call("c9")));
    await visit("/tools");
    await press("Try");
    await waitFor(() => expect(screen.getByLabelText("Within the run")).toBeTruthy());
    await press("Call it");
    await waitFor(() => expect(server.of(run)).toHaveLength(1));
  });

  it("that is refused says why", async () => {
    running({ status: "pending", output: null, completed_at: null }, { status: "pending", output: null }).on(
      run,
      json({ code: "55000", message: "the kill switch of the agent is on", hint: "agent_stopped: x" }, 409),
    );
    await visit("/tools");
    await press("Try");
    await waitFor(() => expect(screen.getByLabelText("Within the run")).toBeTruthy());
    await press("Call it");
    expect(await screen.findByText(/kill switch of the agent is on/)).toBeTruthy();
  });
});

describe("tools of MCP servers", () => {
  const servers = "GET /v1/mcp/servers";
  const list = "POST /v1/mcp/list";
  const take = "POST /v1/mcp/import";
  const offered = { tools: [{ name: "echo", description: "Says it again. <b>x</b>", inputSchema: {} }] };

  it("are chosen from what the server offers, as plain text", async () => {
    server
      .rpc("fn_list_tools_registry", [])
      .on(calls, json([]))
      .on(servers, json({ servers: [{ url: "https://mcp.example/mcp" }] }))
      .on(list, json(offered))
      .on(take, json({ tools: [] }));
    await visit("/tools");
    await press("Import from MCP");
    const dialog = within(await screen.findByRole("dialog", { name: "Import from MCP" }));
    expect(await dialog.findByText("Says it again. <b>x</b>")).toBeTruthy();
    const button = dialog.getByRole("button", { name: "Take 0 tools" }) as HTMLButtonElement;
    expect(button.disabled).toBe(true);
    fireEvent.click(dialog.getByLabelText("echo"));
    await press("Take 1 tool");
    await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
    expect(server.of(take)[0]?.body).toEqual({
      url: "https://mcp.example/mcp",
      tools: [{ name: "echo", egress_class: "write" }],
    });
  });

  it("need a server that the operator allows", async () => {
    server
      .rpc("fn_list_tools_registry", [])
      .on(calls, json([]))
      .on(servers, json({ servers: [] }));
    await visit("/tools");
    await press("Import from MCP");
    expect(await screen.findByText(/CLENS_MCP_SERVERS/)).toBeTruthy();
    expect(server.of(list)).toHaveLength(0);
  });

  it("that changed are blocked, shown and approved by what was shown", async () => {
    const changed = tool({
      kind: "mcp",
      description: "Old words.",
      changed_at: "2026-11-23T10:00:00Z",
      offered: { name: "search", description: "New words.", inputSchema: {} },
      offered_hash: "abc",
    });
    server
      .rpc("fn_list_tools_registry", [changed], [tool()])
      .on(calls, json([]))
      .rpc("fn_approve_tool_change", tool());
    await visit("/tools");
    expect(screen.queryByRole("button", { name: "Try" })).toBeNull();
    await press("Changed");
    const dialog = within(await screen.findByRole("dialog", { name: "Search has changed" }));
    expect(dialog.getByText(/Old words/)).toBeTruthy();
    expect(dialog.getByText(/New words/)).toBeTruthy();
    await press("Approve the change");
    await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
    expect(server.of(rpc("fn_approve_tool_change"))[0]?.body).toEqual({ p_tool_id: "t1", p_hash: "abc" });
    expect(await screen.findByRole("button", { name: "Try" })).toBeTruthy();
  });
});

describe("the calls", () => {
  it("are told with what went in and came out", async () => {
    server
      .rpc("fn_list_tools_registry", [tool()])
      .on(calls, json([call("c1"), call("c2", { completed_at: null, output: null, status: "running" })]));
    await visit("/tools?view=calls");
    const [first, second] = await rows();
    expect(first?.getByText("Completed")).toBeTruthy();
    expect(first?.getByText(/2(\.0)? s/)).toBeTruthy();
    expect(second?.getByText("–")).toBeTruthy();
    fireEvent.click(first?.getByRole("button", { name: "Search" }) as HTMLElement);
    const dialog = within(await screen.findByRole("dialog", { name: "Search" }));
    expect(dialog.getByText(/"q": "tea"/)).toBeTruthy();
    expect(dialog.getByText(/"hits": 3/)).toBeTruthy();
    expect(dialog.getByRole("link", { name: "Open the run" }).getAttribute("href")).toBe("/runs/r1");
  });

  it("that wait lead to their approval, and are counted", async () => {
    server
      .rpc("fn_list_tools_registry", [tool()])
      .on(calls, json([call("c1", { approval_status: "pending", status: "queued" })]));
    await visit("/tools?view=calls");
    const [first] = await rows();
    expect(first?.getByRole("link").getAttribute("href")).toBe("/approvals/c1");
    expect(screen.getByRole("tab", { name: "Calls (1)" })).toBeTruthy();
    expect(screen.getByText("1 call waits for approval")).toBeTruthy();
  });

  it("can be none", async () => {
    server.rpc("fn_list_tools_registry", [tool()]).on(calls, json([]));
    await visit("/tools?view=calls");
    expect(await screen.findByText("No calls yet.")).toBeTruthy();
  });

  it("are not what the address makes up", async () => {
    server.rpc("fn_list_tools_registry", [tool()]).on(calls, json([]));
    await visit("/tools?view=everything");
    await rows();
    expect(screen.getByRole("tab", { name: "Registry" }).getAttribute("aria-selected")).toBe("true");
  });
});
