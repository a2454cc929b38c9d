import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Link, useNavigate, useParams } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { listPending } from "@/api/approvals";
import { meQuery } from "@/api/me";
import { agentNames } from "@/api/names";
import { getRun } from "@/api/runs";
import {
  cancelTeamRun,
  getTeam,
  getTeamRun,
  listRunSteps,
  listTeamRunEvents,
  type RunStep,
  retryTeamRun,
  type TeamRun,
  type TeamRunEvent,
} from "@/api/teamRuns";
import { useRun } from "@/api/useRun";
import { versionGraph } from "@/api/workflows";
import { Button } from "@/kit/Button";
import { accentLink, plainLink, textLink } from "@/kit/links";
import { Output } from "@/kit/Output";
import { Panel } from "@/kit/Page";
import { Problem } from "@/kit/Problem";
import { RunGraph } from "@/kit/RunGraph";
import { Status } from "@/kit/Status";
import { TeamPicture } from "@/kit/TeamPicture";
import { useNow } from "@/kit/useNow";
import { Waiting } from "@/kit/Waiting";
import { When } from "@/kit/When";
import { board } from "@/model/board";
import { oneLine } from "@/model/json";
import { durationText, elapsedMillis } from "@/model/time";
import { Scratchpad } from "./Scratchpad";

const over = new Set(["completed", "failed", "cancelled"]);

/** A team at work: who does what, lane by lane over time, the graph as it streams, and what waits for a person. */
export function TeamRunPage() {
  const { teamRunId } = useParams({ from: "/signed-in/team-runs/$teamRunId" });
  return <Watched key={teamRunId} id={teamRunId} />;
}

function Watched({ id }: { id: string }) {
  const { t } = useTranslation();
  const run = useQuery({
    queryKey: ["team-run", id],
    queryFn: () => getTeamRun(id),
    refetchInterval: (query) => (query.state.data && over.has(query.state.data.status) ? false : 1000),
  });
  if (run.isError) return <Problem error={run.error} onRetry={() => run.refetch()} />;
  if (run.isPending) return <Waiting />;
  return run.data ? <TeamRunView run={run.data} /> : <p>{t("run.notFound")}</p>;
}

