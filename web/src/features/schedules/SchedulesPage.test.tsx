// @vitest-environment jsdom
import { fireEvent, screen, waitFor, within } from "@testing-library/react";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type FakeServer, json } from "@/api/server.fixture";
import { leave, serverOfAda, visit } from "@/app/visit.fixture";

const rpc = (name: string) => `POST /rest/v1/rpc/${name}`;
const schedule = (more: Record<string, unknown> = {}) => ({
  id: "s1",
  workflow_id: "w1",
  workflow_title: "Reading brief",
  description: "nightly",
  cron_expr: "30 2 * * *",
  timezone: "Europe/Berlin",
  global_model_id: null,
  inputs_template: {},
  is_active: true,
  assignee_type: null,
  assignee_id: null,
  workflow_assignment_id: null,
  approval_policy: {},
  retry_policy: {},
  failure_policy: {},
  queue_policy: {},
  next_run_at: "2027-03-28T01:00:00Z",
  last_run_at: null,
  last_run_id: null,
  last_dispatch_status: null,
  last_error_message: null,
  ...more,
});

let server: FakeServer;
beforeEach(() => {
  server = serverOfAda().rpc("fn_get_workflow_schedule_history", []);
});
afterEach(leave);

const card = async () =>
  within(
    await waitFor(() => {
      const found = document.querySelector<HTMLElement>('[data-schedule="s1"]');
      if (!found) throw new Error("no schedule");
      return found;
    }),
  );

describe("a schedule", () => {
  it("says in words when it fires and when next", async () => {
    server.rpc("fn_get_workflow_schedules", [schedule()]);
    await visit("/schedules");
    const shown = await card();
    expect(shown.getByRole("link", { name: "Reading brief" }).getAttribute("href")).toBe("/workflows/w1");
    await waitFor(() => expect(shown.getByText(/02:30/)).toBeTruthy());
    expect(shown.getByText("On")).toBeTruthy();
    expect(shown.getByText("Next")).toBeTruthy();
  });

  it("whose next time is not known yet says so", async () => {
    server.rpc("fn_get_workflow_schedules", [schedule({ next_run_at: null })]);
    await visit("/schedules");
    expect((await card()).getByText(/is being computed/)).toBeTruthy();
  });

  it("is paused and resumed", async () => {
    server
      .rpc("fn_get_workflow_schedules", [schedule()], [schedule({ is_active: false })], [schedule()])
      .rpc("fn_pause_workflow_schedule", null)
      .rpc("fn_resume_workflow_schedule", null);
    await visit("/schedules");
    fireEvent.click((await card()).getByRole("button", { name: "Pause" }));
    await waitFor(async () => expect((await card()).getByText("Paused")).toBeTruthy());
    expect(((await card()).getByRole("button", { name: "Run now" }) as HTMLButtonElement).disabled).toBe(
      true,
    );
    fireEvent.click((await card()).getByRole("button", { name: "Resume" }));
    await waitFor(async () => expect((await card()).getByText("On")).toBeTruthy());
    for (const name of ["fn_pause_workflow_schedule", "fn_resume_workflow_schedule"])
      expect(server.of(rpc(name)).map((one) => one.body)).toEqual([{ p_schedule_id: "s1" }]);
  });

  it.each([
    ["r1", "Started."],
    [null, "A policy held it back; the reason stands at the schedule."],
  ])("is run now, or says what held it back (%s)", async (run, words) => {
    server.rpc("fn_get_workflow_schedules", [schedule()]).rpc("fn_trigger_workflow_schedule", run);
    await visit("/schedules");
    fireEvent.click((await card()).getByRole("button", { name: "Run now" }));
    expect(await screen.findByText(words)).toBeTruthy();
  });

  it("shows its last runs, oldest first", async () => {
    server = serverOfAda()
      .rpc("fn_get_workflow_schedules", [schedule()])
      .rpc("fn_get_workflow_schedule_history", [
        {
          id: "r2",
          run_id: "r2",
          status: "failed",
          scheduled_for: "2026-11-23T02:30:00Z",
          created_at: "2026-11-23T02:30:00Z",
        },
        {
          id: "f1",
          run_id: null,
          status: "skipped_overlap",
          outcome: "skipped_overlap",
          instants: 1,
          message: "r1 still went on",
          scheduled_for: "2026-11-22T03:30:00Z",
          created_at: "2026-11-22T03:30:00Z",
        },
        {
          id: "r1",
          run_id: "r1",
          status: "completed",
          scheduled_for: null,
          created_at: "2026-11-22T02:30:00Z",
        },
      ]);
    await visit("/schedules");
    await waitFor(async () => expect((await card()).getAllByRole("link")).toHaveLength(3));
    const links = (await card()).getAllByRole("link").slice(1);
    expect(links.map((link) => link.getAttribute("href"))).toEqual(["/runs/r1", "/runs/r2"]);
    expect(links[1]?.getAttribute("aria-label")).toContain("Failed");
    // What made no run leads nowhere; it tells why.
    fireEvent.click((await card()).getByRole("button", { name: /still went on/ }));
    expect((await card()).getByRole("status").textContent).toContain(
      "skipped: the last run still went on – r1 still went on",
    );
  });

  it("is deleted after a question", async () => {
    server.rpc("fn_get_workflow_schedules", [schedule()], []).rpc("fn_delete_workflow_schedule", null);
    await visit("/schedules");
    fireEvent.click((await card()).getByRole("button", { name: "More actions" }));
    fireEvent.click(screen.getByRole("menuitem", { name: "Delete schedule" }));
    const question = within(await screen.findByRole("dialog", { name: "Delete schedule" }));
    expect(server.of(rpc("fn_delete_workflow_schedule"))).toHaveLength(0);
    fireEvent.click(question.getByRole("button", { name: "Delete schedule" }));
    expect(await screen.findByText(/No schedule yet/)).toBeTruthy();
    expect(server.of(rpc("fn_delete_workflow_schedule"))[0]?.body).toEqual({ p_schedule_id: "s1" });
  });

  it("stays and tells why when it cannot be changed", async () => {
    server
      .rpc("fn_get_workflow_schedules", [schedule()])
      .on(rpc("fn_pause_workflow_schedule"), json({ code: "42501", message: "not yours", hint: null }, 403));
    await visit("/schedules");
    fireEvent.click((await card()).getByRole("button", { name: "Pause" }));
    expect(await (await card()).findByText("not yours")).toBeTruthy();
    expect((await card()).getByText("On")).toBeTruthy();
  });
});

