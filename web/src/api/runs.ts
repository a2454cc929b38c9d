import { idRange, likely } from "@/model/runWords";
import { workflowTitles } from "./names";
import { call, catalogTables, lensTables as lenses, rest, unwrap } from "./rest";

export interface RunRow {
  id: string;
  workflow_id: string;
  workflow_title: string;
  status: string;
  trigger_mode: string;
  started_at: string | null;
  completed_at: string | null;
  created_at: string;
  spent_credits: number;
}

export interface RunDetail {
  id: string;
  workflowId: string;
  versionId: string;
  title: string;
  inputs: Record<string, unknown>;
}

interface StoredRun {
  workflow_id: string;
  workflow_version_id: string;
  context_inputs: Record<string, unknown>;
}

export interface ProvenanceRow {
  id: string;
  source_node_id: string | null;
  source_output_path: string;
  target_node_id: string;
  target_input_path: string;
}

/** What runs are listed by; a cost bar leads here with one of them. */
export interface RunFilter {
  workflow?: string | undefined;
  agent?: string | undefined;
  schedule?: string | undefined;
  lens?: string | undefined;
  version?: string | undefined;
  model?: string | undefined;
  key?: string | undefined;
  /** a day in UTC, YYYY-MM-DD */
  day?: string | undefined;
}

const columns =
  "id,workflow_id,status,trigger_mode,started_at,completed_at,created_at,global_model_id,spent_credits";

export async function listRuns(filter: RunFilter = {}): Promise<RunRow[]> {
  const filtered = Object.values(filter).some((value) => value !== undefined);
  const runs = filtered
    ? await filteredRuns(filter)
    : await unwrap<RunRow[]>(rest.rpc("fn_list_recent_workflow_runs", { p_limit: 50 }));
  const ids = [...new Set(runs.map((run) => run.workflow_id))];
  if (ids.length === 0) return [];
  const workflows = await unwrap<{ id: string; title: string }[]>(
    lenses.from("workflows").select("id,title").in("id", ids),
  );
  const titles = new Map(workflows.map((w) => [w.id, w.title]));
  return runs.map((run) => ({ ...run, workflow_title: titles.get(run.workflow_id) ?? "" }));
}

async function filteredRuns(filter: RunFilter): Promise<RunRow[]> {
  let found = lenses.from("workflow_runs").select(columns);
  if (filter.workflow) found = found.eq("workflow_id", filter.workflow);
  if (filter.agent) found = found.eq("ai_lenser_id", filter.agent);
  if (filter.schedule) found = found.eq("schedule_id", filter.schedule);
  if (filter.day)
    found = found.gte("created_at", `${filter.day}T00:00:00Z`).lt("created_at", dayAfter(filter.day));
  if (filter.key) found = found.in("id", await runsThatPaidWith(filter.key));
  if (filter.lens || filter.version || filter.model) found = found.in("id", await runsThatUsed(filter));
  return unwrap<RunRow[]>(
    found.order("created_at", { ascending: false }).order("id", { ascending: false }).limit(50),
  );
}

/** Runs by the beginning of their id or by words of their workflow's title, newest first; without words the newest of all. */
export async function findRuns(words: string): Promise<RunRow[]> {
  const ids = idRange(words);
  let found = lenses.from("workflow_runs").select(columns);
  if (ids) found = found.gte("id", ids.from).lte("id", ids.to);
  else if (words) {
    const named = await unwrap<{ id: string }[]>(
      lenses
        .from("workflows")
        .select("id")
        .ilike("title", `%${likely(words)}%`)
        .order("updated_at", { ascending: false })
        .limit(50),
    );
    if (named.length === 0) return [];
    found = found.in(
      "workflow_id",
      named.map((one) => one.id),
    );
  }
  const runs = await unwrap<RunRow[]>(
    found.order("created_at", { ascending: false }).order("id", { ascending: false }).limit(10),
  );
  const titles = await workflowTitles(runs.map((run) => run.workflow_id));
  return runs.map((run) => ({ ...run, workflow_title: titles.get(run.workflow_id) ?? "" }));
}

const dayAfter = (day: string): string => new Date(Date.parse(`${day}T00:00:00Z`) + 86_400_000).toISOString();