function TeamRunView({ run }: { run: TeamRun }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const queries = useQueryClient();
  const ended = over.has(run.status);
  const poll = ended ? false : 1000;
  const now = useNow(!ended && run.started_at !== null);
  const me = useQuery(meQuery);
  const agents = useQuery({
    queryKey: ["agent-names", me.data?.id],
    queryFn: () => agentNames(me.data?.id ?? ""),
    enabled: me.data !== undefined,
  });
  const steps = useQuery({
    queryKey: ["team-run-steps", run.id, run.status],
    queryFn: () => listRunSteps(run.id),
    refetchInterval: poll,
    placeholderData: (before) => before,
  });
  const events = useQuery({
    queryKey: ["team-run-events", run.id, run.status],
    queryFn: () => listTeamRunEvents(run.ai_lenser_id, run.id),
    refetchInterval: poll,
    placeholderData: (before) => before,
  });
  const team = useQuery({
    queryKey: ["team", run.team_id],
    queryFn: () => getTeam(run.team_id ?? ""),
    enabled: run.team_id !== null,
  });
  const waiting = useQuery({
    queryKey: ["approvals", "open"],
    queryFn: listPending,
    refetchInterval: poll,
    enabled: !ended,
  });
  const again = () => queries.invalidateQueries({ queryKey: ["team-run", run.id] });
  const cancel = useMutation({ mutationFn: () => cancelTeamRun(run.ai_lenser_id, run.id), onSuccess: again });
  const retry = useMutation({
    mutationFn: () => retryTeamRun(run.ai_lenser_id, run.id),
    onSuccess: (teamRunId) => navigate({ to: "/team-runs/$teamRunId", params: { teamRunId } }),
  });
  const asks = ended
    ? []
    : (waiting.data ?? []).filter(
        (one) =>
          one.request_id === run.id ||
          (one.workflow_run_id !== null && one.workflow_run_id === run.workflow_run_id),
      );
  const agent = agents.data?.get(run.ai_lenser_id);
  const elapsed = elapsedMillis(run.started_at, run.completed_at, now);
  const statuses = new Map(
    (steps.data ?? []).flatMap((one) => (one.team_member_id ? [[one.team_member_id, one.status]] : [])) as [
      string,
      string,
    ][],
  );
  return (
    <div className="flex flex-col gap-4" data-team-run={run.status}>
      <div>
        {agent ? (
          <Link
            to="/lenser/$handle/ag/$section"
            params={{ handle: agent.handle, section: "work" }}
            className="text-sm text-accent hover:underline"
          >
            ← {agent.display_name}
          </Link>
        ) : (
          <Link to="/agents" className="text-sm text-accent hover:underline">
            ← {t("app.agents")}
          </Link>
        )}
        <div className="mt-1 flex flex-wrap items-center gap-x-4 gap-y-2">
          <h1 className="text-xl font-semibold break-words">
            {String(run.metadata.workflow_title ?? t("teamRun.title"))}
          </h1>
          <Status value={asks.length > 0 ? "blocked" : run.status} />
          {elapsed !== null && (
            <span className="text-sm text-soft tabular-nums">{durationText(elapsed)}</span>
          )}
          <span className="ml-auto flex flex-wrap gap-2">
            {run.workflow_run_id && (
              <Link to="/runs/$runId" params={{ runId: run.workflow_run_id }} className={plainLink}>
                {t("teamRun.inspect")}
              </Link>
            )}
            {!ended && (
              <Button tone="danger" disabled={cancel.isPending} onClick={() => cancel.mutate()}>
                {t("run.cancel")}
              </Button>
            )}
            {(run.status === "failed" || run.status === "cancelled") && (
              <Button disabled={retry.isPending} onClick={() => retry.mutate()}>
                {t("teamRun.retry")}
              </Button>
            )}
          </span>
        </div>
      </div>
      {cancel.isError && <Problem error={cancel.error} />}
      {retry.isError && <Problem error={retry.error} />}
      {asks.map((one) => (
        <div
          key={one.request_id}
          role="status"
          className="flex flex-wrap items-center gap-3 rounded-xl border-2 border-warn bg-panel p-4"
          data-asks={one.request_kind}
        >
          <p className="grow font-medium">
            {t(`approval.asks.${one.request_kind}`, { title: one.title ?? "" })}
          </p>
          <Link to="/approvals/$requestId" params={{ requestId: one.request_id }} className={accentLink}>
            {t("agent.decide")}
          </Link>
        </div>
      ))}
      {run.workflow_run_id && <Streaming runId={run.workflow_run_id} over={ended} />}
      {(steps.data?.length ?? 0) > 0 && (
        <Panel title={t("teamRun.board")}>
          <BoardView steps={steps.data ?? []} start={run.started_at} now={now} />
        </Panel>
      )}
      {team.data && team.data.members.length > 0 && (
        <Panel title={run.team_name ?? t("team.one")}>
          <TeamPicture members={team.data.members} edges={team.data.edges} statuses={statuses} />
        </Panel>
      )}
      <div className="grid items-start gap-4 lg:grid-cols-2">
        <Panel title={t("teamRun.events")}>
          <Events events={events.data ?? []} />
        </Panel>
        <Scratchpad run={run} />
      </div>
    </div>
  );
}

