import { answerText, type CellResult } from "@/model/variants";
import type { Preset } from "./lenses";
import { lensTables, unwrap } from "./rest";

/** The caller's saved values for a lens, whichever version they were kept with. */
export const listCases = (lensId: string): Promise<Preset[]> =>
  unwrap(
    lensTables
      .from("saved_presets")
      .select("id,name,note,values")
      .eq("lens_id", lensId)
      .order("name")
      .order("id")
      .limit(50),
  );

interface ResultRow {
  run_id: string;
  output_data: unknown;
  error_message: string | null;
  duration_ms: number | null;
  input_tokens: number;
  output_tokens: number;
}

/** How runs of one step stand, by their id. */
export async function cellResults(ids: readonly string[]): Promise<ReadonlyMap<string, CellResult>> {
  if (ids.length === 0) return new Map();
  const [runs, steps] = await Promise.all([
    unwrap<{ id: string; status: string; spent_credits: number }[]>(
      lensTables
        .from("workflow_runs")
        .select("id,status,spent_credits")
        .in("id", [...ids]),
    ),
    unwrap<ResultRow[]>(
      lensTables
        .from("workflow_node_results")
        .select("run_id,output_data,error_message,duration_ms,input_tokens,output_tokens")
        .in("run_id", [...ids])
        .order("iteration"),
    ),
  ]);
  const last = new Map(steps.map((step) => [step.run_id, step]));
  return new Map(
    runs.map((run): [string, CellResult] => {
      const step = last.get(run.id);
      return [
        run.id,
        {
          runId: run.id,
          status: run.status,
          text: answerText(step?.output_data),
          error: step?.error_message ?? null,
          millis: step?.duration_ms ?? null,
          tokens: (step?.input_tokens ?? 0) + (step?.output_tokens ?? 0),
          credits: Number(run.spent_credits),
        },
      ];
    }),
  );
}
