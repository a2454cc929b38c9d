// @vitest-environment jsdom
import { fireEvent, screen, waitFor, within } from "@testing-library/react";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type FakeServer, json } from "@/api/server.fixture";
import { leave, serverOfAda, visit } from "@/app/visit.fixture";

const model = (key: string, more: Record<string, unknown> = {}) => ({
  id: key,
  provider_key: "openai",
  provider_name: "OpenAI",
  key,
  name: `Model ${key}`,
  description: null,
  docs_url: null,
  support_level: "runnable",
  status: "active",
  capabilities: [],
  input_modalities: ["text"],
  output_modalities: ["text"],
  context_window_tokens: 128_000,
  supports_tools: true,
  supports_json_schema: false,
  supports_vision: false,
  supports_streaming: true,
  user_summary: null,
  metadata: { price_as_of: "2026-11-01" },
  input_cost_per_1k_tokens: 0.0025,
  output_cost_per_1k_tokens: 0.01,
  ...more,
});

let server: FakeServer;
beforeEach(() => {
  server = serverOfAda();
});
afterEach(leave);

const names = async () =>
  (await screen.findAllByRole("row")).slice(1).map((row) => row.querySelector("td")?.textContent ?? "");

describe("the models", () => {
  it("are listed with prices for a million tokens", async () => {
    server.rpc("fn_ai_catalog_models", [
      model("a"),
      model("b", { input_cost_per_1k_tokens: null, metadata: {} }),
    ]);
    await visit("/catalog");
    const [, first, second] = await screen.findAllByRole("row");
    expect(within(first as HTMLElement).getByText("$2.50")).toBeTruthy();
    expect(within(first as HTMLElement).getByText("$10.00")).toBeTruthy();
    expect(within(first as HTMLElement).getByText("Tools")).toBeTruthy();
    expect(within(first as HTMLElement).getByText("2026-11-01")).toBeTruthy();
    expect(within(second as HTMLElement).getAllByText("–").length).toBeGreaterThanOrEqual(2);
  });

  it.each([
    ["provider=ollama", ["c"]],
    ["level=byok_only", ["b"]],
    ["can=vision", ["b"]],
    ["can=json", ["c"]],
    ["context=200000", ["b"]],
    ["price=0", ["c"]],
    ["price=3&can=tools", ["a"]],
    ["q=model%20b", ["b"]],
  ])("are narrowed by the address: %s", async (address, keys) => {
    server.rpc("fn_ai_catalog_models", [
      model("a"),
      model("b", {
        support_level: "byok_only",
        supports_tools: false,
        supports_vision: true,
        context_window_tokens: 1_000_000,
        input_cost_per_1k_tokens: 0.02,
      }),
      model("c", {
        provider_key: "ollama",
        provider_name: "Ollama",
        supports_tools: false,
        supports_json_schema: true,
        context_window_tokens: 8_000,
        input_cost_per_1k_tokens: 0,
      }),
    ]);
    await visit(`/catalog?${address}`);
    expect((await names()).map((name) => name.match(/Model (\w)/)?.[1])).toEqual(keys);
  });

  it("take a filter into the address and out of it again", async () => {
    server.rpc("fn_ai_catalog_models", [
      model("a"),
      model("c", { provider_key: "ollama", provider_name: "Ollama" }),
    ]);
    const router = await visit("/catalog");
    await names();
    fireEvent.change(screen.getByLabelText("Provider"), { target: { value: "ollama" } });
    await waitFor(() => expect(router.state.location.search).toEqual({ provider: "ollama" }));
    fireEvent.change(screen.getByLabelText("Price"), { target: { value: "0.5" } });
    await waitFor(() => expect(screen.getByText(/No model fits all of this/)).toBeTruthy());
    fireEvent.change(screen.getByLabelText("Price"), { target: { value: "" } });
    fireEvent.change(screen.getByLabelText("Provider"), { target: { value: "" } });
    await waitFor(() => expect(router.state.location.search).toEqual({}));
    expect(await names()).toHaveLength(2);
  });

  it.each([
    ["https://docs.example/m", true],
    ["http://docs.example/m", true],
    ["javascript:alert(1)", false],
    ["data:text/html,x", false],
    ["/relative", false],
  ])("link to their pages only where the address is one: %s", async (docs_url, linked) => {
    server.rpc("fn_ai_catalog_models", [model("a", { docs_url })]);
    await visit("/catalog");
    await names();
    const link = screen.queryByRole("link", { name: "Model a" });
    expect(link !== null).toBe(linked);
    if (link) expect(link.getAttribute("rel")).toBe("noopener noreferrer nofollow");
  });

  it("tell a refusal", async () => {
    server.on(
      "POST /rest/v1/rpc/fn_ai_catalog_models",
      json({ code: "x", message: "no catalog", hint: null }, 500),
    );
    await visit("/catalog");
    expect(await screen.findByText("no catalog")).toBeTruthy();
  });
});
