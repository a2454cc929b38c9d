// @vitest-environment jsdom
import { fireEvent, screen, waitFor, within } from "@testing-library/react";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type FakeServer, json } from "@/api/server.fixture";
import { leave, press, serverOfAda, type, visit } from "@/app/visit.fixture";

const list = "POST /rest/v1/rpc/fn_get_my_api_keys";
const days = (count: number) => new Date(Date.now() + count * 86_400_000).toISOString();
const key = (more: Record<string, unknown> = {}) => ({
  id: "k1",
  provider_key: "openai",
  provider_name: "OpenAI",
  label: "nightly",
  key_suffix: "9f2c",
  status: "active",
  is_active: true,
  spent_credits: 12.5,
  spending_cap_credits: 50,
  created_at: "2026-11-01T10:00:00Z",
  last_used_at: null,
  expires_at: null,
  revoked_at: null,
  ...more,
});

let server: FakeServer;
beforeEach(() => {
  server = serverOfAda();
});
afterEach(leave);

const card = async (suffix = "9f2c") =>
  within(
    await waitFor(() => {
      const found = document.querySelector<HTMLElement>(`[data-key="${suffix}"]`);
      if (!found) throw new Error(`no key ${suffix}`);
      return found;
    }),
  );
const dialog = async (title: string) => within(await screen.findByRole("dialog", { name: title }));

describe("the list of keys", () => {
  it("shows what a key has spent and never the key", async () => {
    server.rpc("fn_get_my_api_keys", [key()]);
    await visit("/keys");
    const shown = await card();
    expect(shown.getByText("nightly")).toBeTruthy();
    expect(shown.getByText("…9f2c")).toBeTruthy();
    expect(shown.getByText("12.5 of 50 credits")).toBeTruthy();
    expect(shown.getByText("Active")).toBeTruthy();
  });

  it.each([
    [{ is_active: false, status: "revoked" }, "Revoked"],
    [{ is_active: false, status: "active", expires_at: days(-1) }, "Expired"],
  ])("offers nothing for a key that is over: %j", async (more, word) => {
    server.rpc("fn_get_my_api_keys", [key(more)]);
    await visit("/keys");
    const shown = await card();
    expect(shown.getByText(word)).toBeTruthy();
    expect(shown.queryAllByRole("button")).toHaveLength(0);
  });

  it("warns two weeks before a key ends, not earlier", async () => {
    server.rpc("fn_get_my_api_keys", [
      key({ id: "a", key_suffix: "soon", expires_at: days(13) }),
      key({ id: "b", key_suffix: "late", expires_at: days(15) }),
    ]);
    await visit("/keys");
    expect((await card("soon")).getByText(/It expires soon/)).toBeTruthy();
    expect((await card("late")).queryByText(/It expires soon/)).toBeNull();
  });

  it("says what to do where there is none", async () => {
    server.rpc("fn_get_my_api_keys", []);
    await visit("/keys");
    expect(await screen.findByText(/No key yet/)).toBeTruthy();
  });

  it("tells what went wrong and tries again when asked", async () => {
    const refusal = { code: "XX000", message: "no luck", details: null, hint: "busy: try later" };
    server.on(list, json(refusal, 500), json([key()]));
    await visit("/keys");
    const alert = within(await screen.findByRole("alert"));
    expect(alert.getByText("no luck")).toBeTruthy();
    expect(alert.getByText("Try later")).toBeTruthy();
    fireEvent.click(alert.getByRole("button", { name: "Try again" }));
    await card();
    expect(screen.queryByRole("alert")).toBeNull();
  });
});

