import { useMutation, useQuery } from "@tanstack/react-query";
import { Link, useParams } from "@tanstack/react-router";
import { useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { listPendingOfRun } from "@/api/approvals";
import { cancelRun, getProvenance, getRun, listRunsOf } from "@/api/runs";
import { ApiError } from "@/api/session";
import { useRun } from "@/api/useRun";
import { versionGraph } from "@/api/workflows";
import { Button } from "@/kit/Button";
import { useCommands } from "@/kit/commands";
import { Badge } from "@/kit/Page";
import { Problem } from "@/kit/Problem";
import { RunGraph } from "@/kit/RunGraph";
import { Status } from "@/kit/Status";
import { Tabs } from "@/kit/Tabs";
import { useNow } from "@/kit/useNow";
import { Waiting } from "@/kit/Waiting";
import { inRunOrder } from "@/model/graph";
import { tracesOf, valueIn } from "@/model/provenance";
import { untouchedNode } from "@/model/runEvents";
import { durationText, elapsedMillis } from "@/model/time";
import { waitingSentence } from "@/model/waiting";
import { Asks } from "./Asks";
import { EventList } from "./EventList";
import { FailureSummary } from "./FailureSummary";
import { NodePanel } from "./NodePanel";
import { RerunDialog } from "./RerunDialog";
import { Timeline } from "./Timeline";

type View = "graph" | "timeline" | "events";

export function RunPage() {
  const { runId } = useParams({ from: "/signed-in/runs/$runId" });
  return <Run key={runId} runId={runId} />;
}

function Run({ runId }: { runId: string }) {
  const { t } = useTranslation();
  const { run, events, connected, problem } = useRun(runId);
  const [chosen, setChosen] = useState<string | null>(null);
  const [view, setView] = useState<View>("graph");
  const [rerunning, setRerunning] = useState<{ node: string | null } | null>(null);
  const detail = useQuery({ queryKey: ["run", runId], queryFn: () => getRun(runId), retry: 1 });
  const versionId = detail.data?.versionId;
  const graph = useQuery({
    queryKey: ["version-graph", versionId],
    queryFn: () => versionGraph(versionId ?? ""),
    enabled: versionId !== undefined,
    staleTime: Number.POSITIVE_INFINITY,
  });
  const provenance = useQuery({
    queryKey: ["provenance", runId, run.endedAt, chosen],
    queryFn: () => getProvenance(runId),
    placeholderData: (before) => before,
  });
  const cancel = useMutation({ mutationFn: () => cancelRun(runId) });
  const over = run.endedAt !== null;
  const now = useNow(!over);
  const workflowId = detail.data?.workflowId;
  const others = useQuery({
    queryKey: ["runs-of", workflowId, over],
    queryFn: () => listRunsOf(workflowId ?? ""),
    enabled: workflowId !== undefined && over,
  });
  const mayAsk =
    !over &&
    (run.startedAt === null ||
      Object.values(run.nodes).some(
        (one) => one.status === "blocked" && one.waitingReason === "human_input",
      ));
  const asking = useQuery({
    queryKey: ["approvals", "of-run", runId],
    queryFn: () => listPendingOfRun(runId),
    enabled: mayAsk,
    refetchInterval: 3000,
  });
  const questions = mayAsk ? (asking.data ?? []) : [];
  const traces = useMemo(
    () => (chosen !== null && provenance.data?.length ? tracesOf(provenance.data, chosen) : null),
    [chosen, provenance.data],
  );
  const green = others.data?.find((one) => one.id !== runId && one.status === "completed");
  const steps = graph.data ? inRunOrder(graph.data) : [];
  const step = (by: number) => {
    const at = steps.findIndex((one) => one.id === chosen);
    setChosen(steps[(at + by + steps.length) % steps.length]?.id ?? null);
  };
  useCommands([
    { id: "next", label: t("run.nextStep"), shortcut: "j", run: () => step(1) },
    { id: "before", label: t("run.stepBefore"), shortcut: "k", run: () => step(chosen === null ? 0 : -1) },
    { id: "timeline", label: t("run.timeline"), shortcut: "t", run: () => setView("timeline") },
    { id: "graph", label: t("run.graph"), shortcut: "s", run: () => setView("graph") },
    { id: "events", label: t("run.events"), shortcut: "e", run: () => setView("events") },
    {
      id: "rerun",
      label: t("rerun.all"),
      shortcut: "r",
      disabled: !over,
      run: () => setRerunning({ node: null }),
    },
    { id: "cancel", label: t("run.cancel"), disabled: over, run: () => cancel.mutate() },
  ]);

  const missing =
    problem instanceof ApiError || (detail.error instanceof ApiError && detail.error.status === 406);
  if (missing) return <p>{t("run.notFound")}</p>;
  if (detail.isError) return <Problem error={detail.error} onRetry={() => detail.refetch()} />;
  if (graph.isError) return <Problem error={graph.error} onRetry={() => graph.refetch()} />;
  if (!detail.data || !graph.data) return <Waiting />;

  const { nodes, edges } = graph.data;
  const labels = new Map(nodes.map((node) => [node.id, node.label]));
  const elapsed = elapsedMillis(run.startedAt, run.endedAt, now);
  const node = nodes.find((one) => one.id === chosen);
  return (
    <div className="flex flex-col gap-4">
      <div>
        <Link to="/runs" className="text-sm text-accent hover:underline">
          ← {t("run.back")}
        </Link>
        <div className="mt-1 flex flex-wrap items-center gap-x-4 gap-y-2">
          <h1 className="text-xl font-semibold">{detail.data.title}</h1>
          <Status value={run.status} />
          <span className="text-sm text-soft tabular-nums">
            {elapsed !== null && durationText(elapsed)}
            {run.credits > 0 && ` · ${t("try.credits", { credits: Number(run.credits.toFixed(3)) })}`}
          </span>
          <span className="ml-auto flex flex-wrap gap-2">
            <Link
              to="/workflows/$workflowId"
              params={{ workflowId: detail.data.workflowId }}
              className="inline-flex min-h-9 items-center rounded-md border border-line bg-panel px-3.5 text-sm font-medium hover:bg-sunken"
            >
              {t("run.openWorkflow")}
            </Link>
            {green && (
              <Link
                to="/compare"
                search={{ a: green.id, b: runId }}
                className="inline-flex min-h-9 items-center rounded-md border border-line bg-panel px-3.5 text-sm font-medium hover:bg-sunken"
              >
                {t("compare.withGreen")}
              </Link>
            )}
            {over ? (
              <Button onClick={() => setRerunning({ node: null })}>{t("rerun.all")}</Button>
            ) : (
              <Button tone="danger" disabled={cancel.isPending} onClick={() => cancel.mutate()}>
                {t("run.cancel")}
              </Button>
            )}
          </span>
        </div>
        {!connected && (
          <p role="status" className="mt-2 text-sm text-warn">
            {t("run.reconnecting")}
          </p>
        )}
        {cancel.isError && <Problem error={cancel.error} />}
      </div>
      <p className="sr-only" role="status">
        {t(`status.${run.status}`, run.status)}
      </p>
      {!over && <Asks runId={runId} run={run} labels={labels} questions={questions} />}
      <FailureSummary
        run={run}
        labels={labels}
        onChoose={setChosen}
        onRerun={(id) => setRerunning({ node: id })}
      />
      <div className="grid items-start gap-4 2xl:grid-cols-[minmax(0,1.4fr)_minmax(26rem,1fr)]">
        <Tabs<View>
          label={t("run.views")}
          className="min-w-0"
          chosen={view}
          onChoose={setView}
          tabs={[
            { id: "graph", label: t("run.graph") },
            { id: "timeline", label: t("run.timeline") },
            {
              id: "events",
              label: (
                <>
                  {t("run.events")} <Badge>{events.length}</Badge>
                </>
              ),
            },
          ]}
        >
          {view === "graph" && (
            <>
              <RunGraph
                nodes={nodes}
                edges={edges}
                run={run}
                chosen={chosen}
                {...(traces ? { traces } : {})}
                onChoose={setChosen}
              />
              {traces && (
                <p className="mt-2 flex flex-wrap gap-x-4 text-xs text-soft">
                  <span>
                    <span aria-hidden className="text-accent">
                      ━{" "}
                    </span>
                    {t("run.cameFrom")}
                  </span>
                  <span>
                    <span aria-hidden className="text-accent">
                      ╍{" "}
                    </span>
                    {t("run.wentTo")}
                  </span>
                </p>
              )}
            </>
          )}
          {view === "timeline" && (
            <Timeline
              run={run}
              steps={steps}
              edges={edges}
              now={over ? Date.parse(run.endedAt ?? "") : now}
              chosen={chosen}
              onChoose={setChosen}
            />
          )}
          {view === "events" && <EventList events={events} labels={labels} chosen={chosen} />}
        </Tabs>
        {node === undefined ? (
          <p className="text-soft">{t("run.choose")}</p>
        ) : (
          <NodePanel
            key={node.id}
            runId={runId}
            nodeId={node.id}
            label={node.label}
            kind={node.kind}
            lensId={node.lens_id}
            state={run.nodes[node.id] ?? untouchedNode}
            waiting={waitingSentence(node.id, edges, run, labels, now, node.kind)}
            request={questions.find((one) => one.node_id === node.id)?.request_id}
            valueAt={(from, path) =>
              from === null ? detail.data.inputs[path] : valueIn(run.nodes[from]?.output, path)
            }
            links={provenance.data ?? []}
            labels={labels}
            now={now}
            over={over}
            onChoose={setChosen}
            onRerun={(id) => setRerunning({ node: id })}
          />
        )}
      </div>
      <details className="rounded-xl border border-line bg-panel p-5">
        <summary className="cursor-pointer font-medium">{t("run.inputs")}</summary>
        <pre className="mt-3 font-mono text-sm break-words whitespace-pre-wrap">
          {JSON.stringify(detail.data.inputs, null, 2)}
        </pre>
      </details>
      {rerunning && (
        <RerunDialog
          runId={runId}
          fromNode={rerunning.node}
          fromLabel={rerunning.node && (labels.get(rerunning.node) ?? null)}
          inputs={detail.data.inputs}
          onClose={() => setRerunning(null)}
        />
      )}
    </div>
  );
}
