/** What a comparison needs of one step's result. */
export interface Result {
  node_id: string;
  label: string;
  status: string;
  output_data: unknown;
  duration_ms: number | null;
  input_tokens: number | null;
  output_tokens: number | null;
  cost_credits: number | null;
}

export interface ComparedStep {
  /** tells steps apart that have one label: the steps of both runs, and which try of a step it is */
  key: string;
  label: string;
  a: Result | null;
  b: Result | null;
  /** b less a; null where one of them has no value */
  duration: number | null;
  tokens: number | null;
  credits: number | null;
  sameOutput: boolean;
}

/** Two runs step by step: matched by node, else by label, so that runs of different versions can be compared. */
export function compareRuns(a: readonly Result[], b: readonly Result[]): ComparedStep[] {
  const left = new Set(b);
  const find = (one: Result) =>
    b.find((other) => left.has(other) && other.node_id === one.node_id) ??
    b.find((other) => left.has(other) && other.label === one.label) ??
    null;
  const matched = a.map((one) => {
    const other = find(one);
    if (other) left.delete(other);
    return compared(one, other);
  });
  const all = [...matched, ...b.filter((one) => left.has(one)).map((one) => compared(null, one))];
  const seen = new Map<string, number>();
  return all.map((step) => {
    const before = seen.get(step.key) ?? 0;
    seen.set(step.key, before + 1);
    return before === 0 ? step : { ...step, key: `${step.key}#${before}` };
  });
}

function compared(a: Result | null, b: Result | null): ComparedStep {
  const delta = (of: (one: Result) => number | null): number | null => {
    const was = a && of(a);
    const is = b && of(b);
    return was === null || is === null ? null : is - was;
  };
  return {
    key: `${a?.node_id ?? ""}|${b?.node_id ?? ""}`,
    label: (b ?? a)?.label ?? "",
    a,
    b,
    duration: delta((one) => one.duration_ms),
    tokens: delta((one) => (one.input_tokens === null ? null : one.input_tokens + (one.output_tokens ?? 0))),
    credits: delta((one) => one.cost_credits),
    sameOutput: outputText(a?.output_data) === outputText(b?.output_data),
  };
}

/** The text of an output envelope, or its data as JSON. */
export function outputText(envelope: unknown): string {
  if (envelope === null || envelope === undefined) return "";
  if (typeof envelope === "object" && "output" in envelope && typeof envelope.output === "string")
    return envelope.output;
  return JSON.stringify(envelope, null, 2);
}
