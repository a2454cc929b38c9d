import { useTranslation } from "react-i18next";
import type { GraphEdge, GraphNode } from "@/model/graph";
import { card, layoutGraph, type Placed } from "@/model/graphLayout";
import { type NodeView, type RunView, untouchedNode } from "@/model/runEvents";
import { Status } from "./Status";

interface Props {
  nodes: readonly GraphNode[];
  edges: readonly GraphEdge[];
  run: RunView;
  chosen: string | null;
  onChoose(nodeId: string): void;
}

export function RunGraph({ nodes, edges, run, chosen, onChoose }: Props) {
  const { t } = useTranslation();
  const layout = layoutGraph(
    nodes,
    edges.map((edge) => ({ id: edge.id, source: edge.source_node_id, target: edge.target_node_id })),
  );
  const at = new Map(layout.nodes.map((node) => [node.id, node]));
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
        {layout.nodes.map((node) => (
          <NodeCard
            key={node.id}
            node={node}
            state={run.nodes[node.id] ?? untouchedNode}
            chosen={chosen === node.id}
            onChoose={() => onChoose(node.id)}
          />
        ))}
      </div>
    </section>
  );
}

function EdgeLine({ from, to, done }: { from: Placed | undefined; to: Placed | undefined; done: boolean }) {
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
}

interface CardProps {
  node: Placed;
  state: NodeView;
  chosen: boolean;
  onChoose(): void;
}

function NodeCard({ node, state, chosen, onChoose }: CardProps) {
  const { t } = useTranslation();
  const reason = state.waitingReason
    ? t(`reason.${state.waitingReason}`, state.waitingReason)
    : t(`kind.${node.kind}`, node.kind);
  return (
    <button
      type="button"
      aria-pressed={chosen}
      data-node={node.label}
      onClick={onChoose}
      style={{ left: node.x, top: node.y, width: card.width, height: card.height }}
      className={`absolute flex flex-col justify-center gap-0.5 rounded-lg border bg-panel px-3 text-left ${
        chosen ? "border-accent ring-2 ring-accent" : "border-line hover:border-soft"
      }`}
    >
      <span className="w-full truncate font-medium">{node.label}</span>
      <Status value={state.status} />
      <span className="w-full truncate text-xs text-soft">{reason}</span>
    </button>
  );
}
