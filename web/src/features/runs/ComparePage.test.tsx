// @vitest-environment jsdom
import { fireEvent, screen, waitFor, within } from "@testing-library/react";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type FakeServer, json } from "@/api/server.fixture";
import { leave, serverOfAda, visit } from "@/app/visit.fixture";

const results = "POST /rest/v1/rpc/fn_get_workflow_node_results";
const step = (label: string, more: Record<string, unknown> = {}) => ({
  node_id: label,
  label,
  status: "completed",
  output_data: { output: `${label} says` },
  duration_ms: 1000,
  input_tokens: 10,
  output_tokens: 5,
  cost_credits: 1,
  ...more,
});

let server: FakeServer;
beforeEach(() => {
  server = serverOfAda()
    .on("GET /rest/v1/workflow_runs", (asked) =>
      json({ id: asked.query.get("id"), workflow_id: "w1", workflow_version_id: "v1", context_inputs: {} }),
    )
    .on("GET /rest/v1/workflows", json({ title: "Brief" }));
});
afterEach(leave);

const of = async (label: string) =>
  within(
    await waitFor(() => {
      const found = document.querySelector<HTMLElement>(`[data-compared="${label}"]`);
      if (!found) throw new Error(`no step ${label}`);
      return found;
    }),
  );
const compare = (a: unknown[], b: unknown[]) => {
  server.on(results, (asked) => json((asked.body as { p_run_id: string }).p_run_id === "ra" ? a : b));
  return visit("/compare?a=ra&b=rb");
};

describe("two runs compared", () => {
  it("say step by step what became slower, longer and dearer", async () => {
    await compare(
      [step("facts"), step("brief")],
      [step("facts", { duration_ms: 3000, output_tokens: 25, cost_credits: 0.25 }), step("brief")],
    );
    const facts = await of("facts");
    expect(facts.getByText(/^\+2(\.0)? s$/)).toBeTruthy();
    expect(facts.getByText("+20 tokens")).toBeTruthy();
    expect(facts.getByText(/^−0\.75/)).toBeTruthy();
    expect(facts.getByText("same output")).toBeTruthy();
    expect((await of("brief")).getAllByText("–")).toHaveLength(3);
    expect(screen.getByRole("link", { name: "A: Brief" }).getAttribute("href")).toBe("/runs/ra");
    expect(screen.getByRole("link", { name: "B: Brief" }).getAttribute("href")).toBe("/runs/rb");
  });

  it("show in words what an answer differs in", async () => {
    await compare([step("brief")], [step("brief", { output_data: { output: "brief says more" } })]);
    const brief = await of("brief");
    expect(brief.getByText("other output")).toBeTruthy();
    expect(document.querySelector("ins")).toBeNull();
    fireEvent.click(brief.getByRole("button"));
    expect(document.querySelector("ins")?.textContent).toBe(" more");
    fireEvent.click(brief.getByRole("button"));
    expect(document.querySelector("ins")).toBeNull();
  });

  it("open one step at a time, though two have one name", async () => {
    const twice = [step("brief"), step("brief", { node_id: "other", output_data: { output: "second" } })];
    await compare(twice, twice);
    await of("brief");
    const buttons = [...document.querySelectorAll<HTMLElement>("[data-compared] > button")];
    fireEvent.click(buttons[1] as HTMLElement);
    expect(buttons.map((one) => one.getAttribute("aria-expanded"))).toEqual(["false", "true"]);
    expect(buttons[1]?.parentElement?.textContent).toContain("No difference");
    expect(buttons[0]?.parentElement?.textContent).not.toContain("No difference");
  });

  it("keep steps that only one of them has", async () => {
    await compare([step("old")], [step("new", { status: "failed", output_data: null })]);
    expect((await of("old")).getByText("Completed")).toBeTruthy();
    expect((await of("new")).getByText("Failed")).toBeTruthy();
    expect((await of("new")).getAllByText("–").length).toBeGreaterThanOrEqual(4);
  });

  it("tell when one of them may not be seen", async () => {
    server.instead(
      "GET /rest/v1/workflow_runs",
      json(
        {
          code: "PGRST116",
          message: "Cannot coerce the result to a single JSON object",
          hint: null,
          details: "",
        },
        406,
      ),
    );
    await compare([], []);
    expect(await screen.findByText("That did not work")).toBeTruthy();
  });
});