describe("a pause", () => {
  const begin = async (more: Record<string, unknown> = {}) => {
    server.rpc("fn_get_workflow_schedules", [schedule(more)]).rpc("fn_pause_workflow_schedule", null);
    await visit("/schedules");
    const shown = await card();
    fireEvent.click(shown.getByRole("button", { name: "More actions" }));
    fireEvent.click(shown.getByRole("menuitem", { name: "Pause until…" }));
    return within(await screen.findByRole("dialog", { name: "Pause until…" }));
  };
  const send = () => fireEvent.submit(document.getElementById("pause-form") as HTMLElement);
  const asked = () => server.of(rpc("fn_pause_workflow_schedule"));

  it("can end by itself, at a time in the viewer's zone", async () => {
    const dialog = await begin();
    fireEvent.change(dialog.getByLabelText("Until"), { target: { value: "2098-03-01T08:30" } });
    send();
    await waitFor(() => expect(asked()).toHaveLength(1));
    expect(asked()[0]?.body).toEqual({
      p_schedule_id: "s1",
      p_until: new Date("2098-03-01T08:30").toISOString(),
    });
    await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
  });

  it.each(["2020-01-01T00:00", ""])("cannot end at “%s”", async (until) => {
    const dialog = await begin();
    fireEvent.change(dialog.getByLabelText("Until"), { target: { value: until } });
    expect(dialog.getByText("Choose a time to come.")).toBeTruthy();
    send();
    expect(asked()).toEqual([]);
  });

  it("that ends says when, and begins with that time when it is changed", async () => {
    const resume_at = new Date("2098-03-01T08:30").toISOString();
    const dialog = await begin({ is_active: false, next_run_at: null, resume_at });
    expect((dialog.getByLabelText("Until") as HTMLInputElement).value).toBe("2098-03-01T08:30");
    const shown = await card();
    expect(
      shown
        .getByText(/Paused until/)
        .querySelector("time")
        ?.getAttribute("datetime"),
    ).toBe(resume_at);
  });
});

describe("other policies", () => {
  it("are tried on the last runs before they are stored", async () => {
    const run = { created_at: "2026-11-23T10:00:00Z", status: "completed", asked: 0, would_ask: 0 };
    const same = { would_retry: 0, would_fail: 0, left_undone: 0, would_skip: false };
    server
      .rpc("fn_get_workflow_schedules", [schedule()])
      .rpc("fn_get_my_workflows", [{ id: "w1", title: "Reading brief" }])
      .rpc("fn_list_agents_by_owner", [])
      .rpc("fn_preview_schedule_fires", [])
      .on("GET /rest/v1/workflows", json([]))
      .rpc("fn_preview_policies", [
        { run_id: "r1", ...run, ...same, would_ask: 1 },
        { run_id: "r2", ...run, ...same },
      ]);
    await visit("/schedules");
    const shown = await card();
    fireEvent.click(shown.getByRole("button", { name: "More actions" }));
    fireEvent.click(shown.getByRole("menuitem", { name: "Change schedule" }));
    fireEvent.click(await screen.findByRole("button", { name: "What would this have changed?" }));
    expect(await screen.findByText("1 of the last 2 runs would have been the same.")).toBeTruthy();
    expect(screen.getByText("It would have asked you once more.")).toBeTruthy();
    expect(server.of(rpc("fn_preview_policies"))[0]?.body).toMatchObject({
      p_workflow_id: "w1",
      p_ai_lenser_id: null,
    });
    const policy = document.querySelector('[data-policy="queue"]') as HTMLElement;
    fireEvent.click(within(policy).getByRole("button"));
    fireEvent.click(within(policy).getByLabelText("One run at a time"));
    expect(document.querySelector("[data-what-if]")).toBeNull();
  });
});
