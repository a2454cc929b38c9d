// @vitest-environment jsdom
import { fireEvent, screen, waitFor } from "@testing-library/react";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { type FakeServer, json } from "@/api/server.fixture";
import { leave, serverOfAda } from "@/app/visit.fixture";
import { draw } from "@/kit/page.fixture";
import { WebhookDialog } from "./WebhookDialog";

const config = "POST /rest/v1/rpc/fn_get_workflow_webhook_config";
const rotation = "POST /rest/v1/rpc/fn_rotate_webhook_secret";
const change = "POST /rest/v1/rpc/fn_update_workflow_webhook";
const webhook = (more: Record<string, unknown> = {}) => ({
  webhook_id: "h1",
  url: "/v1/hooks/h1",
  is_active: true,
  secret_hint: "9f3=",
  rotated_at: "2026-11-23T10:00:00Z",
  last_fired_at: null,
  last_run_id: null,
  workflow_assignment_id: null,
  ...more,
});

let server: FakeServer;
beforeEach(() => {
  server = serverOfAda();
});
afterEach(leave);

const open = () => draw(<WebhookDialog workflowId="w1" onClose={() => undefined} />);
const press = (name: string) => fireEvent.click(screen.getByRole("button", { name }));

describe("the webhook of a workflow", () => {
  it("is made with its first secret, without being asked again", async () => {
    server.rpc("fn_get_workflow_webhook_config", webhook({ secret_hint: null, is_active: false }));
    server.rpc("fn_rotate_webhook_secret", "whsec_first");
    await open();
    await screen.findByRole("button", { name: "Make a webhook" });
    expect(screen.queryByText("Address")).toBeNull();
    press("Make a webhook");
    expect(await screen.findByText("whsec_first")).toBeTruthy();
    expect(screen.getByText("It is shown this once: copy it now.")).toBeTruthy();
    expect(server.of(rotation)[0]?.body).toEqual({ p_workflow_id: "w1" });
  });

  it("shows its whole address and the end of its secret, never the secret", async () => {
    server.rpc("fn_get_workflow_webhook_config", webhook());
    await open();
    expect(await screen.findByText(`${location.origin}/v1/hooks/h1`)).toBeTruthy();
    expect(screen.getByText("…9f3=")).toBeTruthy();
    expect(screen.getByText("None yet")).toBeTruthy();
    expect(document.body.textContent).not.toContain("whsec_");
  });

  it("gets another secret only when it is said what that does", async () => {
    server.rpc("fn_get_workflow_webhook_config", webhook());
    server.rpc("fn_rotate_webhook_secret", "whsec_next");
    const copied = vi.fn(async () => undefined);
    Object.assign(navigator, { clipboard: { writeText: copied } });
    await open();
    await screen.findByText("…9f3=");
    press("New secret");
    expect(screen.getByText(/stays good until the next time/)).toBeTruthy();
    press("Cancel");
    expect(server.of(rotation)).toHaveLength(0);
    press("New secret");
    press("New secret");
    await screen.findByText("whsec_next");
    expect(server.of(rotation)).toHaveLength(1);
    await waitFor(() => expect(server.of(config).length).toBeGreaterThan(1));
    fireEvent.click(screen.getAllByRole("button", { name: "Copy" })[1] as HTMLElement);
    expect(copied).toHaveBeenCalledWith("whsec_next");
  });

  it("is switched off and on", async () => {
    server.rpc("fn_get_workflow_webhook_config", webhook());
    server.rpc("fn_update_workflow_webhook", webhook({ is_active: false }));
    await open();
    await screen.findByText("Takes messages");
    press("Switch off");
    expect(await screen.findByText("Off")).toBeTruthy();
    expect(server.of(change)[0]?.body).toEqual({ p_workflow_id: "w1", p_is_active: false });
    press("Switch on");
    await waitFor(() => expect(server.of(change)[1]?.body).toMatchObject({ p_is_active: true }));
  });

  it("says why the server refuses", async () => {
    server.rpc("fn_get_workflow_webhook_config", webhook());
    server.on(rotation, json({ code: "42501", message: "not yours", hint: null }, 403));
    await open();
    await screen.findByText("…9f3=");
    press("New secret");
    press("New secret");
    expect(await screen.findByText("not yours")).toBeTruthy();
  });
});
