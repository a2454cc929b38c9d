import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { type ReactNode, useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { type Approval, type Decision, decide, grantStanding, questionOf } from "@/api/approvals";
import { forget, keep, recall } from "@/api/local";
import { isStale } from "@/api/rest";
import { Button } from "@/kit/Button";
import { useCommands } from "@/kit/commands";
import { DiffText } from "@/kit/DiffText";
import { TextArea } from "@/kit/Input";
import { textLink } from "@/kit/links";
import { Keys, Menu } from "@/kit/Menu";
import { Badge } from "@/kit/Page";
import { Problem } from "@/kit/Problem";
import { SchemaForm } from "@/kit/SchemaForm";
import { toast } from "@/kit/toast";
import { When } from "@/kit/When";
import { asText } from "@/model/json";
import { changes, misfits, proposalOf } from "@/model/schemaForm";
import { StandingTool } from "./StandingTool";

interface Props {
  approval: Approval;
  onDecided(decision: Decision): void;
}

interface Kept {
  edited: Record<string, unknown>;
  reason: string;
}

type Question = Awaited<ReturnType<typeof questionOf>>;

/** One request as proposed and as edited, and what there is to decide about it. What is typed is kept in the browser until it is decided. */
export function DecisionPanel({ approval, onDecided }: Props) {
  const asked = useQuery({
    queryKey: ["approval-question", approval.request_id, approval.node_id],
    queryFn: () => questionOf(approval),
    staleTime: 60_000,
  });
  if (asked.isError) return <Problem error={asked.error} onRetry={() => asked.refetch()} />;
  return asked.data ? <Deciding approval={approval} question={asked.data} onDecided={onDecided} /> : null;
}

function Deciding({ approval, question, onDecided }: Props & { question: Question }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const { schema, title } = question;
  const seen = approval.inputs ?? {};
  const proposed = approval.request_kind === "node" ? proposalOf(schema, seen) : seen;
  const [edited, setEdited] = useState<Record<string, unknown>>(proposed);
  const [reason, setReason] = useState("");
  const [advance, setAdvance] = useState(false);
  const form = useRef<HTMLDivElement>(null);
  const why = useRef<HTMLDivElement>(null);
  const keptAs = `approval:${approval.request_id}`;
  useEffect(() => {
    void recall<Kept>(keptAs).then((kept) => {
      if (!kept) return;
      setEdited(kept.edited);
      setReason(kept.reason);
    });
  }, [keptAs]);
  const hold = (next: Kept) => {
    setEdited(next.edited);
    setReason(next.reason);
    void keep(keptAs, next);
  };

  const changed = changes(proposed, edited);
  const isChanged = Object.keys(changed).length > 0;
  const wrong = misfits(schema, edited);
  const open = approval.approval_status === "pending";
  const fixed = approval.request_kind === "tool_invocation";
  const decision = useMutation({
    mutationFn: (what: Decision) =>
      decide(approval, what, {
        reason,
        // A step is answered with all that its form holds, a run with what was changed.
        changes: what === "rejected" ? null : approval.request_kind === "node" ? edited : changed,
      }),
    onSuccess: async (_done, what) => {
      await forget(keptAs);
      await keep("decided-once", true);
      toast(t(`approval.done.${what}`));
      onDecided(what);
      await queries.invalidateQueries({ queryKey: ["approvals"] });
    },
    onError: () => queries.invalidateQueries({ queryKey: ["approvals"] }),
  });
  const standing = useMutation({
    mutationFn: (hours: number) =>
      grantStanding(approval.ai_lenser_id, approval.workflow_id, approval.gate_kind, hours),
    onSuccess: async () => {
      toast(t("standing.granted"));
      await queries.invalidateQueries({ queryKey: ["standing"] });
    },
  });
  const approve = () => {
    if (open && wrong.length === 0 && !decision.isPending)
      decision.mutate(isChanged && !fixed ? "modified" : "approved");
  };
  const reject = () => {
    if (!open || decision.isPending) return;
    if (reason.trim() === "") why.current?.querySelector("textarea")?.focus();
    else decision.mutate("rejected");
  };
  useCommands([
    { id: "approve", label: t("approval.approve"), shortcut: "a", disabled: !open || advance, run: approve },
    { id: "reject", label: t("approval.reject"), shortcut: "r", disabled: !open || advance, run: reject },
    {
      id: "edit",
      label: t("approval.edit"),
      shortcut: "e",
      disabled: !open || fixed,
      run: () => form.current?.querySelector<HTMLElement>("input,textarea,select")?.focus(),
    },
  ]);

  return (
    <div className="flex flex-col gap-4" data-approval={approval.request_id}>
      <div className="flex flex-col gap-1">
        <div className="flex flex-wrap items-center gap-2">
          <h2 className="text-lg font-semibold break-words">
            {title ?? approval.title ?? t("approval.untitled")}
          </h2>
          <StateBadge approval={approval} />
        </div>
        <p className="text-sm text-soft">
          {t(`approval.asks.${approval.request_kind}`, { title: approval.title ?? "" })}
          {approval.team_name && ` · ${approval.team_name}`}
        </p>
        <p className="flex flex-wrap gap-x-3 text-sm text-soft">
          <span>
            {t("approval.since")} <When at={approval.created_at} />
          </span>
          {open && approval.expires_at && (
            <span>
              {t("approval.until")} <When at={approval.expires_at} />
            </span>
          )}
          {approval.workflow_run_id && (
            <Link to="/runs/$runId" params={{ runId: approval.workflow_run_id }} className={textLink}>
              {t("approval.toRun")}
            </Link>
          )}
        </p>
      </div>

      <div className="grid gap-4 xl:grid-cols-2">
        <Shown title={approval.request_kind === "node" ? t("approval.looksAt") : t("approval.proposed")}>
          <Values values={seen} />
        </Shown>
        {open && !fixed && (
          <Shown title={approval.request_kind === "node" ? t("approval.answer") : t("approval.edited")}>
            <div ref={form}>
              <SchemaForm
                schema={schema}
                values={edited}
                onChange={(next) => hold({ edited: next, reason })}
                disabled={decision.isPending}
              />
              {Object.keys(edited).length === 0 && !schema && (
                <p className="text-sm text-soft">{t("approval.nothingToEdit")}</p>
              )}
            </div>
          </Shown>
        )}
      </div>
      {open && fixed && <p className="text-sm text-soft">{t("approval.asItIs")}</p>}
      {open && isChanged && (
        <Shown title={t("approval.changes")}>
          <div className="flex flex-col gap-2" data-changes={Object.keys(changed).length}>
            {Object.keys(changed).map((name) => (
              <div key={name}>
                <p className="text-xs font-medium text-soft">{name}</p>
                <DiffText from={asText(proposed[name])} to={asText(edited[name])} />
              </div>
            ))}
          </div>
        </Shown>
      )}

      {open ? (
        <div className="contents">
          <div ref={why}>
            <TextArea
              label={t("approval.reason")}
              value={reason}
              maxLength={2000}
              className="min-h-10"
              onChange={(event) => hold({ edited, reason: event.target.value })}
            />
          </div>
          {decision.isError && isStale(decision.error) && (
            <p role="alert" className="text-sm font-medium text-warn">
              {t("approval.elsewhere")}
            </p>
          )}
          {decision.isError && !isStale(decision.error) && <Problem error={decision.error} />}
          {standing.isError && <Problem error={standing.error} />}
          <div className="sticky bottom-0 -mx-1 flex flex-wrap items-center gap-2 border-t border-line bg-panel px-1 py-2">
            <Button
              tone="accent"
              className="grow sm:grow-0"
              disabled={wrong.length > 0 || decision.isPending}
              onClick={approve}
            >
              {isChanged ? t("approval.approveChanged") : t("approval.approve")} <Keys keys="A" />
            </Button>
            <Button tone="danger" className="grow sm:grow-0" disabled={decision.isPending} onClick={reject}>
              {t("approval.reject")} <Keys keys="R" />
            </Button>
            {approval.request_kind === "team_run" && (
              <Menu
                label={t("standing.grant")}
                place="bottom-full right-0 mb-1"
                items={[1, 24, 168].map((hours) => ({
                  label: t("standing.hours", { count: hours }),
                  run: () => standing.mutate(hours),
                }))}
              >
                {t("standing.grant")}
              </Menu>
            )}
            {fixed && typeof approval.metadata.tool_id === "string" && (
              <Button disabled={decision.isPending} onClick={() => setAdvance(true)}>
                {t("standing.grant")}
              </Button>
            )}
            {advance && (
              <StandingTool
                approval={approval}
                toolId={String(approval.metadata.tool_id)}
                onClose={() => setAdvance(false)}
                onGranted={() => {
                  setAdvance(false);
                  decision.mutate("approved");
                }}
              />
            )}
          </div>
        </div>
      ) : (
        <Outcome approval={approval} />
      )}
    </div>
  );
}

function Shown({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className="min-w-0">
      <h3 className="mb-2 text-sm font-semibold">{title}</h3>
      {children}
    </section>
  );
}

function Values({ values }: { values: Readonly<Record<string, unknown>> }) {
  const { t } = useTranslation();
  const entries = Object.entries(values);
  if (entries.length === 0) return <p className="text-sm text-soft">{t("approval.noInputs")}</p>;
  return (
    <dl className="flex flex-col gap-2 rounded-md bg-sunken p-3 text-sm">
      {entries.map(([name, value]) => (
        <div key={name}>
          <dt className="text-xs font-medium text-soft">{name}</dt>
          <dd className="max-h-60 overflow-y-auto break-words whitespace-pre-wrap">{asText(value)}</dd>
        </div>
      ))}
    </dl>
  );
}

function StateBadge({ approval }: { approval: Approval }) {
  const { t } = useTranslation();
  const tone = { pending: "warn", approved: "good", rejected: "bad" }[approval.approval_status];
  return (
    <Badge tone={(tone ?? "plain") as "warn" | "good" | "bad" | "plain"}>
      {t(`approval.state.${approval.approval_status}`, approval.approval_status)}
    </Badge>
  );
}

/** What became of a request, and who decided it, wherever that was. */
function Outcome({ approval }: { approval: Approval }) {
  const { t } = useTranslation();
  const { decision_at, decision_reason, decision_modifications } = approval.metadata;
  return (
    <div className="flex flex-col gap-2 rounded-md border border-line p-3 text-sm" data-outcome>
      <p className="font-medium">{t(`approval.state.${approval.approval_status}`)}</p>
      {typeof decision_at === "string" && <When at={decision_at} />}
      {typeof decision_reason === "string" && <p className="break-words">{decision_reason}</p>}
      {decision_modifications !== null && typeof decision_modifications === "object" && (
        <Values values={decision_modifications as Record<string, unknown>} />
      )}
    </div>
  );
}
