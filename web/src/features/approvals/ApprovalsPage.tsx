import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import {
  type Approval,
  type Decision,
  decideMany,
  getApproval,
  listDecidedRuns,
  listPending,
} from "@/api/approvals";
import { Button } from "@/kit/Button";
import { useCommands } from "@/kit/commands";
import { accentLink } from "@/kit/links";
import { Badge, Empty, PageHead } from "@/kit/Page";
import { Problem } from "@/kit/Problem";
import { Tabs } from "@/kit/Tabs";
import { toast } from "@/kit/toast";
import { When } from "@/kit/When";
import { DecisionPanel } from "./DecisionPanel";
import { Standing } from "./Standing";

type View = "open" | "decided" | "standing";

/** What waits for a person: the queue at the left, the one that is looked at beside it. */
export function ApprovalsPage() {
  const { t } = useTranslation();
  const { view = "open" } = useSearch({ from: "/signed-in/approvals" });
  const navigate = useNavigate({ from: "/approvals" });
  const pending = useQuery({ queryKey: ["approvals", "open"], queryFn: listPending, refetchInterval: 3000 });
  const count = pending.data?.length ?? 0;
  return (
    <>
      <PageHead title={t("app.approvals")} />
      <Tabs<View>
        label={t("app.approvals")}
        chosen={view}
        onChoose={(next) => navigate({ search: next === "open" ? {} : { view: next }, replace: true })}
        tabs={[
          { id: "open", label: `${t("approvals.open")} (${count})` },
          { id: "decided", label: t("approvals.decided") },
          { id: "standing", label: t("approvals.standing") },
        ]}
      >
        {view === "open" && pending.isError && (
          <Problem error={pending.error} onRetry={() => pending.refetch()} />
        )}
        {view === "open" && pending.data && <Queue open={pending.data} />}
        {view === "decided" && <Decided />}
        {view === "standing" && <Standing />}
      </Tabs>
    </>
  );
}