describe("a key", () => {
  it("is handed in with all that was said, and forgotten by the page", async () => {
    server
      .rpc("fn_get_my_api_keys", [], [key()])
      .rpc("fn_ai_catalog_providers", [
        { id: "1", key: "openai", display_name: "OpenAI", metadata: {} },
        { id: "2", key: "demo", display_name: "Demo", metadata: { offline: true } },
        { id: "3", key: "ollama", display_name: "Ollama", metadata: { local: true } },
      ])
      .on("POST /v1/keys", json(key(), 201));
    await visit("/keys");
    await screen.findByText(/No key yet/);
    fireEvent.click(screen.getAllByRole("button", { name: /Add a key/ })[0] as HTMLElement);
    const form = await dialog("Add a key");
    await form.findByRole("option", { name: "OpenAI" });
    expect(form.queryByRole("option", { name: "Demo" })).toBeNull();
    expect(form.queryByRole("option", { name: "Ollama" })).toBeNull();
    const store = form.getByRole("button", { name: "Store" }) as HTMLButtonElement;
    expect(store.disabled).toBe(true);
    type("Provider", "openai");
    type("Key", "  ");
    expect(store.disabled).toBe(true);
    type("Key", "sk-secret");
    type("Label (optional)", "nightly");
    type("Cap in credits (optional)", "50");
    type("Expires (optional)", "2027-01-31");
    fireEvent.submit(document.getElementById("key-form") as HTMLElement);
    await card();
    expect(server.of("POST /v1/keys")[0]?.body).toEqual({
      provider: "openai",
      secret: "sk-secret",
      label: "nightly",
      spending_cap_credits: 50,
      expires_at: new Date("2027-01-31T23:59:59").toISOString(),
    });
    expect(document.body.innerHTML).not.toContain("sk-secret");
  });

  it("keeps the dialog open when the server refuses it", async () => {
    server
      .rpc("fn_get_my_api_keys", [])
      .rpc("fn_ai_catalog_providers", [{ id: "1", key: "openai", display_name: "OpenAI", metadata: {} }])
      .on(
        "POST /v1/keys",
        json({ error_code: "bad_key", message: "too short", hint: "check: copy all of it" }, 400),
      );
    await visit("/keys");
    await screen.findByText(/No key yet/);
    fireEvent.click(screen.getAllByRole("button", { name: /Add a key/ })[0] as HTMLElement);
    const form = await dialog("Add a key");
    await form.findByRole("option", { name: "OpenAI" });
    type("Provider", "openai");
    type("Key", "x");
    fireEvent.submit(document.getElementById("key-form") as HTMLElement);
    expect(await form.findByText("too short")).toBeTruthy();
    expect(form.getByText("Copy all of it")).toBeTruthy();
  });

  it.each([
    [{ ok: true, models: ["a", "b"] }, "It works and unlocks: a, b"],
    [{ ok: true, models: [] }, "It works."],
    [{ ok: false, message: "unknown key", models: null }, "unknown key"],
    [{ ok: false, message: null, models: null }, "The provider refused it."],
  ])("is tested at its provider: %j", async (verdict, words) => {
    server.rpc("fn_get_my_api_keys", [key()]).on("POST /v1/keys/k1/test", json(verdict));
    await visit("/keys");
    fireEvent.click((await card()).getByRole("button", { name: "Test" }));
    expect((await (await card()).findByRole("status")).textContent).toBe(words);
  });

  it("is replaced by another secret", async () => {
    server.rpc("fn_get_my_api_keys", [key()]).on("POST /v1/keys/k1/rotate", json(key()));
    await visit("/keys");
    fireEvent.click((await card()).getByRole("button", { name: "Replace" }));
    const form = await dialog("Replace");
    expect(form.getByText(/takes the place of …9f2c/)).toBeTruthy();
    type("Key", "sk-new");
    fireEvent.submit(document.getElementById("rotate-form") as HTMLElement);
    await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
    expect(server.of("POST /v1/keys/k1/rotate")[0]?.body).toEqual({ secret: "sk-new" });
    expect(server.of(list).length).toBeGreaterThan(1);
  });

  it("is revoked after a question that names it", async () => {
    server
      .rpc("fn_get_my_api_keys", [key()], [key({ is_active: false, status: "revoked" })])
      .rpc("fn_revoke_api_key", null);
    await visit("/keys");
    fireEvent.click((await card()).getByRole("button", { name: "Revoke" }));
    const question = await dialog("Revoke");
    expect(question.getByText(/…9f2c is deleted here/)).toBeTruthy();
    expect(server.of("POST /rest/v1/rpc/fn_revoke_api_key")).toHaveLength(0);
    fireEvent.click(question.getByRole("button", { name: "Revoke" }));
    await waitFor(async () => expect((await card()).getByText("Revoked")).toBeTruthy());
    expect(server.of("POST /rest/v1/rpc/fn_revoke_api_key")[0]?.body).toEqual({ p_key_id: "k1" });
  });

  it("stays when the question is answered with no", async () => {
    server.rpc("fn_get_my_api_keys", [key()]);
    await visit("/keys");
    fireEvent.click((await card()).getByRole("button", { name: "Revoke" }));
    await dialog("Revoke");
    press("Cancel");
    await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
    expect(server.of("POST /rest/v1/rpc/fn_revoke_api_key")).toHaveLength(0);
  });
});
