// @vitest-environment jsdom
import { fireEvent, screen, waitFor, within } from "@testing-library/react";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type FakeServer, json } from "@/api/server.fixture";
import { leave, serverOfAda, type, visit } from "@/app/visit.fixture";
import { suggestHandle } from "./AgentWizard";

const rpc = (name: string) => `POST /rest/v1/rpc/${name}`;
const agent = (handle: string, more: Record<string, unknown> = {}) => ({
  ai_lenser_id: handle,
  profile_id: `p-${handle}`,
  handle,
  display_name: handle.toUpperCase(),
  headline: null,
  bio: null,
  visibility: "private",
  status: "active",
  is_active: true,
  archived_at: null,
  suspended_at: null,
  runtime_pref: "single",
  created_at: "2026-11-23T10:00:00Z",
  owner: null,
  ...more,
});

let server: FakeServer;
beforeEach(() => {
  server = serverOfAda().rpc("fn_get_fleet_overview", {
    agents_total: 3,
    agents_active: 1,
    credits_30d: 12.5,
    runs_24h: 7,
    approvals_pending: 2,
    schedules_active: 4,
  });
});
afterEach(leave);

describe("the agents", () => {
  it("are shown with what they may do now", async () => {
    server.rpc("fn_list_agents_by_owner", [
      agent("scribe"),
      agent("gone", { archived_at: "2026-11-01T00:00:00Z" }),
      agent("held", { suspended_at: "2026-11-01T00:00:00Z" }),
      agent("off", { is_active: false }),
    ]);
    await visit("/agents");
    expect((await screen.findByRole("link", { name: "SCRIBE" })).getAttribute("href")).toBe("/lenser/scribe");
    const states = [...document.querySelectorAll("[data-agent-state]")].map((one) =>
      one.getAttribute("data-agent-state"),
    );
    expect(states).toEqual(["active", "archived", "suspended", "suspended"]);
    expect(await screen.findByText("1 / 3")).toBeTruthy();
    expect(screen.getByText("12.5")).toBeTruthy();
  });

  it("can be none yet", async () => {
    server.rpc("fn_list_agents_by_owner", []);
    await visit("/agents");
    expect(await screen.findByText(/No agent yet/)).toBeTruthy();
    expect(screen.queryByText("1 / 3")).toBeNull();
  });
});

describe("a handle", () => {
  it.each([
    ["Ada Lovelace", "ada.lovelace"],
    ["  Réné  d'Été!", "rene.d.ete"],
    ["Straße", "strasse"],
    ["IŞIK", "isik"],
    ["ılık", "ilik"],
    ["...", ""],
    ["日本", ""],
    ["x".repeat(40), "x".repeat(24)],
  ])("is suggested by a name: %j", (name, handle) => {
    expect(suggestHandle(name)).toBe(handle);
  });
});

describe("a new agent", () => {
  const start = async () => {
    server.rpc("fn_list_agents_by_owner", []).rpc("fn_ai_catalog_models", [
      { id: "m1", provider_name: "Demo", name: "Writer", support_level: "runnable" },
      { id: "m2", provider_name: "Other", name: "Listed", support_level: "catalog_only" },
    ]);
    const router = await visit("/agents");
    await screen.findByText(/No agent yet/);
    fireEvent.click(screen.getAllByRole("button", { name: /New agent/ })[0] as HTMLElement);
    await screen.findByRole("dialog", { name: "New agent" });
    return router;
  };
  const submit = () => fireEvent.submit(document.getElementById("agent-wizard") as HTMLElement);
  const go = () => screen.getByRole("button", { name: /Next|Create agent/ }) as HTMLButtonElement;

  it("needs a name and a handle that can be part of an address", async () => {
    await start();
    expect(go().disabled).toBe(true);
    type("Name", "Ada Lovelace");
    expect((screen.getByLabelText("Handle") as HTMLInputElement).value).toBe("ada.lovelace");
    expect(go().disabled).toBe(false);
    type("Handle", "Ad");
    expect(go().disabled).toBe(true);
    type("Handle", "ADA_1");
    expect((screen.getByLabelText("Handle") as HTMLInputElement).value).toBe("ada_1");
    expect(go().disabled).toBe(false);
  });

  it("is made in three steps, with all that was said in them", async () => {
    const router = await start();
    server
      .rpc("fn_create_ai_lenser", { profile_id: "p9", ai_lenser_id: "a9" })
      .on("POST /rest/v1/rpc/fn_update_agent_profile", json(null))
      .on("POST /rest/v1/rpc/fn_update_ai_lenser", json(null));
    type("Name", "Scribe");
    submit();
    expect(await screen.findByText(/Step 2 of 3/)).toBeTruthy();
    await screen.findByRole("option", { name: "Demo · Writer" });
    expect(screen.queryByRole("option", { name: "Other · Listed" })).toBeNull();
    fireEvent.change(screen.getByLabelText("Default model"), { target: { value: "m1" } });
    fireEvent.click(screen.getByRole("button", { name: "Next" }));
    submit();
    expect(await screen.findByText(/Step 3 of 3/)).toBeTruthy();
    fireEvent.click(screen.getByRole("button", { name: "Back" }));
    expect((screen.getByLabelText("Default model") as HTMLSelectElement).value).toBe("m1");
    submit();
    submit();
    await waitFor(() => expect(router.state.location.pathname).toBe("/lenser/scribe"));
    expect(server.of(rpc("fn_create_ai_lenser"))[0]?.body).toEqual({
      p_owner_lenser_id: "me",
      p_handle: "scribe",
      p_display_name: "Scribe",
      p_ai_model_id: "m1",
    });
  });

  it("whose handle is taken is told so and can be made under another", async () => {
    const router = await start();
    server.on(
      rpc("fn_create_ai_lenser"),
      json({ code: "23505", message: "the handle is taken", hint: null }, 409),
      json({ profile_id: "p9", ai_lenser_id: "a9" }),
    );
    type("Name", "Scribe");
    submit();
    submit();
    await screen.findByText(/Step 3 of 3/);
    submit();
    const dialog = within(screen.getByRole("dialog", { name: "New agent" }));
    expect(await dialog.findByText("the handle is taken")).toBeTruthy();
    fireEvent.click(dialog.getByRole("button", { name: "Back" }));
    fireEvent.click(dialog.getByRole("button", { name: "Back" }));
    type("Handle", "scribe2");
    submit();
    submit();
    submit();
    await waitFor(() => expect(router.state.location.pathname).toBe("/lenser/scribe2"));
  });
});
