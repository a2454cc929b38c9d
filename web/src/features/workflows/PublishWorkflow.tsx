import { useMutation, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import {
  createWorkflowVersion,
  publishWorkflowVersion,
  versionGraph,
  type WorkflowProblem,
} from "@/api/workflows";
import { Button } from "@/kit/Button";
import { Dialog } from "@/kit/Dialog";
import { TextInput } from "@/kit/Input";
import { Problem } from "@/kit/Problem";
import type { Graph } from "@/model/graph";
import { diffGraphs } from "@/model/graphDiff";

interface Props {
  workflowId: string;
  headId: string | null;
  graph: Graph;
  problems: readonly WorkflowProblem[];
  onClose(): void;
  onDone(): void;
}

/** Freezes the graph into a version and publishes it; errors stop it, warnings do not. */
export function PublishWorkflow({ workflowId, headId, graph, problems, onClose, onDone }: Props) {
  const { t } = useTranslation();
  const [note, setNote] = useState("");
  const head = useQuery({
    queryKey: ["version-graph", headId],
    queryFn: () => versionGraph(headId ?? ""),
    enabled: headId !== null,
    staleTime: Number.POSITIVE_INFINITY,
  });
  const publish = useMutation({
    mutationFn: async () => publishWorkflowVersion(await createWorkflowVersion(workflowId, note)),
    onSuccess: onDone,
  });
  const errors = problems.filter((one) => one.severity === "error");
  const patch = head.data ? diffGraphs(head.data, graph) : null;
  return (
    <Dialog
      title={t("publishWorkflow.title")}
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>{t("app.cancel")}</Button>
          <Button
            tone="accent"
            disabled={publish.isPending || errors.length > 0}
            onClick={() => publish.mutate()}
          >
            {t("lens.publish")}
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-3">
        <p className="text-sm text-soft">
          {patch
            ? t("publishWorkflow.changes", { nodes: patch.nodes.length, edges: patch.edges.length })
            : t("publishWorkflow.first", { count: graph.nodes.length })}
        </p>
        {errors.length > 0 && (
          <div className="rounded-md border border-bad/40 p-3 text-sm">
            <p className="font-semibold text-bad">{t("publishWorkflow.errors", { count: errors.length })}</p>
            <ul className="mt-1 list-disc pl-5">
              {errors.slice(0, 5).map((error) => (
                <li key={error.message}>{error.message}</li>
              ))}
            </ul>
          </div>
        )}
        <TextInput
          label={t("publishWorkflow.note")}
          value={note}
          onChange={(event) => setNote(event.target.value)}
        />
        {publish.isError && <Problem error={publish.error} />}
      </div>
    </Dialog>
  );
}
