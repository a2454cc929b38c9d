import type { Graph, GraphEdge, GraphNode } from "@/model/graph";
import { diffGraphs } from "@/model/graphDiff";
import { call } from "./rest";

export interface WorkflowRow {
  id: string;
  slug: string;
  title: string;
  description: string | null;
  visibility: string;
  node_count: number;
  created_at: string;
  updated_at: string;
  status: string;
}

export interface WorkflowDetail {
  id: string;
  title: string;
  description: string | null;
  visibility: string;
  status: string;
  revision: number;
  head_version_id: string | null;
  lenser_id: string;
}

export interface WorkflowVersion {
  id: string;
  version_number: number;
  changelog: string | null;
  status: string;
  published_at: string | null;
  created_at: string;
  node_count: number;
  edge_count: number;
}

export interface WorkflowProblem {
  code: string;
  severity: "error" | "warning";
  node_id: string | null;
  edge_id: string | null;
  message: string;
}

export interface LoadedWorkflow {
  workflow: WorkflowDetail;
  graph: Graph;
}

export const myWorkflows = (
  owner: string,
  { search, sort }: { search?: string | undefined; sort?: string | undefined } = {},
): Promise<WorkflowRow[]> =>
  call("fn_get_my_workflows", {
    p_lenser_id: owner,
    p_limit: 200,
    p_search: search || null,
    p_sort: sort ?? "updated_at",
  });

export async function getWorkflow(id: string): Promise<LoadedWorkflow | null> {
  const rows = await call<{ workflow: WorkflowDetail; nodes: GraphNode[]; edges: GraphEdge[] }[]>(
    "fn_get_workflow_bootstrap",
    { p_workflow_id: id },
  );
  const row = rows[0];
  return row
    ? { workflow: row.workflow, graph: { nodes: row.nodes.map(node), edges: row.edges.map(edge) } }
    : null;
}

export async function createWorkflow(title: string): Promise<string> {
  const rows = await call<{ id: string }[]>("fn_create_workflow", { p_title: title });
  return rows[0]?.id ?? "";
}

export const updateWorkflow = (
  id: string,
  revision: number,
  { title, description, visibility }: { title: string; description: string | null; visibility: string },
): Promise<{ revision: number }[]> =>
  call("fn_update_workflow", {
    p_workflow_id: id,
    p_title: title,
    p_description: description,
    p_visibility: visibility,
    p_revision: revision,
  });

/**
 * Brings the server from one graph to another, on the revision that the first one had; each step names the revision that the one before
 * it made, so that somebody else's change in between is refused and never overwritten. Gives the new revision.
 */
export async function saveGraph(id: string, revision: number, saved: Graph, graph: Graph): Promise<number> {
  const patch = diffGraphs(saved, graph);
  const gone = patch.nodes.filter((change) => change.to === null);
  const put = patch.nodes.flatMap((change) => (change.to ? [change.to] : []));
  let now = revision;
  if (gone.length > 0) {
    // An empty list changes nothing but proves that the revision is the present one.
    await call("fn_upsert_workflow_nodes", { p_workflow_id: id, p_nodes: [], p_revision: now++ });
    for (const change of gone) {
      await call("fn_delete_workflow_node", { p_node_id: change.id });
      now++;
    }
  }
  if (put.length > 0)
    await call("fn_upsert_workflow_nodes", { p_workflow_id: id, p_nodes: put.map(node), p_revision: now++ });
  if (patch.edges.length > 0)
    await call("fn_upsert_workflow_edges", {
      p_workflow_id: id,
      p_edges: graph.edges.map(edge),
      p_revision: now++,
    });
  return now;
}

/** Pins steps to versions of their lenses, on the newest revision; all else of the graph stays as it is. */
export async function pinVersions(id: string, pins: { id: string; version_id: string }[]): Promise<void> {
  const now = await getWorkflow(id);
  const there = new Set(now?.graph.nodes.map((one) => one.id));
  await call("fn_upsert_workflow_nodes", {
    p_workflow_id: id,
    p_nodes: pins.filter((pin) => there.has(pin.id)),
    p_revision: now?.workflow.revision ?? null,
  });
}

export const validateWorkflow = (id: string): Promise<WorkflowProblem[]> =>
  call("fn_validate_workflow", { p_workflow_id: id });

export const workflowVersions = (id: string): Promise<WorkflowVersion[]> =>
  call("fn_get_workflow_versions", { p_workflow_id: id });

export async function versionGraph(versionId: string): Promise<Graph> {
  const rows = await call<{ nodes: GraphNode[]; edges: GraphEdge[] }[]>("fn_get_workflow_version_snapshot", {
    p_version_id: versionId,
  });
  return { nodes: (rows[0]?.nodes ?? []).map(node), edges: (rows[0]?.edges ?? []).map(edge) };
}

export const createWorkflowVersion = (id: string, changelog: string): Promise<string> =>
  call("fn_create_workflow_version", { p_workflow_id: id, p_changelog: changelog || null });

export const publishWorkflowVersion = (versionId: string): Promise<void> =>
  call("fn_publish_workflow_version", { p_version_id: versionId });

export const cloneWorkflow = async (id: string): Promise<string> =>
  (await call<{ id: string }[]>("fn_clone_workflow", { p_source_workflow_id: id }))[0]?.id ?? "";

export const archiveWorkflow = (id: string) => call("fn_archive_workflow", { p_workflow_id: id });

export const startRun = (
  workflowId: string,
  inputs: Record<string, unknown>,
  model: string | null,
  key: string,
): Promise<string> =>
  call("fn_start_workflow_run", {
    p_workflow_id: workflowId,
    p_inputs: inputs,
    p_global_model_id: model,
    p_idempotency_key: key,
  });

/** Tries one step of a workflow by itself; it comes as a run. */
export const runStep = (nodeId: string, inputs: Record<string, unknown>): Promise<string> =>
  call("fn_run_step", { p_node_id: nodeId, p_inputs: inputs });

// Only what belongs to the graph: rows carry more (owners, times, visibility) that must not count as a change.
const node = (row: GraphNode): GraphNode => ({
  id: row.id,
  label: row.label,
  kind: row.kind,
  lens_id: row.lens_id ?? null,
  version_id: row.version_id ?? null,
  config: row.config ?? {},
  position_x: row.position_x,
  position_y: row.position_y,
  ordinal: row.ordinal,
});

const edge = (row: GraphEdge): GraphEdge => ({
  id: row.id,
  source_node_id: row.source_node_id,
  target_node_id: row.target_node_id,
  source_output_key: row.source_output_key,
  target_param_label: row.target_param_label,
  merge_strategy: row.merge_strategy,
  condition: row.condition ?? null,
  ordinal: row.ordinal,
});
