/** What a model must have to be listed. */
export interface ModelFilter {
  q?: string | undefined;
  level?: string | undefined;
  provider?: string | undefined;
  can?: string | undefined;
  /** at least so many tokens of context */
  context?: number | undefined;
  /** at most so many US dollars for a million tokens in */
  price?: number | undefined;
}

interface Listed {
  provider_key: string;
  provider_name: string;
  key: string;
  name: string;
  support_level: string;
  capabilities: readonly string[];
  context_window_tokens: number | null;
  supports_tools: boolean;
  supports_json_schema: boolean;
  supports_vision: boolean;
  input_cost_per_1k_tokens: number | null;
}

export const abilities = ["tools", "json", "vision"] as const;

/** The models that fit a filter. A model whose price or context nobody stated does not fit a limit on it. */
export function filterModels<T extends Listed>(models: readonly T[], filter: ModelFilter): T[] {
  const words = (filter.q ?? "").toLowerCase().split(/\s+/).filter(Boolean);
  return models.filter((model) => {
    const text = `${model.provider_name} ${model.provider_key} ${model.name} ${model.key}`.toLowerCase();
    return (
      words.every((word) => text.includes(word)) &&
      (!filter.level || model.support_level === filter.level) &&
      (!filter.provider || model.provider_key === filter.provider) &&
      (!filter.can || can(model, filter.can)) &&
      (!filter.context || (model.context_window_tokens ?? 0) >= filter.context) &&
      (filter.price === undefined ||
        (model.input_cost_per_1k_tokens !== null && model.input_cost_per_1k_tokens * 1000 <= filter.price))
    );
  });
}

function can(model: Listed, ability: string): boolean {
  switch (ability) {
    case "tools":
      return model.supports_tools;
    case "json":
      return model.supports_json_schema;
    case "vision":
      return model.supports_vision;
    default:
      return model.capabilities.includes(ability);
  }
}