/** The newest runs that called a provider with a key. */
async function runsThatPaidWith(key: string): Promise<string[]> {
  const rows = await unwrap<{ run_id: string }[]>(
    catalogTables
      .from("key_usage_log")
      .select("run_id")
      .eq("key_id", key)
      .not("run_id", "is", null)
      .order("occurred_at", { ascending: false })
      .limit(200),
  );
  return [...new Set(rows.map((row) => row.run_id))];
}

/** The newest runs whose steps rendered a lens, or one version of it, or called a model. */
async function runsThatUsed({ lens, version, model }: RunFilter): Promise<string[]> {
  let steps = lenses.from("workflow_node_results").select("run_id");
  if (lens) {
    const versions = await unwrap<{ id: string }[]>(
      lenses.from("versions").select("id").eq("lens_id", lens).limit(200),
    );
    steps = steps.in(
      "resolved_lens_version_id",
      versions.map((one) => one.id),
    );
  }
  if (version) steps = steps.eq("resolved_lens_version_id", version);
  if (model) {
    const [provider = "", ...key] = model.split("/");
    steps = steps.contains("provider_route", { provider_key: provider, model_key: key.join("/") });
  }
  const rows = await unwrap<{ run_id: string }[]>(steps.order("created_at", { ascending: false }).limit(200));
  return [...new Set(rows.map((row) => row.run_id))];
}

export async function getRun(id: string): Promise<RunDetail> {
  const run = await unwrap<StoredRun>(
    lenses
      .from("workflow_runs")
      .select("id,workflow_id,workflow_version_id,context_inputs")
      .eq("id", id)
      .single(),
  );
  const workflow = await unwrap<{ title: string }>(
    lenses.from("workflows").select("title").eq("id", run.workflow_id).single(),
  );
  return {
    id,
    workflowId: run.workflow_id,
    versionId: run.workflow_version_id,
    title: workflow.title,
    inputs: run.context_inputs,
  };
}

export const getProvenance = (runId: string): Promise<ProvenanceRow[]> =>
  unwrap(rest.rpc("fn_get_run_provenance", { p_run_id: runId }));

export async function cancelRun(runId: string): Promise<void> {
  await unwrap(rest.rpc("fn_cancel_workflow_run", { p_run_id: runId }));
}

export interface NodeResult {
  node_id: string;
  status: string;
  output_data: unknown;
  resolved_input: Record<string, unknown> | null;
  error_message: string | null;
  duration_ms: number | null;
  input_tokens: number | null;
  output_tokens: number | null;
  cost_credits: number | null;
  iteration: number;
  label: string;
  resolved_lens_version_id: string | null;
}

/** How the nodes of a run ended, whole. */
export const getNodeResults = (runId: string): Promise<NodeResult[]> =>
  call("fn_get_workflow_node_results", { p_run_id: runId });

export const listRunsOf = (workflowId: string): Promise<RunRow[]> =>
  call("fn_list_workflow_runs", { p_workflow_id: workflowId, p_limit: 20 });

/** What a rerun would do again and what it would reuse; the run itself unless it is a preview. */
export interface RerunPlan {
  run_id: string | null;
  invalidated: { node_id: string; label: string; status: string | null }[];
  reused: { node_id: string; label: string }[];
  estimated_credits: number;
}

export const rerun = (
  runId: string,
  fromNode: string | null,
  {
    version,
    inputs,
    dry,
  }: { version: "same" | "newest"; inputs: Record<string, unknown> | null; dry: boolean },
): Promise<RerunPlan> =>
  call("fn_rerun_workflow_run", {
    p_run_id: runId,
    p_from_node_id: fromNode,
    p_version: version,
    p_inputs: inputs,
    p_dry_run: dry,
  });

/** One part of a prompt and the layer that it comes from: 1 to 5 are the system message, 6 to 8 the user's, 9 is memory. */
export interface PromptPart {
  layer: number;
  source: string;
  role: string;
  text: string;
}

export interface LayeredPrompt {
  attempt: number;
  model: string | null;
  parts: PromptPart[];
}

/** What a model was asked in a step's last attempt, layer by layer; null where no model was asked. */
export async function getPrompt(runId: string, nodeId: string): Promise<LayeredPrompt | null> {
  const rows = await unwrap<{ prompt: LayeredPrompt | null }[]>(
    lenses
      .from("workflow_node_results")
      .select("prompt")
      .eq("run_id", runId)
      .eq("node_id", nodeId)
      .order("iteration", { ascending: false })
      .limit(1),
  );
  return rows[0]?.prompt ?? null;
}
