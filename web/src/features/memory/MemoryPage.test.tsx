// @vitest-environment jsdom
import { fireEvent, screen, waitFor, within } from "@testing-library/react";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type FakeServer, json } from "@/api/server.fixture";
import { leave, press, serverOfAda, type, visit } from "@/app/visit.fixture";

const rpc = (name: string) => `POST /rest/v1/rpc/${name}`;
const agent = {
  ai_lenser_id: "a1",
  profile_id: "p1",
  handle: "scribe",
  display_name: "Scribe",
  status: "active",
};
const profile = (id: string, more: Record<string, unknown> = {}) => ({
  id,
  ai_lenser_id: "a1",
  name: `Profile ${id}`,
  scope_type: "project",
  isolation_mode: "isolated",
  retention_days: 30,
  is_default: true,
  entry_count: 2,
  ...more,
});
const entry = (id: string, more: Record<string, unknown> = {}) => ({
  id,
  profile_id: "m1",
  ai_lenser_id: "a1",
  scope: "project",
  source: "agent",
  content: `Entry ${id}`,
  confidence: 0.8,
  expires_at: null,
  team_run_id: null,
  is_redacted: false,
  created_at: "2026-11-23T10:00:00Z",
  ...more,
});

let server: FakeServer;
beforeEach(() => {
  server = serverOfAda()
    .rpc("fn_list_agents_by_owner", [agent])
    .rpc("fn_list_memory_profiles", [profile("m1"), profile("m2")])
    .rpc("fn_summarize_memory_profile", {
      count: 5,
      scopes: { project: 3, global: 2 },
      last_written_at: null,
    });
});
afterEach(leave);

describe("what agents remember", () => {
  it("is the first profile's, with where each entry came from", async () => {
    server.rpc("fn_list_agent_memories", [entry("1"), entry("2", { is_redacted: true, source: "user" })]);
    await visit("/memory");
    expect(await screen.findByRole("button", { name: "Entry 1" })).toBeTruthy();
    expect(screen.getByText("by an agent")).toBeTruthy();
    expect(screen.getAllByText("80 % sure")).toHaveLength(2);
    expect(screen.queryByText("Entry 2")).toBeNull();
    expect(server.of(rpc("fn_list_agent_memories"))[0]?.body).toEqual({
      p_profile_id: "m1",
      p_scope: null,
      p_limit: 200,
      p_include_redacted: false,
    });
  });

  it("is asked for as the address says", async () => {
    server.rpc("fn_list_agent_memories", [entry("1")]);
    await visit("/memory?profile=m2&scope=global&redacted=true");
    await screen.findByRole("button", { name: "Entry 1" });
    expect(server.of(rpc("fn_list_agent_memories"))[0]?.body).toMatchObject({
      p_profile_id: "m2",
      p_scope: "global",
      p_include_redacted: true,
    });
  });

  it("is found by words in all profiles unless one is chosen", async () => {
    server.rpc("fn_search_memory_entries", [entry("1")]);
    await visit("/memory?q=heron");
    await screen.findByRole("button", { name: "Entry 1" });
    expect(server.of(rpc("fn_search_memory_entries"))[0]?.body).toMatchObject({
      p_query: "heron",
      p_profile_id: null,
    });
    expect((screen.getByLabelText("Scope") as HTMLSelectElement).disabled).toBe(true);
  });

  it("by words in one profile where one is chosen", async () => {
    server.rpc("fn_search_memory_entries", []);
    await visit("/memory?q=heron&profile=m2");
    expect(await screen.findByText("Nothing by these words.")).toBeTruthy();
    expect(server.of(rpc("fn_search_memory_entries"))[0]?.body).toMatchObject({ p_profile_id: "m2" });
  });

  it("leads to the agents where none has a memory", async () => {
    server = serverOfAda().rpc("fn_list_agents_by_owner", [agent]).rpc("fn_list_memory_profiles", []);
    await visit("/memory");
    expect(await screen.findByText(/No agent has a memory profile/)).toBeTruthy();
    expect(screen.queryByRole("button", { name: /Write an entry/ })).toBeNull();
  });
});

