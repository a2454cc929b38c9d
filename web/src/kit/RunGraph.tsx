import { memo, useCallback, useMemo, useRef } from "react";
import { useTranslation } from "react-i18next";
import type { GraphEdge, GraphNode } from "@/model/graph";
import { card, layoutGraph, type Placed } from "@/model/graphLayout";
import { type RunView, untouchedNode } from "@/model/runEvents";
import { Status } from "./Status";

interface Props {
  nodes: readonly GraphNode[];
  edges: readonly GraphEdge[];
  run: RunView;
  chosen: string | null;
  onChoose(nodeId: string): void;
}

/** The steps of a run where they stand. Each card and line is drawn anew only when its own state changes, so that large graphs stay quick. */
export function RunGraph({ nodes, edges, run, chosen, onChoose }: Props) {
  const { t } = useTranslation();
  const { layout, at } = useMemo(() => {
    const made = layoutGraph(
      nodes,
      edges.map((edge) => ({ id: edge.id, source: edge.source_node_id, target: edge.target_node_id })),
    );
    return { layout: made, at: new Map(made.nodes.map((node) => [node.id, node])) };
  }, [nodes, edges]);
  const latest = useRef(onChoose);
  latest.current = onChoose;
  const choose = useCallback((id: string) => latest.current(id), []);
  return (
    <section
      aria-label={t("run.graph")}
      className="overflow-x-auto rounded-xl border border-line bg-sunken p-5"
    >
      <div className="relative" style={{ width: layout.width, height: layout.height }}>
        <svg
          aria-hidden="true"
          className="absolute inset-0 overflow-visible"
          width={layout.width}
          height={layout.height}
        >
          {edges.map((edge) => (
            <EdgeLine
              key={edge.id}
              from={at.get(edge.source_node_id)}
              to={at.get(edge.target_node_id)}
              done={run.nodes[edge.source_node_id]?.status === "completed"}
            />
          ))}
        </svg>
        {layout.nodes.map((node) => {
          const state = run.nodes[node.id] ?? untouchedNode;
          return (
            <NodeCard
              key={node.id}
              node={node}
              status={state.status}
              waitingReason={state.waitingReason}
              chosen={chosen === node.id}
              onChoose={choose}
            />
          );
        })}
      </div>
    </section>
  );
}

const EdgeLine = memo(function EdgeLine({
  from,
  to,
  done,
}: {
  from: Placed | undefined;
  to: Placed | undefined;
  done: boolean;
}) {
  if (!from || !to) return null;
  const x1 = from.x + card.width;
  const y1 = from.y + card.height / 2;
  const y2 = to.y + card.height / 2;
  const bend = Math.max(24, (to.x - x1) / 2);
  return (
    <path
      d={`M ${x1} ${y1} C ${x1 + bend} ${y1}, ${to.x - bend} ${y2}, ${to.x} ${y2}`}
      fill="none"
      stroke={done ? "var(--good)" : "var(--line)"}
      strokeWidth="2"
    />
  );
});

interface CardProps {
  node: Placed;
  status: string;
  waitingReason: string | null;
  chosen: boolean;
  onChoose(id: string): void;
}

const NodeCard = memo(function NodeCard({ node, status, waitingReason, chosen, onChoose }: CardProps) {
  const { t } = useTranslation();
  const reason = waitingReason
    ? t(`reason.${waitingReason}`, waitingReason)
    : t(`kind.${node.kind}`, node.kind);
  return (
    <button
      type="button"
      aria-pressed={chosen}
      data-node={node.label}
      onClick={() => onChoose(node.id)}
      style={{ left: node.x, top: node.y, width: card.width, height: card.height }}
      className={`absolute flex flex-col justify-center gap-0.5 rounded-lg border bg-panel px-3 text-left ${
        chosen ? "border-accent ring-2 ring-accent" : "border-line hover:border-soft"
      }`}
    >
      <span className="w-full truncate font-medium">{node.label}</span>
      <Status value={status} />
      <span className="w-full truncate text-xs text-soft">{reason}</span>
    </button>
  );
});
