import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { ArrowRight } from "lucide-react";
import { type ReactNode, useState } from "react";
import { useTranslation } from "react-i18next";
import { workflowTitles } from "@/api/names";
import { deleteTrigger, type EventTrigger, listEventTriggers, saveTrigger } from "@/api/triggers";
import { Button } from "@/kit/Button";
import { Confirm } from "@/kit/Confirm";
import { textLink } from "@/kit/links";
import { Menu } from "@/kit/Menu";
import { Badge, Empty } from "@/kit/Page";
import { Problem } from "@/kit/Problem";
import { When } from "@/kit/When";
import { shortCondition } from "@/model/conditions";

interface Props {
  create: ReactNode;
  onEdit(trigger: EventTrigger): void;
}

/** Which workflow starts after which, on what, and how it went the last time. */
export function TriggersPanel({ create, onEdit }: Props) {
  const { t } = useTranslation();
  const triggers = useQuery({
    queryKey: ["event-triggers"],
    queryFn: listEventTriggers,
    refetchInterval: 10_000,
  });
  const ids = [
    ...new Set((triggers.data ?? []).flatMap((one) => [one.workflow_id, one.source_workflow_id])),
  ].sort();
  const titles = useQuery({
    queryKey: ["workflow-titles", ids],
    queryFn: () => workflowTitles(ids),
    enabled: ids.length > 0,
    placeholderData: (before) => before,
  });
  if (triggers.isError) return <Problem error={triggers.error} onRetry={() => triggers.refetch()} />;
  if (triggers.data?.length === 0) return <Empty text={t("triggers.empty")}>{create}</Empty>;
  return (
    <ul className="flex flex-col gap-3">
      {(triggers.data ?? []).map((trigger) => (
        <TriggerCard
          key={trigger.id}
          trigger={trigger}
          titles={titles.data ?? new Map()}
          onEdit={() => onEdit(trigger)}
        />
      ))}
    </ul>
  );
}

interface CardProps {
  trigger: EventTrigger;
  titles: ReadonlyMap<string, string>;
  onEdit(): void;
}

function TriggerCard({ trigger, titles, onEdit }: CardProps) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const [asking, setAsking] = useState(false);
  const change = useMutation({
    mutationFn: (act: () => Promise<unknown>) => act(),
    onSuccess: async () => {
      setAsking(false);
      await queries.invalidateQueries({ queryKey: ["event-triggers"] });
    },
  });
  const workflow = (id: string) => (
    <Link to="/workflows/$workflowId" params={{ workflowId: id }} className={`truncate ${textLink}`}>
      {titles.get(id) ?? t("approval.untitled")}
    </Link>
  );
  return (
    <li data-trigger={trigger.id} className="flex flex-col gap-2 rounded-xl border border-line bg-panel p-4">
      <div className="flex flex-wrap items-start gap-x-3 gap-y-2">
        <div className="min-w-0 grow basis-64">
          <p className="flex flex-wrap items-center gap-2">
            {workflow(trigger.source_workflow_id)}
            <ArrowRight size={15} aria-label={t("triggers.starts")} className="shrink-0 text-soft" />
            {workflow(trigger.workflow_id)}
            <Badge tone={trigger.is_active ? "good" : "warn"}>
              {trigger.is_active ? t("schedule.active") : t("schedule.paused")}
            </Badge>
          </p>
          <p className="mt-1 text-sm">
            {t(`event.${trigger.event_type}`)}
            {trigger.filter && (
              <span className="text-soft">
                {" "}
                · {t("edge.if")} <span className="break-words">{shortCondition(trigger.filter)}</span>
              </span>
            )}
          </p>
        </div>
        <div className="flex flex-wrap gap-2">
          <Button
            disabled={change.isPending}
            onClick={() =>
              change.mutate(() => saveTrigger({ ...trigger, is_active: !trigger.is_active }, trigger.id))
            }
          >
            {trigger.is_active ? t("schedule.pause") : t("schedule.resume")}
          </Button>
          <Menu
            label={t("app.more")}
            place="right-0 mt-1"
            items={[
              { label: t("triggers.edit"), run: onEdit },
              { label: t("triggers.delete"), danger: true, run: () => setAsking(true) },
            ]}
          >
            ⋯
          </Menu>
        </div>
      </div>
      <p className="flex flex-wrap gap-x-6 gap-y-1 text-sm text-soft">
        {trigger.last_fired_at ? (
          <span>
            {t("schedule.last")} <When at={trigger.last_fired_at} />
          </span>
        ) : (
          <span>{t("triggers.never")}</span>
        )}
        {trigger.last_run_id && (
          <Link to="/runs/$runId" params={{ runId: trigger.last_run_id }} className={textLink}>
            {t("webhook.lastRun")}
          </Link>
        )}
      </p>
      {trigger.last_error_message && (
        <p className="text-sm text-bad">
          {trigger.last_error_at && <When at={trigger.last_error_at} />} {trigger.last_error_message}
        </p>
      )}
      {change.isError && !asking && <Problem error={change.error} />}
      {asking && (
        <Confirm
          title={t("triggers.delete")}
          action={t("triggers.delete")}
          danger
          busy={change.isPending}
          error={change.error}
          onConfirm={() => change.mutate(() => deleteTrigger(trigger.id))}
          onClose={() => setAsking(false)}
        >
          <p>{t("triggers.deleteText")}</p>
        </Confirm>
      )}
    </li>
  );
}
