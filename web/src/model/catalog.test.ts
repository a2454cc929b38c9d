import { describe, expect, it } from "vitest";
import { filterModels, type ModelFilter } from "./catalog";

const model = (key: string, more: object = {}) => ({
  provider_key: "openai",
  provider_name: "OpenAI",
  key,
  name: key.toUpperCase(),
  support_level: "byok_only",
  capabilities: ["chat"],
  context_window_tokens: 128000,
  supports_tools: true,
  supports_json_schema: false,
  supports_vision: false,
  input_cost_per_1k_tokens: 0.002,
  ...more,
});
const models = [
  model("alpha"),
  model("beta", {
    provider_key: "demo",
    provider_name: "Demo",
    support_level: "runnable",
    input_cost_per_1k_tokens: 0,
  }),
  model("gamma", { context_window_tokens: null, supports_tools: false, input_cost_per_1k_tokens: null }),
  model("delta", {
    supports_vision: true,
    supports_json_schema: true,
    context_window_tokens: 1000000,
    capabilities: ["embedding"],
  }),
];

describe("filterModels", () => {
  it.each([
    [{}, "alpha beta gamma delta"],
    [{ q: "" }, "alpha beta gamma delta"],
    [{ q: "open ALPHA" }, "alpha"],
    [{ q: "nothing" }, ""],
    [{ level: "runnable" }, "beta"],
    [{ provider: "demo" }, "beta"],
    [{ can: "tools" }, "alpha beta delta"],
    [{ can: "json" }, "delta"],
    [{ can: "vision" }, "delta"],
    [{ can: "embedding" }, "delta"],
    [{ context: 200000 }, "delta"],
    [{ context: 128000 }, "alpha beta delta"],
    [{ price: 0 }, "beta"],
    [{ price: 2 }, "alpha beta delta"],
    [{ price: 1.9 }, "beta"],
    [{ q: "a", price: 2, context: 1, can: "tools", level: "byok_only" }, "alpha delta"],
  ] as [ModelFilter, string][])("%j", (filter, found) =>
    expect(
      filterModels(models, filter)
        .map((one) => one.key)
        .join(" "),
    ).toBe(found),
  );
});
