import { memo, useCallback, useMemo, useRef } from "react";
import { useTranslation } from "react-i18next";
import type { GraphEdge, GraphNode } from "@/model/graph";
import { card, layoutGraph, type Placed, type Point } from "@/model/graphLayout";
import { wayOf } from "@/model/provenance";
import { type RunView, untouchedNode } from "@/model/runEvents";
import { shownStatus } from "@/model/waiting";
import { Status } from "./Status";

interface Props {
  nodes: readonly GraphNode[];
  edges: readonly GraphEdge[];
  run: RunView;
  chosen: string | null;
  /** where the values of the chosen step came from and went to */
  traces?: { into: ReadonlySet<string>; onwards: ReadonlySet<string> };
  onChoose(nodeId: string): void;
}

/** The steps of a run where they stand. Each card and line is drawn anew only when its own state changes, so that large graphs stay quick. */
export function RunGraph({ nodes, edges, run, chosen, traces, onChoose }: Props) {
  const { t } = useTranslation();
  const layout = useMemo(
    () =>
      layoutGraph(
        nodes,
        edges.map((edge) => ({ id: edge.id, source: edge.source_node_id, target: edge.target_node_id })),
      ),
    [nodes, edges],
  );
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
          {edges.map((edge) => {
            const way = wayOf(edge.source_node_id, edge.target_node_id);
            return (
              <EdgeLine
                key={edge.id}
                way={layout.ways.get(edge.id)}
                done={run.nodes[edge.source_node_id]?.status === "completed"}
                trace={traces?.into.has(way) ? "into" : traces?.onwards.has(way) ? "onwards" : null}
              />
            );
          })}
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

interface LineProps {
  way: readonly Point[] | undefined;
  done: boolean;
  trace: "into" | "onwards" | null;
}

const EdgeLine = memo(function EdgeLine({ way, done, trace }: LineProps) {
  const end = way?.at(-1);
  if (!way || !end) return null;
  const color = trace
    ? "var(--accent)"
    : done
      ? "var(--good)"
      : "color-mix(in srgb, var(--soft) 55%, var(--sunken))";
  return (
    <g data-edge={trace ?? ""}>
      <path
        d={lineOf(way)}
        fill="none"
        stroke={color}
        strokeWidth={trace ? 3 : 2}
        strokeDasharray={trace === "onwards" ? "7 4" : undefined}
      />
      <path d={`M ${end.x} ${end.y} l -8 -4.5 v 9 z`} fill={color} />
    </g>
  );
});

/** Straight through a column, with a bend in each gap; the last bit is left to the arrow. */
function lineOf(way: readonly Point[]): string {
  const parts = way.map((point, at) => {
    const last = way[at - 1];
    if (!last) return `M ${point.x} ${point.y}`;
    if (point.y === last.y) return `H ${point.x - (at === way.length - 1 ? 6 : 0)}`;
    const x = at === way.length - 1 ? point.x - 6 : point.x;
    const bend = Math.max(24, (x - last.x) / 2);
    return `C ${last.x + bend} ${last.y}, ${x - bend} ${point.y}, ${x} ${point.y}`;
  });
  return parts.join(" ");
}

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
      className={`absolute flex flex-col justify-center rounded-lg border bg-panel px-3 leading-snug shadow-sm text-left ${
        chosen ? "border-accent ring-2 ring-accent" : "border-line hover:border-soft"
      }`}
    >
      <span className="w-full truncate text-sm font-semibold">{node.label}</span>
      <Status value={shownStatus(status, waitingReason, node.kind)} />
      <span className="w-full truncate text-xs text-soft">{reason}</span>
    </button>
  );
});
