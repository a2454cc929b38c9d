import { useMutation, useQuery } from "@tanstack/react-query";
import { Link, useParams } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { cancelRun, getGraph, getProvenance, getRun } from "@/api/runs";
import { ApiError } from "@/api/session";
import { useRun } from "@/api/useRun";
import { Button } from "@/kit/Button";
import { Problem } from "@/kit/Problem";
import { Status } from "@/kit/Status";
import { useNow } from "@/kit/useNow";
import { untouchedNode } from "@/model/runEvents";
import { durationText, elapsedMillis } from "@/model/time";
import { NodePanel } from "./NodePanel";
import { RunGraph } from "./RunGraph";

export function RunPage() {
  const { t } = useTranslation();
  const { runId } = useParams({ from: "/signed-in/runs/$runId" });
  const { run, connected, problem } = useRun(runId);
  const [chosen, setChosen] = useState<string | null>(null);
  const detail = useQuery({ queryKey: ["run", runId], queryFn: () => getRun(runId), retry: 1 });
  const versionId = detail.data?.versionId;
  const graph = useQuery({
    queryKey: ["graph", versionId],
    queryFn: () => getGraph(versionId ?? ""),
    enabled: versionId !== undefined,
    staleTime: Number.POSITIVE_INFINITY,
  });
  const provenance = useQuery({
    queryKey: ["provenance", runId, run.endedAt, chosen],
    queryFn: () => getProvenance(runId),
  });
  const cancel = useMutation({ mutationFn: () => cancelRun(runId) });
  const over = run.endedAt !== null;
  const now = useNow(!over);

  const missing =
    problem instanceof ApiError || (detail.error instanceof ApiError && detail.error.status === 406);
  if (missing) return <p>{t("run.notFound")}</p>;
  if (detail.isError) return <Problem error={detail.error} onRetry={() => detail.refetch()} />;
  if (!detail.data || !graph.data) return null;

  const labels = new Map(graph.data.nodes.map((node) => [node.id, node.label]));
  const elapsed = elapsedMillis(run.startedAt, run.endedAt, now);
  return (
    <div className="flex flex-col gap-5">
      <div>
        <Link to="/runs" className="text-sm text-accent hover:underline">
          ← {t("run.back")}
        </Link>
        <div className="mt-1 flex flex-wrap items-center gap-x-4 gap-y-2">
          <h1 className="text-xl font-semibold">{detail.data.title}</h1>
          <Status value={run.status} />
          {elapsed !== null && (
            <span className="text-sm text-soft tabular-nums">{durationText(elapsed)}</span>
          )}
          {!over && (
            <Button
              tone="danger"
              className="ml-auto"
              disabled={cancel.isPending}
              onClick={() => cancel.mutate()}
            >
              {t("run.cancel")}
            </Button>
          )}
        </div>
        {run.error && <p className="mt-2 text-bad">{run.error}</p>}
        {!connected && (
          <p role="status" className="mt-2 text-sm text-warn">
            {t("run.reconnecting")}
          </p>
        )}
        {cancel.isError && <Problem error={cancel.error} />}
      </div>
      <RunGraph
        nodes={graph.data.nodes}
        edges={graph.data.edges}
        run={run}
        chosen={chosen}
        onChoose={(id) => setChosen(id)}
      />
      {chosen === null ? (
        <p className="text-soft">{t("run.choose")}</p>
      ) : (
        <NodePanel
          label={labels.get(chosen) ?? ""}
          state={run.nodes[chosen] ?? untouchedNode}
          sources={(provenance.data ?? []).filter((row) => row.target_node_id === chosen)}
          labels={labels}
          now={now}
        />
      )}
      <details className="rounded-xl border border-line bg-panel p-5">
        <summary className="cursor-pointer font-medium">{t("run.inputs")}</summary>
        <pre className="mt-3 font-mono text-sm break-words whitespace-pre-wrap">
          {JSON.stringify(detail.data.inputs, null, 2)}
        </pre>
      </details>
    </div>
  );
}
