// @vitest-environment jsdom
import { fireEvent, screen, waitFor } from "@testing-library/react";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type FakeServer, json } from "@/api/server.fixture";
import { leave, serverOfAda, visit } from "@/app/visit.fixture";

const rpc = (name: string) => `POST /rest/v1/rpc/${name}`;
const target = (more: Record<string, unknown> = {}) => ({
  id: "t1",
  kind: "webhook",
  url: "https://x.example/hook",
  label: null,
  events: ["run.failed"],
  is_active: true,
  state: "ready",
  waiting: 0,
  given_up: 0,
  last_delivered_at: null,
  last_error: null,
  ...more,
});

let server: FakeServer;
beforeEach(() => {
  server = serverOfAda().rpc("fn_get_human_activity_feed", []);
});
afterEach(leave);

describe("where a person is told outside", () => {
  it("adds a webhook and shows its secret this once", async () => {
    server
      .rpc("fn_list_notification_targets", [])
      .on(rpc("fn_upsert_notification_target"), () => json(target()))
      .on(rpc("fn_rotate_notification_secret"), () => json("whsec_once"));
    await visit("/activity");
    const add = await screen.findByRole("button", { name: "Add a webhook" });
    expect((add as HTMLButtonElement).disabled).toBe(true);
    fireEvent.change(screen.getByLabelText("Address"), { target: { value: "https://x.example/hook" } });
    fireEvent.click(add);
    expect(await screen.findByText("whsec_once")).toBeTruthy();
    expect(server.of(rpc("fn_upsert_notification_target"))[0]?.body).toEqual({
      p_url: "https://x.example/hook",
    });
    expect(server.of(rpc("fn_rotate_notification_secret"))[0]?.body).toEqual({ p_target_id: "t1" });
  });

  it("shows what does not arrive and sends it again", async () => {
    server
      .rpc("fn_list_notification_targets", [
        target({ state: "failing", given_up: 3, waiting: 2, last_error: "the target answered 500" }),
      ])
      .on(rpc("fn_replay_notifications"), () => json(3));
    await visit("/activity");
    expect(await screen.findByText(/the target answered 500/)).toBeTruthy();
    expect(screen.getByText("failing")).toBeTruthy();
    expect(screen.getByText(/2 waiting/)).toBeTruthy();
    fireEvent.click(screen.getByRole("button", { name: "Send 3 again" }));
    await waitFor(() =>
      expect(server.of(rpc("fn_replay_notifications"))[0]?.body).toEqual({ p_target_id: "t1" }),
    );
  });

  it("switches, tests and removes, and has letters sent once", async () => {
    server
      .rpc("fn_list_notification_targets", [target()])
      .on(rpc("fn_upsert_notification_target"), () => json(target()))
      .on(rpc("fn_test_notification_target"), () => json("m1"))
      .on(rpc("fn_delete_notification_target"), () => json(null));
    await visit("/activity");
    fireEvent.click(await screen.findByRole("button", { name: "Test" }));
    await waitFor(() => expect(server.of(rpc("fn_test_notification_target"))).toHaveLength(1));
    fireEvent.click(await screen.findByRole("button", { name: "Switch off" }));
    await waitFor(() =>
      expect(server.of(rpc("fn_upsert_notification_target"))[0]?.body).toEqual({
        p_target_id: "t1",
        p_is_active: false,
      }),
    );
    fireEvent.click(await screen.findByRole("button", { name: "Send me letters" }));
    await waitFor(() =>
      expect(server.of(rpc("fn_upsert_notification_target"))[1]?.body).toEqual({ p_kind: "email" }),
    );
    fireEvent.click(await screen.findByRole("button", { name: "Remove" }));
    await waitFor(() =>
      expect(server.of(rpc("fn_delete_notification_target"))[0]?.body).toEqual({ p_target_id: "t1" }),
    );
  });

  it("says that it could not be told", async () => {
    server.on(rpc("fn_list_notification_targets"), () => json({ message: "it broke", code: "XX000" }, 500));
    await visit("/activity");
    expect((await screen.findAllByRole("alert")).length).toBeGreaterThan(0);
  });
});
