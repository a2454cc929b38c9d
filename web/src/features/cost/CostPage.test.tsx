// @vitest-environment jsdom
import { fireEvent, screen, waitFor, within } from "@testing-library/react";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type FakeServer, json } from "@/api/server.fixture";
import { leave, serverOfAda, visit } from "@/app/visit.fixture";

const breakdown = "POST /rest/v1/rpc/fn_get_cost_breakdown";
const row = (key: string, more: Record<string, unknown> = {}) => ({
  key,
  label: `Flow ${key}`,
  runs: 3,
  credits: 12,
  input_tokens: 10,
  output_tokens: 5,
  previous_credits: 8,
  ...more,
});

let server: FakeServer;
beforeEach(() => {
  server = serverOfAda().rpc("fn_list_agents_by_owner", []).rpc("fn_get_cost_overview", {
    month: "2026-11",
    credits: 120,
    runs: 14,
    forecast_credits: 300,
    previous_credits: 90,
    usd_per_credit: 0.001,
  });
});
afterEach(leave);

/** Answers rows for the bars and days for the days. */
const costs = (rows: unknown[], days: unknown[] = []) =>
  server.on(breakdown, (asked) => json((asked.body as { p_by: string }).p_by === "day" ? days : rows));
const asked = () => server.of(breakdown).map((one) => one.body as { p_by: string; p_days: number });

describe("what runs cost", () => {
  it("is shown by workflow for thirty days unless told otherwise", async () => {
    costs([row("w1")]);
    await visit("/cost");
    expect(await screen.findByText(/12 credits · 3 runs/)).toBeTruthy();
    expect(asked()).toContainEqual({ p_by: "workflow", p_days: 30 });
    expect(asked()).toContainEqual({ p_by: "day", p_days: 30 });
    expect(screen.getByText("+50%")).toBeTruthy();
  });

  it.each([
    ["by=model&days=7", "model", 7],
    ["by=everything&days=0", "workflow", 30],
    ["by=lens&days=9999", "lens", 30],
    ["days=12.9", "workflow", 12],
    ["days=soon", "workflow", 30],
  ])("takes from the address what makes sense: %s", async (address, by, days) => {
    costs([row("w1")]);
    await visit(`/cost?${address}`);
    await screen.findByText(/12 credits/);
    expect(new Set(asked().map((one) => `${one.p_by} ${one.p_days}`))).toEqual(
      new Set([`${by} ${days}`, `day ${days}`]),
    );
  });

  it("leads from a bar to its runs", async () => {
    costs([row("w1")]);
    await visit("/cost");
    const link = await screen.findByRole("link", { name: "Flow w1" });
    expect(link.getAttribute("href")).toBe("/runs?workflow=w1");
  });

  it.each([
    ["lens_version", "/runs?version=w1"],
    ["key", "/runs?key=w1"],
    ["model", "/runs?model=w1"],
  ])("leads from a bar to its runs, also by %s", async (by, address) => {
    costs([row("w1")]);
    await visit(`/cost?by=${by}`);
    const link = await screen.findByRole("link", { name: "Flow w1" });
    expect(link.getAttribute("href")).toBe(address);
  });

  it("shows every day of the time, each leading to its runs", async () => {
    const today = new Date().toISOString().slice(0, 10);
    costs([row("w1")], [row(today, { credits: 3 })]);
    await visit("/cost?days=7");
    const link = await screen.findByRole("link", { name: today });
    expect(link.getAttribute("href")).toBe(`/runs?day=${encodeURIComponent(today)}`);
    expect(document.querySelectorAll("figure a")).toHaveLength(7);
  });

  it("says what is new and what stayed the same", async () => {
    costs([row("a", { previous_credits: 0 }), row("b", { previous_credits: 12 })]);
    await visit("/cost");
    await screen.findByText("Flow a");
    expect(screen.getByText("new")).toBeTruthy();
    expect(screen.getByText("0%")).toBeTruthy();
  });

  it("can be nothing at all", async () => {
    costs([]);
    await visit("/cost");
    expect(await screen.findByText("Nothing ran in this time.")).toBeTruthy();
  });

  it("puts another grouping into the address and asks for it", async () => {
    costs([row("w1")]);
    const router = await visit("/cost");
    await screen.findByText("Flow w1");
    fireEvent.change(screen.getByLabelText("By"), { target: { value: "agent" } });
    await waitFor(() => expect(router.state.location.search).toMatchObject({ by: "agent" }));
    await waitFor(() => expect(asked()).toContainEqual({ p_by: "agent", p_days: 30 }));
  });

  it("tells a refusal", async () => {
    server.on(breakdown, json({ code: "42501", message: "not allowed", hint: null }, 403));
    await visit("/cost");
    expect(
      within((await screen.findAllByRole("alert"))[0] as HTMLElement).getByText("not allowed"),
    ).toBeTruthy();
  });
});
