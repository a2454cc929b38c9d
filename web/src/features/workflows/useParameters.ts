import { useQueries } from "@tanstack/react-query";
import { useCallback, useMemo } from "react";
import { type Contract, getLens, getParameters, getVersion } from "@/api/lenses";
import { inputSchemaOfWorkflow } from "@/api/versionInputs";
import type { Graph, GraphNode } from "@/model/graph";
import type { Parameter } from "@/model/parameters";
import { nodeParameters, parametersOfSchema } from "@/model/workflowInputs";

/** What the editor knows about a lens that a node uses. */
export interface BoundLens {
  title: string;
  versionId: string | null;
  versionNumber: number | null;
  parameters: Parameter[];
  output: Contract | null;
}

const keyOf = (node: GraphNode) => `${node.lens_id}/${node.version_id ?? ""}`;

async function load(lensId: string, pinned: string | null): Promise<BoundLens | null> {
  const detail = await getLens(lensId);
  if (!detail) return null;
  const version = detail.published_version;
  const id = pinned ?? version?.id ?? null;
  if (id === null)
    return { title: detail.lens.title, versionId: null, versionNumber: null, parameters: [], output: null };
  const [parameters, body] = await Promise.all([getParameters(id), getVersion(id)]);
  const number = [detail.published_version, detail.draft_version, detail.head_version].find(
    (one) => one?.id === id,
  );
  return {
    title: detail.lens.title,
    versionId: id,
    versionNumber: number?.version_number ?? null,
    parameters,
    output: body.output_contract,
  };
}

/** The lenses of a graph and the parameters of its nodes. */
export function useParameters(graph: Graph) {
  const keys = useMemo(
    () => [
      ...new Map(graph.nodes.filter((node) => node.lens_id).map((node) => [keyOf(node), node])).values(),
    ],
    [graph.nodes],
  );
  const loaded = useQueries({
    queries: keys.map((node) => ({
      queryKey: ["bound-lens", node.lens_id, node.version_id],
      queryFn: () => load(node.lens_id ?? "", node.version_id),
      staleTime: 30_000,
    })),
    combine: (results) => results.map((result) => result.data),
  });
  const subs = useMemo(
    () => [
      ...new Set(
        graph.nodes.flatMap((node) =>
          node.kind === "sub_workflow" && typeof node.config.workflow_id === "string"
            ? [node.config.workflow_id]
            : [],
        ),
      ),
    ],
    [graph.nodes],
  );
  const asked = useQueries({
    queries: subs.map((id) => ({
      queryKey: ["workflow-inputs", id],
      queryFn: () => inputSchemaOfWorkflow(id),
      staleTime: 30_000,
    })),
    combine: (results) => results.map((result) => result.data),
  });
  const ofWorkflow = useMemo(
    () => new Map(subs.map((id, at) => [id, parametersOfSchema(asked[at] ?? null)])),
    [subs, asked],
  );
  const bound = useMemo(
    () => new Map(keys.map((node, at) => [keyOf(node), loaded[at] ?? null])),
    [keys, loaded],
  );
  const lensOf = useCallback((node: GraphNode): BoundLens | null => bound.get(keyOf(node)) ?? null, [bound]);
  const parametersOf = useCallback(
    (node: GraphNode): Parameter[] =>
      nodeParameters(
        node,
        ofWorkflow.get(String(node.config.workflow_id ?? "")) ?? lensOf(node)?.parameters ?? [],
      ),
    [lensOf, ofWorkflow],
  );
  return { lensOf, parametersOf };
}