function Queue({ open }: { open: readonly Approval[] }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const [chosen, setChosen] = useState<string | null>(null);
  const [picked, setPicked] = useState<ReadonlySet<string>>(new Set());
  const at = open.findIndex((one) => one.request_id === chosen);
  // One that is decided elsewhere while it is looked at stays, with the decision that stands.
  const decided = useQuery({
    queryKey: ["approvals", chosen],
    queryFn: () => getApproval(chosen ?? ""),
    enabled: chosen !== null && at < 0,
  });
  const shown = open[at] ?? (at < 0 && chosen !== null ? decided.data : null) ?? open[0] ?? null;
  const choose = (approval: Approval | undefined) => setChosen(approval?.request_id ?? null);
  const place = open.findIndex((one) => one.request_id === shown?.request_id);
  const step = (by: number) => choose(open[(Math.max(0, place) + by + open.length) % open.length]);
  const goOn = () => choose(open[place + 1] ?? open[place - 1]);
  const many = useMutation({
    mutationFn: (decision: Decision) => decideMany([...picked], decision),
    onSuccess: async (outcomes) => {
      const done = outcomes.filter((one) => one.ok).length;
      toast(
        t("approvals.bulkDone", { count: done }) +
          (done < outcomes.length ? ` ${t("approvals.bulkMissed", { count: outcomes.length - done })}` : ""),
        done < outcomes.length ? "bad" : "plain",
      );
      setPicked(new Set());
      setChosen(null);
      await queries.invalidateQueries({ queryKey: ["approvals"] });
    },
  });
  useCommands([
    { id: "next", label: t("approvals.next"), shortcut: "j", run: () => step(1) },
    { id: "before", label: t("approvals.before"), shortcut: "k", run: () => step(-1) },
  ]);
  const bulk = open.filter((one) => one.request_kind === "team_run");

  if (!shown)
    return (
      <Empty text={t("approvals.empty")}>
        <Link to="/agents" className={accentLink}>
          {t("approvals.toAgents")}
        </Link>
      </Empty>
    );
  return (
    <div className="grid items-start gap-4 lg:grid-cols-[22rem_minmax(0,1fr)]">
      <div className="flex flex-col gap-2">
        {bulk.length > 1 && (
          <div className="flex flex-wrap items-center gap-2">
            <label className="inline-flex min-h-9 grow items-center gap-2 text-sm">
              <input
                type="checkbox"
                className="size-4 accent-accent"
                checked={picked.size === bulk.length}
                onChange={(event) =>
                  setPicked(new Set(event.target.checked ? bulk.map((one) => one.request_id) : []))
                }
              />
              {t("approvals.pickAll", { count: bulk.length })}
            </label>
            {picked.size > 0 && (
              <>
                <Button disabled={many.isPending} onClick={() => many.mutate("approved")}>
                  {t("approvals.approveMany", { count: picked.size })}
                </Button>
                <Button tone="danger" disabled={many.isPending} onClick={() => many.mutate("rejected")}>
                  {t("approvals.rejectMany", { count: picked.size })}
                </Button>
              </>
            )}
          </div>
        )}
        {many.isError && <Problem error={many.error} />}
        <ul className="flex flex-col gap-2" aria-label={t("approvals.open")}>
          {open.map((one) => (
            <li
              key={one.request_id}
              data-request={one.request_id}
              className={`relative flex items-start gap-3 rounded-xl border bg-panel p-3 focus-within:border-accent hover:border-soft ${one === shown ? "border-accent lg:ring-1 lg:ring-accent" : "border-line"}`}
            >
              {one.request_kind === "team_run" && bulk.length > 1 && (
                <input
                  type="checkbox"
                  className="relative z-10 mt-1 size-5 accent-accent"
                  aria-label={t("approvals.pick", { title: one.title ?? "" })}
                  checked={picked.has(one.request_id)}
                  onChange={() => {
                    const next = new Set(picked);
                    if (!next.delete(one.request_id)) next.add(one.request_id);
                    setPicked(next);
                  }}
                />
              )}
              <div className="min-w-0 grow">
                <button
                  type="button"
                  onClick={() => choose(one)}
                  className="hidden w-full truncate text-left font-medium after:absolute after:inset-0 after:rounded-xl lg:block"
                >
                  {one.title}
                </button>
                <Link
                  to="/approvals/$requestId"
                  params={{ requestId: one.request_id }}
                  className="block truncate font-medium after:absolute after:inset-0 after:rounded-xl lg:hidden"
                >
                  {one.title}
                </Link>
                <p className="truncate text-xs text-soft">
                  {t(`approval.kind.${one.request_kind}`)}
                  {one.team_name && ` · ${one.team_name}`}
                </p>
                <p className="text-xs text-soft">
                  <When at={one.created_at} />
                </p>
              </div>
            </li>
          ))}
        </ul>
      </div>
      <div className="hidden rounded-xl border border-line bg-panel p-4 lg:block">
        <DecisionPanel key={shown.request_id} approval={shown} onDecided={goOn} />
      </div>
    </div>
  );
}

function Decided() {
  const { t } = useTranslation();
  const decided = useQuery({ queryKey: ["approvals", "decided"], queryFn: listDecidedRuns });
  if (decided.isError) return <Problem error={decided.error} onRetry={() => decided.refetch()} />;
  if (decided.data?.length === 0) return <p className="text-soft">{t("approvals.noneDecided")}</p>;
  return (
    <ul className="divide-y divide-line rounded-xl border border-line bg-panel">
      {(decided.data ?? []).map((one) => (
        <li key={one.id} className="flex flex-wrap items-center gap-x-3 gap-y-1 px-4 py-2.5 text-sm">
          <Link
            to="/approvals/$requestId"
            params={{ requestId: one.id }}
            className="min-w-0 grow truncate font-medium text-accent hover:underline"
          >
            {one.title ?? t("approval.untitled")}
          </Link>
          <Badge tone={one.approval_status === "approved" ? "good" : "bad"}>
            {t(`approval.state.${one.approval_status}`)}
          </Badge>
          <span className="text-soft">
            <When at={one.decided_at} />
          </span>
        </li>
      ))}
    </ul>
  );
}
