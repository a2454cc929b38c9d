import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Link, useNavigate } from "@tanstack/react-router";
import { CircleCheck, CircleDashed, Play } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { getWorkspace, hasSamples, listAgents, loadSamples, removeSamples } from "@/api/agents";
import { listDecidedRuns, listPending } from "@/api/approvals";
import { listKeys } from "@/api/catalog";
import { activityFeed, fleetOverview } from "@/api/feed";
import { searchLenses } from "@/api/lenses";
import { recall } from "@/api/local";
import { meQuery } from "@/api/me";
import { listRuns } from "@/api/runs";
import { startTeamRun } from "@/api/teamRuns";
import { myWorkflows } from "@/api/workflows";
import { Button } from "@/kit/Button";
import { Confirm } from "@/kit/Confirm";
import { useCommands } from "@/kit/commands";
import { Figures } from "@/kit/Figures";
import { accentLink, textLink } from "@/kit/links";
import { Panel } from "@/kit/Page";
import { Problem } from "@/kit/Problem";
import { Status } from "@/kit/Status";
import { toast } from "@/kit/toast";
import { When } from "@/kit/When";
import { FeedList } from "./FeedList";

// The first line asks the offline demo model to write slowly enough to be watched.
const outline =
  "demo:slow 60ms\nThe night train to the coast: why it comes back, who rides it, what it costs.";

/** Loads the samples where they are not there, and has the sample team start on a brief. */
async function runSampleTeam(me: string): Promise<string> {
  if (!(await hasSamples())) await loadSamples();
  for (const agent of await listAgents(me)) {
    const work = await getWorkspace(agent.handle);
    const assignment = work?.workflow_assignments.find(
      (one) => one.is_active && one.assignee_team_id !== null,
    );
    if (assignment) return startTeamRun(agent.ai_lenser_id, assignment.workflow_id, { outline });
  }
  throw new Error("no agent has a team with an assignment");
}

