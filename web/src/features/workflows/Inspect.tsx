import { useQuery } from "@tanstack/react-query";
import { lazy, Suspense } from "react";
import { useTranslation } from "react-i18next";
import { getNodeResults, listRunsOf, type NodeResult } from "@/api/runs";
import { Button } from "@/kit/Button";
import { TextInput } from "@/kit/Input";
import { valueAt } from "@/model/conditions";
import { changeEdge, changeNode, type Graph, type GraphEdge } from "@/model/graph";
import { group, groupOf } from "@/model/groups";
import { outputPaths } from "@/model/outputPaths";
import { runInputs } from "@/model/workflowInputs";
import { EdgePanel } from "./EdgePanel";
import { NodePanel } from "./NodePanel";
import type { GraphEditor } from "./useGraphEditor";
import type { useParameters } from "./useParameters";

// It draws answers, for which there is no room in what everybody loads who edits a workflow.
const TryStep = lazy(() => import("./TryStep").then((module) => ({ default: module.TryStep })));

interface Props extends Pick<ReturnType<typeof useParameters>, "lensOf" | "parametersOf"> {
  graph: Graph;
  chosen: ReadonlySet<string>;
  editor: GraphEditor;
  readOnly: boolean;
  results: ReadonlyMap<string, NodeResult>;
  onRemove(ids: ReadonlySet<string>): void;
}

/** What is chosen, as a form: a step, a connection, or how many of them. */
export function Inspect({ graph, chosen, editor, readOnly, lensOf, parametersOf, results, onRemove }: Props) {
  const { t } = useTranslation();
  const [only] = chosen;
  const node = chosen.size === 1 ? graph.nodes.find((one) => one.id === only) : undefined;
  const edge = chosen.size === 1 ? graph.edges.find((one) => one.id === only) : undefined;
  if (node)
    return (
      <NodePanel
        key={node.id}
        node={node}
        graph={graph}
        lens={lensOf(node)}
        parameters={parametersOf(node)}
        readOnly={readOnly}
        onNode={(part) =>
          editor.change(
            "node",
            changeNode(graph, node.id, part),
            `node ${node.id} ${Object.keys(part).join()}`,
          )
        }
        onRemove={() => onRemove(new Set([node.id]))}
      >
        {!readOnly && (
          <Suspense fallback={null}>
            <TryStep
              node={node}
              inputs={runInputs({ nodes: [node], edges: [] }, parametersOf)}
              last={results.get(node.id)?.resolved_input ?? null}
              flush={editor.flush}
            />
          </Suspense>
        )}
      </NodePanel>
    );
  const source = edge && graph.nodes.find((one) => one.id === edge.source_node_id);
  const target = edge && graph.nodes.find((one) => one.id === edge.target_node_id);
  if (edge && source && target) {
    const last = results.get(source.id)?.output_data;
    return (
      <EdgePanel
        key={edge.id}
        edge={edge}
        graph={graph}
        source={source}
        target={target}
        paths={outputPaths(source, lensOf(source)?.output ?? null, last)}
        parameters={parametersOf(target)}
        sample={sampleOf(last, edge)}
        readOnly={readOnly}
        onGraph={editor.change}
        onEdge={(part) =>
          editor.change(
            "edge",
            changeEdge(graph, edge.id, part),
            `edge ${edge.id} ${Object.keys(part).join()}`,
          )
        }
        onRemove={() => onRemove(new Set([edge.id]))}
      />
    );
  }
  return (
    <div className="text-sm text-soft">
      <p>{chosen.size > 1 ? t("side.many", { count: chosen.size }) : t("side.none")}</p>
      {chosen.size > 1 && !readOnly && (
        <>
          <form
            className="mt-3 flex items-end gap-2"
            onSubmit={(event) => {
              event.preventDefault();
              const name = String(new FormData(event.currentTarget).get("group"));
              editor.change("group", group(graph, chosen, name));
            }}
          >
            <TextInput
              key={groupOfAll(graph, chosen)}
              label={t("group.name")}
              name="group"
              maxLength={80}
              defaultValue={groupOfAll(graph, chosen)}
            />
            <Button type="submit">{t("group.set")}</Button>
          </form>
          <Button tone="danger" className="mt-3" onClick={() => onRemove(chosen)}>
            {t("side.removeAll")}
          </Button>
        </>
      )}
    </div>
  );
}

/** The group in which all the chosen steps are; empty where there is no such group. */
function groupOfAll(graph: Graph, chosen: ReadonlySet<string>): string {
  const names = new Set(graph.nodes.filter((node) => chosen.has(node.id)).map(groupOf));
  const [only] = names;
  return names.size === 1 ? (only ?? "") : "";
}

/** What an edge carried in the newest run, found as the engine finds it. */
function sampleOf(envelope: unknown, edge: GraphEdge): unknown {
  if (!envelope || typeof envelope !== "object") return undefined;
  const whole = envelope as Record<string, unknown>;
  if (edge.source_output_key.replace(/^\$\./, "") === "output") return whole.output;
  for (const part of [whole.data, whole.media, whole.metadata]) {
    const found = valueAt(part, edge.source_output_key);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** What each node got and put out in the newest finished run. */
export function useLastResults(workflowId: string): ReadonlyMap<string, NodeResult> {
  const results = useQuery({
    queryKey: ["last-results", workflowId],
    queryFn: async () => {
      const run = (await listRunsOf(workflowId)).find((one) => one.completed_at !== null);
      return new Map(run ? (await getNodeResults(run.id)).map((row) => [row.node_id, row]) : []);
    },
    staleTime: 10_000,
  });
  return results.data ?? new Map();
}
