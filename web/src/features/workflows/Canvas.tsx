import {
  Background,
  Controls,
  type Edge,
  type EdgeChange,
  Handle,
  MarkerType,
  MiniMap,
  type Node,
  type NodeChange,
  type NodeProps,
  Position,
  ReactFlow,
  useReactFlow,
  useStore,
} from "@xyflow/react";
import "@xyflow/react/dist/style.css";
import { CircleX, TriangleAlert } from "lucide-react";
import { type KeyboardEvent, memo, useEffect, useMemo, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import type { WorkflowProblem } from "@/api/workflows";
import { nodeSize } from "@/model/autoLayout";
import { type Condition, shortCondition } from "@/model/conditions";
import { type Direction, type Graph, type GraphEdge, type GraphNode, neighbour } from "@/model/graph";
import { type Frame, framesOf, noteOf } from "@/model/groups";
import { kindIcons } from "./kinds";

export interface CanvasProps {
  graph: Graph;
  problems: readonly WorkflowProblem[];
  chosen: ReadonlySet<string>;
  /** rings for a comparison: what each node or edge is against the other version */
  marks?: ReadonlyMap<string, "added" | "removed" | "changed">;
  readOnly?: boolean;
  /** counts the times that all was arranged anew; then all is shown */
  arranged?: number;
  onChoose?(ids: ReadonlySet<string>): void;
  onMove?(places: Map<string, { x: number; y: number }>): void;
  onConnect?(source: string, target: string): void;
  onRemove?(ids: ReadonlySet<string>): void;
  /** Enter on a step: its form is wanted */
  onOpen?(id: string): void;
  /** the type of what an edge feeds */
  typeOf?(edge: GraphEdge): string | undefined;
}

interface CardData extends Record<string, unknown> {
  node: GraphNode;
  worst: "error" | "warning" | null;
  mark: "added" | "removed" | "changed" | null;
  far: boolean;
}

interface FrameData extends Record<string, unknown> {
  frame: Frame;
  onChoose: CanvasProps["onChoose"];
}

const nodeTypes = { step: memo(Card), frame: memo(GroupFrame) };
/** What the other version had and this one has not: it is looked at only. */
const gone = { draggable: false, selectable: false, connectable: false, deletable: false, focusable: false };
const none: ReadonlyMap<string, "added" | "removed" | "changed"> = new Map();
const visibleOnly = 120;
/** All cards are of one size, so that none has to be measured before lines can be drawn to it. */
const size = {
  width: nodeSize.width,
  height: nodeSize.height,
  handles: (["target", "source"] as const).map((type) => ({
    type,
    position: type === "target" ? Position.Left : Position.Right,
    x: type === "target" ? -5.5 : nodeSize.width - 5.5,
    y: nodeSize.height / 2 - 5.5,
    width: 11,
    height: 11,
  })),
};

/** The graph as a picture: drag to move, drag between dots to connect, arrows and Delete on the keyboard. */
export function Canvas({
  graph,
  problems,
  chosen,
  marks = none,
  readOnly = false,
  arranged = 0,
  onChoose,
  onMove,
  onConnect,
  onRemove,
  onOpen,
  typeOf,
}: CanvasProps) {
  const { t } = useTranslation();
  // A graph of many steps is fitted into the window first, and is far away then.
  const [far, setFar] = useState(graph.nodes.length > visibleOnly);
  const [dragged, setDragged] = useState<ReadonlyMap<string, { x: number; y: number }>>(new Map());
  const frames = useMemo(
    () =>
      framesOf(graph.nodes, dragged).map(
        (frame): Node<FrameData> => ({
          id: `frame:${frame.name}`,
          type: "frame",
          position: { x: frame.x, y: frame.y },
          width: frame.width,
          height: frame.height,
          zIndex: -1,
          ...gone,
          data: { frame, onChoose },
        }),
      ),
    [graph.nodes, dragged, onChoose],
  );
  // One click tells nodes and edges apart in two calls; the second must see what the first has chosen.
  const selected = useRef(chosen);
  selected.current = chosen;
  const worst = useMemo(() => worstOf(problems), [problems]);
  const nodes = useMemo(
    () =>
      graph.nodes.map(
        (node): Node<CardData> => ({
          id: node.id,
          type: "step",
          position: dragged.get(node.id) ?? { x: node.position_x, y: node.position_y },
          selected: chosen.has(node.id),
          ...(marks.get(node.id) === "removed" ? gone : {}),
          ...size,
          data: { node, worst: worst.get(node.id) ?? null, mark: marks.get(node.id) ?? null, far },
          ariaLabel: `${node.label}, ${t(`kind.${node.kind}`, node.kind)}`,
        }),
      ),
    [graph.nodes, dragged, chosen, worst, marks, far, t],
  );
  const edges = useMemo(
    () =>
      graph.edges.map((edge): Edge => {
        const type = typeOf?.(edge);
        const condition = edge.condition ? ` if ${shortCondition(edge.condition as Condition)}` : "";
        const mark = marks.get(edge.id);
        const bad = worst.get(edge.id);
        return {
          id: edge.id,
          source: edge.source_node_id,
          target: edge.target_node_id,
          selected: chosen.has(edge.id),
          label: `${edge.source_output_key === "output" ? "" : `${edge.source_output_key} → `}${edge.target_param_label}${type ? ` · ${type}` : ""}${condition}`,
          className: [mark && `edge-${mark}`, bad && `edge-${bad}`, edge.condition ? "edge-conditional" : ""]
            .filter(Boolean)
            .join(" "),
          markerEnd: { type: MarkerType.ArrowClosed, width: 16, height: 16 },
        };
      }),
    [graph.edges, chosen, worst, marks, typeOf],
  );

  /** Ctrl and an arrow go from step to step; Enter opens the form of one. */
  function walk(event: KeyboardEvent<HTMLElement>) {
    const id = (event.target as HTMLElement).closest<HTMLElement>(".react-flow__node")?.dataset.id;
    if (!id) return;
    if (event.key === "Enter" && onOpen) onOpen(id);
    else if ((event.ctrlKey || event.metaKey) && event.key.startsWith("Arrow")) {
      const next = neighbour(graph, id, event.key as Direction);
      if (next) {
        choose(new Set([next]));
        event.currentTarget.querySelector<HTMLElement>(`.react-flow__node[data-id="${next}"]`)?.focus();
      }
    } else return;
    event.preventDefault();
    event.stopPropagation();
  }

  function choose(selection: ReadonlySet<string>) {
    selected.current = selection;
    onChoose?.(selection);
  }

  function nodesChanged(changes: NodeChange<Node<CardData> | Node<FrameData>>[]) {
    const places = new Map(dragged);
    const settled = new Map<string, { x: number; y: number }>();
    const selection = new Set(selected.current);
    for (const change of changes) {
      if (change.type === "position" && change.position) {
        if (change.dragging) places.set(change.id, change.position);
        else settled.set(change.id, change.position);
      } else if (change.type === "select") {
        if (change.selected) selection.add(change.id);
        else selection.delete(change.id);
      }
    }
    if (places.size > 0 || dragged.size > 0) setDragged(settled.size > 0 ? new Map() : places);
    if (settled.size > 0) onMove?.(settled);
    if (changes.some((change) => change.type === "select")) choose(selection);
  }

  function edgesChanged(changes: EdgeChange[]) {
    const selection = new Set(selected.current);
    for (const change of changes) {
      if (change.type === "select") {
        if (change.selected) selection.add(change.id);
        else selection.delete(change.id);
      }
    }
    if (changes.some((change) => change.type === "select")) choose(selection);
  }

  return (
    <ReactFlow
      onKeyDownCapture={walk}
      nodes={frames.length > 0 ? [...frames, ...nodes] : nodes}
      edges={edges}
      nodeTypes={nodeTypes}
      onNodesChange={nodesChanged}
      onEdgesChange={edgesChanged}
      onConnect={({ source, target }) => onConnect?.(source, target)}
      onBeforeDelete={async (gone) => {
        // One step for a node and its edges; the graph itself comes back changed through the props.
        if (!readOnly) onRemove?.(new Set([...gone.nodes, ...gone.edges].map((one) => one.id)));
        return false;
      }}
      nodesDraggable={!readOnly}
      nodesConnectable={!readOnly}
      deleteKeyCode={readOnly ? null : ["Delete", "Backspace"]}
      multiSelectionKeyCode={["Shift", "Control", "Meta"]}
      onlyRenderVisibleElements={graph.nodes.length > visibleOnly}
      className={far ? "canvas-far" : ""}
      fitView
      fitViewOptions={{ maxZoom: 1, padding: 0.15 }}
      minZoom={0.1}
      proOptions={{ hideAttribution: true }}
      aria-label={t("canvas.title")}
      ariaLabelConfig={{
        "node.a11yDescription.default": t("canvas.nodeHelp"),
        "edge.a11yDescription.default": t("canvas.edgeHelp"),
        "controls.ariaLabel": t("canvas.controls"),
        "controls.zoomIn.ariaLabel": t("canvas.zoomIn"),
        "controls.zoomOut.ariaLabel": t("canvas.zoomOut"),
        "controls.fitView.ariaLabel": t("canvas.fit"),
        "minimap.ariaLabel": t("canvas.map"),
      }}
    >
      <Background gap={20} />
      <Controls showInteractive={false} />
      {graph.nodes.length > 12 && <MiniMap pannable zoomable nodeClassName={mapClass} />}
      <FollowChoice chosen={chosen} arranged={arranged} />
      <Distance onFar={setFar} />
    </ReactFlow>
  );
}

const mapClass = (node: Node): string => (node.type === "frame" ? "map-frame" : "");

const farBelow = 0.3;

/** Tells when all is too small to be read: labels, dots and arrows are then left out, which keeps large graphs quick. */
function Distance({ onFar }: { onFar(far: boolean): void }) {
  const far = useStore((state) => state.transform[2] < farBelow);
  useEffect(() => onFar(far), [far, onFar]);
  return null;
}

/** Brings a node into view when it was chosen elsewhere: in the outline or in the list of problems. */
function FollowChoice({ chosen, arranged }: { chosen: ReadonlySet<string>; arranged: number }) {
  const flow = useReactFlow();
  useEffect(() => {
    if (arranged > 0) requestAnimationFrame(() => void flow.fitView({ maxZoom: 1, padding: 0.15 }));
  }, [arranged, flow]);
  const only = chosen.size === 1 ? [...chosen][0] : undefined;
  useEffect(() => {
    const node = only ? flow.getInternalNode(only) : undefined;
    const box = document.querySelector(".react-flow")?.getBoundingClientRect();
    if (!node || !box) return;
    const at = flow.flowToScreenPosition(node.internals.positionAbsolute);
    if (at.x < box.left || at.x > box.right - 80 || at.y < box.top || at.y > box.bottom - 40)
      void flow.setCenter(node.internals.positionAbsolute.x + 100, node.internals.positionAbsolute.y + 30, {
        zoom: flow.getZoom(),
      });
  }, [only, flow]);
  return null;
}

function Card({ data, selected }: NodeProps<Node<CardData>>) {
  const { node, worst, mark, far } = data;
  return (
    <div
      data-step={node.label}
      className={`flex h-[68px] w-52 items-center gap-3 rounded-lg border bg-panel px-3 shadow-sm ${mark ? `mark-${mark}` : ""} ${mark === "removed" ? "opacity-60" : ""} ${
        selected ? "border-accent ring-2 ring-accent" : worst === "error" ? "border-bad" : "border-line"
      }`}
    >
      <Handle type="target" position={Position.Left} />
      {!far && <Inside node={node} worst={worst} />}
      {!far && noteOf(node) && (
        <p
          data-note={node.label}
          className="pointer-events-none absolute top-full left-1 mt-1 line-clamp-3 w-50 text-xs break-words whitespace-pre-wrap text-soft"
        >
          {noteOf(node)}
        </p>
      )}
      <Handle type="source" position={Position.Right} />
    </div>
  );
}

/** What belongs together; its name chooses all its steps, so that they are moved as one. */
function GroupFrame({ data }: NodeProps<Node<FrameData>>) {
  const { t } = useTranslation();
  const { frame, onChoose } = data;
  return (
    <div
      data-group={frame.name}
      className="h-full w-full rounded-xl border border-dashed border-soft bg-soft/5"
    >
      <button
        type="button"
        title={t("group.choose", { name: frame.name })}
        onClick={() => onChoose?.(new Set(frame.ids))}
        className="nodrag nopan pointer-events-auto m-1.5 max-w-[calc(100%-0.75rem)] truncate rounded px-1.5 py-0.5 text-xs font-semibold text-soft hover:bg-sunken hover:text-ink"
      >
        {frame.name}
      </button>
    </div>
  );
}

/** What is read on a card; from far away nobody can. */
function Inside({ node, worst }: Pick<CardData, "node" | "worst">) {
  const { t } = useTranslation();
  const Icon = kindIcons[node.kind] ?? kindIcons.lens;
  return (
    <>
      <span className="rounded-md bg-sunken p-1.5 text-soft">{Icon && <Icon size={17} aria-hidden />}</span>
      <span className="min-w-0 grow">
        <span className="block truncate text-sm font-semibold text-ink">{node.label}</span>
        <span className="block truncate text-xs text-soft">{t(`kind.${node.kind}`, node.kind)}</span>
      </span>
      {worst === "error" && <CircleX size={16} className="text-bad" aria-label={t("problem.error")} />}
      {worst === "warning" && (
        <TriangleAlert size={16} className="text-warn" aria-label={t("problem.warning")} />
      )}
    </>
  );
}

function worstOf(problems: readonly WorkflowProblem[]): Map<string, "error" | "warning"> {
  const worst = new Map<string, "error" | "warning">();
  for (const problem of problems) {
    const id = problem.edge_id ?? problem.node_id;
    if (id && worst.get(id) !== "error") worst.set(id, problem.severity);
  }
  return worst;
}
