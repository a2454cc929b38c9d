// @vitest-environment jsdom
import { fireEvent, screen, waitFor, within } from "@testing-library/react";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type FakeServer, json } from "@/api/server.fixture";
import { leave, press, serverOfAda, visit } from "@/app/visit.fixture";

const table = "GET /rest/v1/workflow_triggers";
const upsert = "POST /rest/v1/rpc/fn_upsert_workflow_trigger";
const trigger = (more: Record<string, unknown> = {}) => ({
  id: "t1",
  workflow_id: "w2",
  source_workflow_id: "w1",
  event_type: "run.failed",
  filter: { type: "equals", path: "error.cause", value: "timeout" },
  inputs_template: { topic: "trains" },
  workflow_assignment_id: "x1",
  is_active: true,
  last_fired_at: null,
  last_run_id: null,
  last_error_message: null,
  last_error_at: null,
  ...more,
});
const workflow = (id: string, title: string) => ({ id, title, slug: id, status: "published" });

let server: FakeServer;
beforeEach(() => {
  server = serverOfAda()
    .on("GET /rest/v1/workflows", json([workflow("w1", "Brief"), workflow("w2", "Repair")]))
    .rpc("fn_get_my_workflows", [workflow("w1", "Brief"), workflow("w2", "Repair")])
    .on("GET /rest/v1/workflow_versions", () => json([]))
    .on("GET /rest/v1/workflow_runs", () => json([]));
});
afterEach(leave);

const card = async () =>
  within(
    await waitFor(() => {
      const found = document.querySelector<HTMLElement>('[data-trigger="t1"]');
      if (!found) throw new Error("no trigger");
      return found;
    }),
  );
const set = (label: string, value: string) =>
  fireEvent.change(screen.getByLabelText(label), { target: { value } });

describe("an event trigger", () => {
  it("says after what it starts what, on which condition, and how it went", async () => {
    server.on(
      table,
      json([
        trigger({
          last_fired_at: "2026-11-22T02:30:00Z",
          last_run_id: "r9",
          last_error_message: "the workflow is part of the chain that led here",
          last_error_at: "2026-11-23T02:30:00Z",
        }),
      ]),
    );
    await visit("/schedules?view=triggers");
    const shown = await card();
    await waitFor(() =>
      expect(shown.getByRole("link", { name: "Brief" }).getAttribute("href")).toBe("/workflows/w1"),
    );
    expect(shown.getByRole("link", { name: "Repair" })).toBeTruthy();
    expect(shown.getByText(/a run fails/).textContent).toContain("error.cause");
    expect(shown.getByRole("link", { name: "To its run" }).getAttribute("href")).toBe("/runs/r9");
    expect(shown.getByText(/part of the chain/)).toBeTruthy();
    expect(server.of(table)[0]?.query.get("kind")).toBe("eq.event");
  });

  it("is paused with everything else as it was", async () => {
    server.on(table, json([trigger()])).on(upsert, json({}));
    await visit("/schedules?view=triggers");
    fireEvent.click((await card()).getByRole("button", { name: "Pause" }));
    await waitFor(() => expect(server.of(upsert)).toHaveLength(1));
    expect(server.of(upsert)[0]?.body).toEqual({
      p_workflow_id: "w2",
      p_source_workflow_id: "w1",
      p_event_type: "run.failed",
      p_filter: { type: "equals", path: "error.cause", value: "timeout" },
      p_inputs_template: { topic: "trains" },
      p_workflow_assignment_id: "x1",
      p_is_active: false,
      p_trigger_id: "t1",
    });
  });

  it("is deleted after a question, and stays where that is refused", async () => {
    server
      .on(table, json([trigger()]))
      .on(
        "POST /rest/v1/rpc/fn_delete_workflow_trigger",
        json({ code: "42501", message: "not yours", hint: null }, 403),
      );
    await visit("/schedules?view=triggers");
    fireEvent.click((await card()).getByRole("button", { name: "More actions" }));
    fireEvent.click(screen.getByRole("menuitem", { name: "Delete trigger" }));
    const question = within(await screen.findByRole("dialog", { name: "Delete trigger" }));
    fireEvent.click(question.getByRole("button", { name: "Delete trigger" }));
    expect(await question.findByText("not yours")).toBeTruthy();
    expect((await card()).getByText("On")).toBeTruthy();
  });

  it("is made: not of a workflow after itself, and what is typed is kept until it is saved", async () => {
    server
      .on(table, json([]))
      .instead("GET /rest/v1/workflow_versions", (asked) =>
        json(
          asked.query.get("select") === "id"
            ? [{ id: "v2" }]
            : [
                {
                  input_names: ["body", "topic"],
                  required_inputs: ["body", "topic"],
                  typed_inputs: {},
                  graph: { nodes: [] },
                },
              ],
        ),
      )
      .on(
        upsert,
        json({ code: "54000", message: "a workflow has at most 50 triggers", hint: null }, 400),
        json({}),
      );
    await visit("/schedules?view=triggers");
    fireEvent.click((await screen.findAllByRole("button", { name: "New trigger" }))[0] as HTMLElement);
    await screen.findAllByRole("option", { name: "Brief" });
    set("After", "w2");
    set("Starts", "w2");
    expect(await screen.findByText(/does not start itself/)).toBeTruthy();
    set("After", "w1");
    set("When", "run.timed_out");
    // What happened comes as "body" by itself; only the rest is asked for.
    const topic = await screen.findByLabelText("topic *");
    expect(screen.queryByLabelText("body *")).toBeNull();
    const save = screen.getByRole("button", { name: "Save" }) as HTMLButtonElement;
    expect(save.disabled).toBe(true);
    fireEvent.change(topic, { target: { value: "trains" } });
    press("Save");
    expect(await screen.findByText("a workflow has at most 50 triggers")).toBeTruthy();
    press("Save");
    await waitFor(() => expect(server.of(upsert)).toHaveLength(2));
    expect(server.of(upsert)[1]?.body).toMatchObject({
      p_workflow_id: "w2",
      p_source_workflow_id: "w1",
      p_event_type: "run.timed_out",
      p_filter: null,
      p_inputs_template: { topic: "trains" },
      p_trigger_id: null,
    });
  });

  it("tries its filter on what the newest run told", async () => {
    server.on(table, json([trigger()])).instead("GET /rest/v1/workflow_runs", () =>
      json([
        {
          id: "r1",
          workflow_id: "w1",
          status: "failed",
          trigger_mode: "manual",
          context_inputs: {},
          error: { cause: "timeout" },
          spent_credits: 0,
          completed_at: "2026-11-22T02:30:00Z",
        },
      ]),
    );
    await visit("/schedules?view=triggers");
    fireEvent.click((await card()).getByRole("button", { name: "More actions" }));
    fireEvent.click(screen.getByRole("menuitem", { name: "Change trigger" }));
    await waitFor(() => expect(document.querySelector('[data-holds="true"]')).not.toBeNull());
    set("Value", "tool_error");
    expect(document.querySelector('[data-holds="false"]')).not.toBeNull();
  });

  it("is shown beside schedules, each at its address", async () => {
    server.on(table, json([])).rpc("fn_get_workflow_schedules", []);
    const router = await visit("/schedules");
    expect(await screen.findByText(/No schedule yet/)).toBeTruthy();
    fireEvent.click(screen.getByRole("tab", { name: "After other workflows" }));
    expect(await screen.findByText(/No trigger yet/)).toBeTruthy();
    expect(router.state.location.search).toEqual({ view: "triggers" });
  });
});
