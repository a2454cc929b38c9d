import { Trash2 } from "lucide-react";
import { useId } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "@/kit/Button";
import { ConditionBuilder } from "@/kit/ConditionBuilder";
import { box, Select, TextInput } from "@/kit/Input";
import { Badge } from "@/kit/Page";
import type { Condition } from "@/model/conditions";
import { type Graph, type GraphEdge, type GraphNode, setMerge } from "@/model/graph";
import { mergeStrategies, mergeValues } from "@/model/merging";
import type { OutputPath } from "@/model/outputPaths";
import type { Parameter } from "@/model/parameters";

interface Props {
  edge: GraphEdge;
  graph: Graph;
  source: GraphNode;
  target: GraphNode;
  paths: OutputPath[];
  parameters: Parameter[];
  sample: unknown;
  readOnly: boolean;
  onGraph(label: string, graph: Graph, group?: string): void;
  onEdge(part: Partial<GraphEdge>): void;
  onRemove(): void;
}

/** One edge: which value it takes, which parameter it feeds, when it is live, and how it shares the parameter with others. */
export function EdgePanel({
  edge,
  graph,
  source,
  target,
  paths,
  parameters,
  sample,
  readOnly,
  onGraph,
  onEdge,
  onRemove,
}: Props) {
  const { t } = useTranslation();
  const id = useId();
  const beside = graph.edges
    .filter(
      (one) =>
        one.target_node_id === edge.target_node_id && one.target_param_label === edge.target_param_label,
    )
    .sort((a, b) => a.ordinal - b.ordinal);
  const labels = new Map(graph.nodes.map((node) => [node.id, node.label]));
  const example = beside.map((one, at) => ({
    label: labels.get(one.source_node_id) ?? "",
    value: t(at === 0 ? "edge.exampleFirst" : "edge.exampleNext", { label: labels.get(one.source_node_id) }),
  }));
  const type = paths.find((one) => one.path === edge.source_output_key)?.type;
  const knows = parameters.some((one) => one.label === edge.target_param_label);
  return (
    <div className="flex flex-col gap-4">
      <p className="text-sm">
        <strong>{source.label}</strong> <span aria-hidden>→</span> <strong>{target.label}</strong>
      </p>
      <div className="flex flex-col gap-1">
        <label htmlFor={`${id}-path`} className="flex items-center gap-2 text-sm font-medium text-soft">
          {t("edge.takes")} {type && <Badge>{type}</Badge>}
        </label>
        <input
          id={`${id}-path`}
          list={`${id}-paths`}
          className={`${box} min-h-9 font-mono`}
          value={edge.source_output_key}
          disabled={readOnly}
          onChange={(event) => onEdge({ source_output_key: event.target.value })}
        />
        <datalist id={`${id}-paths`}>
          {paths.map((one) => (
            <option key={one.path} value={one.path}>
              {one.type}
            </option>
          ))}
        </datalist>
        <p className="text-xs text-soft">{t("edge.takesHelp")}</p>
      </div>
      {parameters.length === 0 ? (
        <TextInput
          label={t("edge.feeds")}
          value={edge.target_param_label}
          disabled={readOnly}
          onChange={(event) => onEdge({ target_param_label: event.target.value })}
        />
      ) : (
        <Select
          label={t("edge.feeds")}
          value={edge.target_param_label}
          disabled={readOnly}
          onChange={(event) => onEdge({ target_param_label: event.target.value })}
          options={[
            ...(knows ? [] : [{ value: edge.target_param_label, label: edge.target_param_label }]),
            ...parameters.map((one) => ({
              value: one.label,
              label: `${one.label} · ${t(`type.${one.type}`, one.type)}`,
            })),
          ]}
        />
      )}
      {beside.length > 1 && (
        <div>
          <Select
            label={t("edge.merge", { count: beside.length })}
            value={edge.merge_strategy}
            disabled={readOnly}
            onChange={(event) => onGraph("merge", setMerge(graph, edge, event.target.value))}
            options={mergeStrategies.map((strategy) => ({ value: strategy, label: t(`merge.${strategy}`) }))}
          />
          <pre data-merge className="mt-1 rounded-md bg-sunken p-2 font-mono text-xs whitespace-pre-wrap">
            {shown(mergeValues(edge.merge_strategy, example))}
          </pre>
        </div>
      )}
      <div>
        <h2 className="mb-1 text-sm font-medium text-soft">{t("edge.condition")}</h2>
        <ConditionBuilder
          key={edge.id}
          value={(edge.condition as Condition | null) ?? null}
          sample={sample}
          readOnly={readOnly}
          onChange={(condition) => onEdge({ condition })}
        />
      </div>
      {!readOnly && (
        <Button tone="danger" className="self-start" onClick={onRemove}>
          <Trash2 size={15} aria-hidden className="mr-1 inline" />
          {t("edge.remove")}
        </Button>
      )}
    </div>
  );
}

const shown = (value: unknown): string =>
  typeof value === "string" ? value : JSON.stringify(value, null, 2);
