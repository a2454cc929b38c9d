import { ArrowRight, CircleX, Plus, Trash2, TriangleAlert } from "lucide-react";
import type { KeyboardEvent } from "react";
import { useTranslation } from "react-i18next";
import type { WorkflowProblem } from "@/api/workflows";
import { Badge } from "@/kit/Page";
import { type Condition, shortCondition } from "@/model/conditions";
import { type Graph, inRunOrder, wouldCycle } from "@/model/graph";
import { groupOf, noteOf } from "@/model/groups";
import { kindIcons } from "./kinds";

interface Props {
  graph: Graph;
  problems: readonly WorkflowProblem[];
  chosen: ReadonlySet<string>;
  readOnly: boolean;
  onChoose(ids: ReadonlySet<string>): void;
  onConnect(source: string, target: string): void;
  onRemove(ids: ReadonlySet<string>): void;
}

/** The graph as a list in the order in which it runs: everything that the canvas can do, without a mouse. */
export function Outline({ graph, problems, chosen, readOnly, onChoose, onConnect, onRemove }: Props) {
  const { t } = useTranslation();
  const labels = new Map(graph.nodes.map((node) => [node.id, node.label]));
  const nodes = inRunOrder(graph);

  function press(event: KeyboardEvent<HTMLElement>) {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const rows = [...event.currentTarget.querySelectorAll<HTMLElement>("[data-row]")];
    const at = rows.indexOf(document.activeElement as HTMLElement);
    if (step && at >= 0) rows[Math.min(Math.max(at + step, 0), rows.length - 1)]?.focus();
    else if (event.key === "Delete" && at >= 0 && !readOnly) onRemove(new Set([rows[at]?.dataset.row ?? ""]));
    else return;
    event.preventDefault();
  }

  const row = (id: string) =>
    `flex min-w-0 grow items-center gap-2 rounded-md px-2 py-1.5 text-left text-sm ${chosen.has(id) ? "bg-accent/10 ring-1 ring-accent" : "hover:bg-sunken"}`;
  return (
    <section aria-label={t("outline.title")} onKeyDown={press} className="h-full overflow-auto p-3">
      <ol className="flex flex-col gap-1.5">
        {nodes.map((node) => {
          const Icon = kindIcons[node.kind] ?? kindIcons.lens;
          const into = graph.edges.filter((edge) => edge.target_node_id === node.id);
          const targets = graph.nodes.filter(
            (other) => other.id !== node.id && !wouldCycle(graph, node.id, other.id),
          );
          return (
            <li
              key={node.id}
              className="rounded-lg border border-line bg-panel p-1.5"
              data-outline={node.label}
            >
              <div className="flex items-center gap-1">
                <button
                  type="button"
                  data-row={node.id}
                  aria-pressed={chosen.has(node.id)}
                  onClick={() => onChoose(new Set([node.id]))}
                  className={row(node.id)}
                >
                  {Icon && <Icon size={16} aria-hidden className="shrink-0 text-soft" />}
                  <span className="truncate font-semibold">{node.label}</span>
                  <span className="text-xs text-soft">{t(`kind.${node.kind}`, node.kind)}</span>
                  {groupOf(node) && <Badge>{groupOf(node)}</Badge>}
                  <Badges problems={problems.filter((one) => one.node_id === node.id && !one.edge_id)} />
                </button>
                {!readOnly && (
                  <>
                    <select
                      aria-label={t("outline.connect", { label: node.label })}
                      value=""
                      onChange={(event) => event.target.value && onConnect(node.id, event.target.value)}
                      className="w-13 rounded-md border border-line bg-panel p-1 text-sm"
                    >
                      <option value="">→</option>
                      {targets.map((target) => (
                        <option key={target.id} value={target.id}>
                          {target.label}
                        </option>
                      ))}
                    </select>
                    <button
                      type="button"
                      aria-label={t("outline.remove", { label: node.label })}
                      onClick={() => onRemove(new Set([node.id]))}
                      className="rounded-md p-2 text-soft hover:bg-sunken hover:text-bad"
                    >
                      <Trash2 size={15} aria-hidden />
                    </button>
                  </>
                )}
              </div>
              {noteOf(node) && (
                <p className="ml-4 px-2 py-1 text-xs break-words whitespace-pre-wrap text-soft">
                  {noteOf(node)}
                </p>
              )}
              {into.length > 0 && (
                <ul className="mt-1 ml-4 flex flex-col gap-0.5 border-l border-line pl-2">
                  {into.map((edge) => (
                    <li key={edge.id} className="flex items-center gap-1">
                      <button
                        type="button"
                        data-row={edge.id}
                        aria-pressed={chosen.has(edge.id)}
                        onClick={() => onChoose(new Set([edge.id]))}
                        className={`${row(edge.id)} py-1 text-xs`}
                      >
                        <span className="truncate">
                          {labels.get(edge.source_node_id)}
                          <span className="text-soft"> · {edge.source_output_key}</span>
                        </span>
                        <ArrowRight size={13} aria-hidden className="shrink-0 text-soft" />
                        <span className="truncate font-medium">{edge.target_param_label}</span>
                        {edge.condition != null && (
                          <span className="truncate text-warn">
                            {t("edge.if")} {shortCondition(edge.condition as Condition)}
                          </span>
                        )}
                        <Badges problems={problems.filter((one) => one.edge_id === edge.id)} />
                      </button>
                    </li>
                  ))}
                </ul>
              )}
            </li>
          );
        })}
      </ol>
      {nodes.length === 0 && (
        <p className="p-6 text-center text-sm text-soft">
          <Plus size={15} aria-hidden className="inline" /> {t("outline.empty")}
        </p>
      )}
    </section>
  );
}

function Badges({ problems }: { problems: WorkflowProblem[] }) {
  const error = problems.find((one) => one.severity === "error");
  const one = error ?? problems[0];
  if (!one) return null;
  const Icon = error ? CircleX : TriangleAlert;
  return (
    <Icon
      size={15}
      aria-label={one.message}
      className={`ml-auto shrink-0 ${error ? "text-bad" : "text-warn"}`}
    />
  );
}
