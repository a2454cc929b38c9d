import { type JsonSchema, schemaOfInputs, type TypedInput } from "@/model/schemaForm";
import { lensTables as lenses, unwrap } from "./rest";

interface PinnedVersion {
  input_names: string[];
  required_inputs: string[];
  typed_inputs: Record<string, TypedInput[]>;
  graph: { nodes: { id: string; label: string; config: Record<string, unknown> }[] };
}

async function pinned(versionId: string): Promise<PinnedVersion | null> {
  const rows = await unwrap<PinnedVersion[]>(
    lenses
      .from("workflow_versions")
      .select("input_names,required_inputs,typed_inputs,graph")
      .eq("id", versionId)
      .limit(1),
  );
  return rows[0] ?? null;
}

async function versionOf(workflowRunId: string): Promise<string | null> {
  const rows = await unwrap<{ workflow_version_id: string }[]>(
    lenses.from("workflow_runs").select("workflow_version_id").eq("id", workflowRunId).limit(1),
  );
  return rows[0]?.workflow_version_id ?? null;
}

/** What a run's pinned version asks for, as a schema. */
export async function inputSchemaOfRun(workflowRunId: string): Promise<JsonSchema | null> {
  const version = await versionOf(workflowRunId);
  const found = version ? await pinned(version) : null;
  return found ? schemaOfInputs(found.input_names, found.required_inputs, found.typed_inputs) : null;
}

/** What the published version of a workflow asks for, as a schema. */
export async function inputSchemaOfWorkflow(workflowId: string): Promise<JsonSchema | null> {
  const rows = await unwrap<{ id: string }[]>(
    lenses
      .from("workflow_versions")
      .select("id")
      .eq("workflow_id", workflowId)
      .in("status", ["published", "snapshot"])
      .order("version_number", { ascending: false })
      .limit(1),
  );
  const found = rows[0] ? await pinned(rows[0].id) : null;
  return found ? schemaOfInputs(found.input_names, found.required_inputs, found.typed_inputs) : null;
}

/** What a step that asks a person says in its config: its title and the form of the answer. */
export async function questionOfNode(
  workflowRunId: string,
  nodeId: string,
): Promise<{ title: string; form: JsonSchema | null } | null> {
  const version = await versionOf(workflowRunId);
  const node = version ? (await pinned(version))?.graph.nodes.find((one) => one.id === nodeId) : undefined;
  if (!node) return null;
  const { title, form } = node.config;
  return {
    title: typeof title === "string" ? title : node.label,
    form: form !== null && typeof form === "object" ? (form as JsonSchema) : null,
  };
}