/** Where one begins: what waits, how things go, and for newcomers the sample team. */
export function HomePage() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const queries = useQueryClient();
  const [leaving, setLeaving] = useState(false);
  const me = useQuery(meQuery);
  const id = me.data?.id ?? "";
  const known = { enabled: id !== "" };
  const samples = useQuery({ queryKey: ["has-samples"], queryFn: hasSamples });
  const fleet = useQuery({
    queryKey: ["fleet", id],
    queryFn: () => fleetOverview(id),
    refetchInterval: 10_000,
    ...known,
  });
  const pending = useQuery({ queryKey: ["approvals", "open"], queryFn: listPending, refetchInterval: 5000 });
  const runs = useQuery({ queryKey: ["runs", {}], queryFn: () => listRuns(), refetchInterval: 5000 });
  const feed = useQuery({ queryKey: ["feed-short", id], queryFn: () => activityFeed(id, 8), ...known });
  const done = useChecklist(id, runs.data?.length ?? 0);
  const start = useMutation({
    mutationFn: () => runSampleTeam(id),
    onSuccess: async (teamRunId) => {
      await queries.invalidateQueries();
      await navigate({ to: "/team-runs/$teamRunId", params: { teamRunId } });
    },
  });
  const remove = useMutation({
    mutationFn: removeSamples,
    onSuccess: async () => {
      setLeaving(false);
      toast(t("home.removed"));
      await queries.invalidateQueries();
    },
  });
  useCommands([{ id: "sample-team", label: t("home.runSample"), run: () => start.mutate() }]);
  const open = done.filter((one) => !one.done).length;
  return (
    <div className="flex flex-col gap-4">
      <h1 className="text-xl font-semibold break-words">
        {me.data ? t("home.title", { name: me.data.display_name }) : t("app.home")}
      </h1>
      {open > 0 && (
        <section className="grid items-center gap-6 rounded-xl border border-line bg-panel p-5 md:grid-cols-[minmax(0,1fr)_minmax(0,20rem)]">
          <div className="flex flex-col items-start gap-3">
            <h2 className="text-lg font-semibold">{t("home.sampleTitle")}</h2>
            <p className="max-w-prose text-soft">{t("home.sampleText")}</p>
            <Button tone="accent" disabled={start.isPending || id === ""} onClick={() => start.mutate()}>
              <Play size={16} aria-hidden className="-ml-1 inline" /> {t("home.runSample")}
            </Button>
            {start.isError && <Problem error={start.error} onRetry={() => start.mutate()} />}
            {samples.data && (
              <button
                type="button"
                onClick={() => setLeaving(true)}
                className="text-sm text-soft underline hover:text-ink"
              >
                {t("home.removeSamples")}
              </button>
            )}
          </div>
          <ol className="flex flex-col gap-2 text-sm" aria-label={t("home.checklist")}>
            {done.map((one) => (
              <li key={one.key} className="flex items-center gap-2">
                {one.done ? (
                  <CircleCheck size={18} className="shrink-0 text-good" aria-label={t("home.done")} />
                ) : (
                  <CircleDashed size={18} className="shrink-0 text-soft" aria-label={t("home.toDo")} />
                )}
                <Link to={one.to} className={one.done ? "text-soft line-through" : textLink}>
                  {t(`home.step.${one.key}`)}
                </Link>
              </li>
            ))}
          </ol>
        </section>
      )}
      {(pending.data?.length ?? 0) > 0 && (
        <section className="flex flex-wrap items-center gap-3 rounded-xl border border-warn bg-panel p-4">
          <p className="grow font-medium">{t("agent.waits", { count: pending.data?.length ?? 0 })}</p>
          <Link to="/approvals" className={accentLink}>
            {t("agent.decide")}
          </Link>
        </section>
      )}
      {fleet.data && fleet.data.agents_total > 0 && (
        <Figures
          items={[
            { label: t("fleet.active"), value: `${fleet.data.agents_active} / ${fleet.data.agents_total}` },
            { label: t("fleet.runs"), value: fleet.data.runs_24h },
            { label: t("fleet.approvals"), value: fleet.data.approvals_pending },
            { label: t("fleet.schedules"), value: fleet.data.schedules_active },
            { label: t("fleet.credits"), value: fleet.data.credits_30d },
          ]}
        />
      )}
      <div className="grid items-start gap-4 lg:grid-cols-2">
        <Panel
          title={t("home.newestRuns")}
          aside={
            <Link to="/runs" className={`text-sm ${textLink}`}>
              {t("run.back")}
            </Link>
          }
        >
          {runs.data?.length === 0 && <p className="text-sm text-soft">{t("runs.emptyNow")}</p>}
          <ul className="divide-y divide-line text-sm">
            {(runs.data ?? []).slice(0, 8).map((run) => (
              <li key={run.id} className="flex flex-wrap items-center gap-x-3 gap-y-0.5 py-2">
                <Link
                  to="/runs/$runId"
                  params={{ runId: run.id }}
                  className={`min-w-0 grow truncate ${textLink}`}
                >
                  {run.workflow_title}
                </Link>
                <Status value={run.status} />
                <span className="text-xs text-soft">
                  <When at={run.created_at} />
                </span>
              </li>
            ))}
          </ul>
        </Panel>
        <div className="flex flex-col gap-2">
          <div className="flex items-center">
            <h2 className="grow text-sm font-semibold">{t("app.activity")}</h2>
            <Link to="/activity" className={`text-sm ${textLink}`}>
              {t("home.allActivity")}
            </Link>
          </div>
          {feed.data?.length === 0 && (
            <p className="rounded-xl border border-line bg-panel p-4 text-sm text-soft">{t("feed.empty")}</p>
          )}
          <FeedList entries={feed.data ?? []} />
        </div>
      </div>
      {leaving && (
        <Confirm
          title={t("home.removeSamples")}
          action={t("home.removeNow")}
          danger
          busy={remove.isPending}
          error={remove.error}
          onConfirm={() => remove.mutate()}
          onClose={() => setLeaving(false)}
        >
          <p>{t("home.removeText")}</p>
        </Confirm>
      )}
    </div>
  );
}

/** The five things a newcomer does; each is done when the server says so. */
function useChecklist(me: string, runCount: number) {
  const known = { enabled: me !== "", staleTime: 30_000 };
  const decided = useQuery({ queryKey: ["approvals", "decided"], queryFn: listDecidedRuns, ...known });
  const lenses = useQuery({
    queryKey: ["lenses-of", me],
    queryFn: () => searchLenses({ owner: me }),
    ...known,
  });
  const workflows = useQuery({
    queryKey: ["workflows", me, ""],
    queryFn: () => myWorkflows(me),
    ...known,
  });
  const keys = useQuery({ queryKey: ["keys"], queryFn: listKeys, ...known });
  // Answers to questions of steps leave no list of their own; this browser remembers that there was one.
  const answered = useQuery({
    queryKey: ["approvals", "answered"],
    queryFn: async () => (await recall<boolean>("decided-once")) ?? false,
  });
  const own = (titles: readonly { title: string }[] | undefined) =>
    (titles ?? []).some((one) => !one.title.startsWith("Sample: "));
  return [
    { key: "run", to: "/runs", done: runCount > 0 },
    { key: "decide", to: "/approvals", done: (decided.data?.length ?? 0) > 0 || answered.data === true },
    { key: "lens", to: "/lenses", done: own(lenses.data) },
    { key: "workflow", to: "/workflows", done: own(workflows.data) },
    { key: "key", to: "/keys", done: (keys.data?.length ?? 0) > 0 },
  ] as const;
}
