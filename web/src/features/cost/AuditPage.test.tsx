// @vitest-environment jsdom
import { fireEvent, screen, waitFor, within } from "@testing-library/react";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type FakeServer, json } from "@/api/server.fixture";
import { leave, serverOfAda, visit } from "@/app/visit.fixture";

const log = "POST /rest/v1/rpc/fn_list_audit_log";
const entry = (seq: number, more: Record<string, unknown> = {}) => ({
  seq,
  action: "key.added",
  hash: `hash-${seq}`,
  previous_hash: `hash-${seq - 1}`,
  occurred_at: "2026-11-23T10:00:00Z",
  details: { provider: "openai" },
  ...more,
});

let server: FakeServer;
beforeEach(() => {
  server = serverOfAda();
});
afterEach(leave);

const chain = () =>
  waitFor(() => document.querySelector("[data-chain]") ?? Promise.reject(new Error("no verdict")));

describe("the audit log", () => {
  it("says that it is whole and names what happened", async () => {
    server
      .rpc("fn_list_audit_log", [entry(2), entry(1, { action: "something.else_entirely" })])
      .rpc("fn_verify_audit_log", []);
    await visit("/audit");
    expect((await chain()).getAttribute("data-chain")).toBe("whole");
    expect(await screen.findByRole("button", { name: "Key added" })).toBeTruthy();
    expect(screen.getByRole("button", { name: "something else entirely" })).toBeTruthy();
  });

  it("says where it is broken", async () => {
    server
      .rpc("fn_list_audit_log", [entry(2)])
      .rpc("fn_verify_audit_log", [{ seq: 2, problem: "the row was changed" }]);
    await visit("/audit");
    expect((await chain()).getAttribute("data-chain")).toBe("broken");
    expect(screen.getByText(/broken at #2: the row was changed/)).toBeTruthy();
  });

  it("shows an entry whole, as it was stored", async () => {
    server.rpc("fn_list_audit_log", [entry(7)]).rpc("fn_verify_audit_log", []);
    await visit("/audit");
    fireEvent.click(await screen.findByRole("button", { name: "Key added" }));
    const dialog = within(await screen.findByRole("dialog", { name: "#7 key.added" }));
    expect(dialog.getByText(/"provider": "openai"/)).toBeTruthy();
    fireEvent.click(dialog.getByRole("button", { name: "Close" }));
    expect(screen.queryByRole("dialog")).toBeNull();
  });

  it("goes on from the last entry it has, as long as pages are full", async () => {
    const first = Array.from({ length: 50 }, (_, at) => entry(100 - at));
    server.on(log, json(first), json([entry(50)])).rpc("fn_verify_audit_log", []);
    await visit("/audit");
    fireEvent.click(await screen.findByRole("button", { name: "Show more" }));
    await waitFor(() => expect(screen.getAllByRole("row")).toHaveLength(52));
    expect(server.of(log).map((one) => one.body)).toEqual([
      { p_limit: 50, p_before_seq: null },
      { p_limit: 50, p_before_seq: 51 },
    ]);
    expect(screen.queryByRole("button", { name: "Show more" })).toBeNull();
  });

  it("can be empty", async () => {
    server.rpc("fn_list_audit_log", []).rpc("fn_verify_audit_log", []);
    await visit("/audit");
    expect(await screen.findByText(/Nothing that needs an audit/)).toBeTruthy();
  });

  it("keeps its entries when they cannot be checked", async () => {
    server
      .rpc("fn_list_audit_log", [entry(1)])
      .on(
        "POST /rest/v1/rpc/fn_verify_audit_log",
        json({ code: "57014", message: "too slow", hint: null }, 500),
      );
    await visit("/audit");
    expect(await screen.findByText("too slow")).toBeTruthy();
    expect(screen.getByRole("button", { name: "Key added" })).toBeTruthy();
    expect(document.querySelector("[data-chain]")).toBeNull();
  });
});
