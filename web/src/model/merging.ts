export const mergeStrategies = ["last_write_wins", "concat", "array", "json_object"] as const;

/** What several edges bring to one parameter, made one value as the engine does it; items in the edges' order. */
export function mergeValues(strategy: string, items: readonly { label: string; value: unknown }[]): unknown {
  switch (strategy) {
    case "concat":
      return items
        .map(({ value }) => (typeof value === "string" ? value : JSON.stringify(value)))
        .join("\n\n");
    case "array":
      return items.map(({ value }) => value);
    case "json_object":
      return Object.fromEntries(items.map(({ label, value }) => [label, value]));
    default:
      return items.at(-1)?.value;
  }
}