/** The graph as it runs, with the text of the step that is looked at; when all is done, the last output. */
function Streaming({ runId, over: ended }: { runId: string; over: boolean }) {
  const { t } = useTranslation();
  const { run, connected } = useRun(runId);
  const [chosen, setChosen] = useState<string | null>(null);
  const detail = useQuery({ queryKey: ["run", runId], queryFn: () => getRun(runId), retry: 1 });
  const graph = useQuery({
    queryKey: ["version-graph", detail.data?.versionId],
    queryFn: () => versionGraph(detail.data?.versionId ?? ""),
    enabled: detail.data !== undefined,
    staleTime: Number.POSITIVE_INFINITY,
  });
  if (!graph.data) return null;
  const { nodes, edges } = graph.data;
  const inState = (...states: string[]) =>
    nodes.findLast((node) => states.includes(run.nodes[node.id]?.status ?? ""));
  const shown =
    nodes.find((node) => node.id === chosen) ??
    inState("running", "streaming") ??
    inState("completed") ??
    nodes[0];
  const view = shown ? run.nodes[shown.id] : undefined;
  return (
    <Panel
      title={t("teamRun.graph")}
      aside={!connected && !ended && <span className="text-sm text-warn">{t("run.reconnecting")}</span>}
    >
      <RunGraph nodes={nodes} edges={edges} run={run} chosen={shown?.id ?? null} onChoose={setChosen} />
      {shown && (
        <div className="mt-3">
          <Output
            title={<p className="text-sm font-semibold">{shown.label}</p>}
            text={view?.text || oneLine(view?.output ?? t("run.noOutput"))}
            live={run.endedAt === null}
            className="max-h-72 min-h-12"
          />
          {run.endedAt !== null && (
            <p className="mt-2 text-sm">
              <Link to="/runs/$runId" params={{ runId }} className={textLink}>
                {t("teamRun.provenance")}
              </Link>
            </p>
          )}
        </div>
      )}
    </Panel>
  );
}

function BoardView({ steps, start, now }: { steps: readonly RunStep[]; start: string | null; now: number }) {
  const { t } = useTranslation();
  const { lanes, columns, cells } = board(steps, start, now);
  return (
    <section
      aria-label={t("teamRun.board")}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
      tabIndex={0}
      className="overflow-x-auto"
    >
      <ol
        className="flex flex-col gap-2 sm:grid"
        style={{ gridTemplateColumns: `4.5rem repeat(${columns}, minmax(13rem, 1fr))` }}
      >
        {lanes.map((lane, row) => (
          <li
            key={lane}
            aria-hidden
            style={{ gridRow: row + 1, gridColumn: 1 }}
            className="hidden text-xs font-medium text-soft sm:block"
          >
            {t("team.lane", { lane: lane + 1 })}
          </li>
        ))}
        {cells.map(({ step, row, column, after, took }) => (
          <li
            key={step.id}
            data-step-status={step.status}
            style={{ gridRow: row + 1, gridColumn: column + 2 }}
            className="flex flex-col gap-1 rounded-lg border border-line bg-panel p-3 text-sm"
          >
            <span className="flex flex-wrap items-center gap-x-2">
              <span className="min-w-0 grow truncate font-medium">{step.title}</span>
              <Status value={step.status} />
            </span>
            <span className="text-xs text-soft tabular-nums">
              {step.role ?? t("team.lane", { lane: step.lane + 1 })}
              {after !== null && took !== null && ` · +${durationText(after)} · ${durationText(took)}`}
            </span>
            {step.current_task && <span className="line-clamp-3 break-words">{step.current_task}</span>}
            {step.blocker_summary && (
              <span className="font-medium break-words text-warn">{step.blocker_summary}</span>
            )}
            {step.recent_output_summary && (
              <span className="line-clamp-4 break-words text-soft">{step.recent_output_summary}</span>
            )}
          </li>
        ))}
      </ol>
    </section>
  );
}

function Events({ events }: { events: readonly TeamRunEvent[] }) {
  const { t } = useTranslation();
  if (events.length === 0) return <p className="text-sm text-soft">{t("teamRun.noEvents")}</p>;
  return (
    <ol className="max-h-96 divide-y divide-line overflow-y-auto text-sm" tabIndex={-1}>
      {[...events]
        .sort((a, b) => b.event_id - a.event_id)
        .map((event) => (
          <li key={event.id} className="flex flex-wrap gap-x-3 py-1.5">
            <span className="grow font-medium">
              {t(`teamEvent.${event.event_type}`, event.event_type.replaceAll(/[._]/g, " "))}
            </span>
            <span className="text-soft">
              <When at={event.occurred_at} seconds />
            </span>
          </li>
        ))}
    </ol>
  );
}