describe("an entry", () => {
  it("is written by hand with its scope and how sure one is", async () => {
    server.rpc("fn_list_agent_memories", [], [entry("9")]).rpc("fn_write_memory_entry", "9");
    await visit("/memory");
    await screen.findByText("Nothing is remembered here yet.");
    fireEvent.click(screen.getAllByRole("button", { name: /Write an entry/ })[0] as HTMLElement);
    const dialog = within(await screen.findByRole("dialog", { name: "Write an entry" }));
    const save = dialog.getByRole("button", { name: "Save" }) as HTMLButtonElement;
    type("What it says", "   ");
    expect(save.disabled).toBe(true);
    type("What it says", "Herons nest in March");
    fireEvent.change(dialog.getByLabelText("Scope"), { target: { value: "global" } });
    fireEvent.change(dialog.getByLabelText("How sure"), { target: { value: "1" } });
    fireEvent.click(save);
    expect(await screen.findByRole("button", { name: "Entry 9" })).toBeTruthy();
    expect(server.of(rpc("fn_write_memory_entry"))[0]?.body).toEqual({
      p_profile_id: "m1",
      p_scope: "global",
      p_source: "user",
      p_content: "Herons nest in March",
      p_confidence: 1,
    });
  });

  it("shows who read it", async () => {
    server
      .rpc("fn_list_agent_memories", [entry("1", { team_run_id: "t9" })])
      .rpc("fn_list_memory_access_logs", [
        {
          id: "x",
          action: "read",
          team_run_id: "t9",
          actor: null,
          context: {},
          accessed_at: "2026-11-23T11:00:00Z",
        },
        {
          id: "y",
          action: "write",
          team_run_id: null,
          actor: { handle: "ada", display_name: "Ada" },
          context: {},
          accessed_at: "2026-11-23T10:00:00Z",
        },
      ]);
    await visit("/memory");
    fireEvent.click(await screen.findByRole("button", { name: "Entry 1" }));
    const dialog = within(await screen.findByRole("dialog", { name: "Memory entry" }));
    expect(dialog.getByRole("link", { name: "From a run" }).getAttribute("href")).toBe("/team-runs/t9");
    fireEvent.click(dialog.getByRole("tab", { name: "Who read it" }));
    expect(await dialog.findByText("a run")).toBeTruthy();
    expect(dialog.getByText("Ada (@ada)")).toBeTruthy();
  });

  it("is redacted for good, with a reason", async () => {
    server
      .rpc("fn_list_agent_memories", [entry("1")], [entry("1", { is_redacted: true })])
      .rpc("fn_redact_memory_entry", null);
    await visit("/memory");
    fireEvent.click(await screen.findByRole("button", { name: "Entry 1" }));
    const dialog = within(await screen.findByRole("dialog", { name: "Memory entry" }));
    fireEvent.click(dialog.getByRole("tab", { name: "Redact" }));
    type("Reason", "asked for by Bob");
    press("Redact for good");
    await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
    expect(server.of(rpc("fn_redact_memory_entry"))[0]?.body).toEqual({
      p_memory_id: "1",
      p_reason: "asked for by Bob",
    });
    expect(await screen.findByRole("button", { name: "Redacted" })).toBeTruthy();
  });

  it("that is redacted cannot be redacted again", async () => {
    server.rpc("fn_list_agent_memories", [entry("1", { is_redacted: true })]);
    await visit("/memory");
    fireEvent.click(await screen.findByRole("button", { name: "Redacted" }));
    const dialog = within(await screen.findByRole("dialog", { name: "Memory entry" }));
    expect(dialog.queryByRole("tab", { name: "Redact" })).toBeNull();
  });

  it("stays when the server does not redact it", async () => {
    server
      .rpc("fn_list_agent_memories", [entry("1")])
      .on(rpc("fn_redact_memory_entry"), json({ code: "42501", message: "not yours", hint: null }, 403));
    await visit("/memory");
    fireEvent.click(await screen.findByRole("button", { name: "Entry 1" }));
    const dialog = within(await screen.findByRole("dialog", { name: "Memory entry" }));
    fireEvent.click(dialog.getByRole("tab", { name: "Redact" }));
    type("Reason", "x");
    press("Redact for good");
    expect(await dialog.findByText("not yours")).toBeTruthy();
  });
});
