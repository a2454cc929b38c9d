import { CircleCheck, CircleX, TriangleAlert } from "lucide-react";
import { useTranslation } from "react-i18next";
import type { WorkflowProblem } from "@/api/workflows";
import { Button } from "@/kit/Button";
import type { Graph, GraphNode } from "@/model/graph";
import type { Parameter } from "@/model/parameters";
import { quickFix } from "@/model/quickFix";

interface Props {
  problems: readonly WorkflowProblem[];
  graph: Graph;
  chosen: ReadonlySet<string>;
  parametersOf(node: GraphNode): Parameter[];
  onChoose(ids: ReadonlySet<string>): void;
  onFixed: ((graph: Graph) => void) | undefined;
}

/** What the server finds wrong, errors first; choosing one leads to its place, some are mended by a button. */
export function ProblemsPanel({ problems, graph, chosen, parametersOf, onChoose, onFixed }: Props) {
  const { t } = useTranslation();
  if (problems.length === 0)
    return (
      <p className="flex items-center gap-2 text-sm text-good">
        <CircleCheck size={16} aria-hidden />
        {t("problems.none")}
      </p>
    );
  return (
    <ul className="flex flex-col gap-1.5">
      {problems.map((problem) => {
        const id = problem.edge_id ?? problem.node_id;
        const Icon = problem.severity === "error" ? CircleX : TriangleAlert;
        const fixed = onFixed && quickFix(problem, graph, parametersOf);
        return (
          <li
            key={`${problem.code}${id}${problem.message}`}
            data-problem={problem.code}
            className={`rounded-md border p-2 text-sm ${id && chosen.has(id) ? "border-accent" : "border-line"}`}
          >
            <button
              type="button"
              disabled={!id}
              onClick={() => id && onChoose(new Set([id]))}
              className="flex w-full gap-2 text-left"
            >
              <Icon
                size={16}
                aria-label={t(`problem.${problem.severity}`)}
                className={`mt-0.5 shrink-0 ${problem.severity === "error" ? "text-bad" : "text-warn"}`}
              />
              <span className="min-w-0 break-words">{problem.message}</span>
            </button>
            {fixed && (
              <Button className="mt-2" onClick={() => onFixed(fixed.graph)}>
                {t(`fix.${fixed.what}`, { name: fixed.name })}
              </Button>
            )}
          </li>
        );
      })}
    </ul>
  );
}
