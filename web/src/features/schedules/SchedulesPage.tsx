import { useQuery } from "@tanstack/react-query";
import { Plus } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { listSchedules, type Schedule } from "@/api/schedules";
import { Button } from "@/kit/Button";
import { useCommands } from "@/kit/commands";
import { Empty, PageHead } from "@/kit/Page";
import { Problem } from "@/kit/Problem";
import { ScheduleCard } from "./ScheduleCard";
import { ScheduleDialog } from "./ScheduleDialog";

/** All schedules of the caller's workflows and agents. */
export function SchedulesPage() {
  const { t } = useTranslation();
  const [editing, setEditing] = useState<Schedule | "new" | null>(null);
  const schedules = useQuery({
    queryKey: ["schedules"],
    queryFn: listSchedules,
    refetchInterval: 10_000,
  });
  useCommands([
    { id: "new-schedule", label: t("schedules.new"), shortcut: "n", run: () => setEditing("new") },
  ]);
  const create = (
    <Button tone="accent" onClick={() => setEditing("new")}>
      <Plus size={16} aria-hidden className="-ml-1 inline" /> {t("schedules.new")}
    </Button>
  );
  return (
    <>
      <PageHead title={t("app.schedules")}>{create}</PageHead>
      {schedules.isError && <Problem error={schedules.error} onRetry={() => schedules.refetch()} />}
      {schedules.data?.length === 0 && <Empty text={t("schedules.empty")}>{create}</Empty>}
      <ul className="flex flex-col gap-3">
        {(schedules.data ?? []).map((schedule) => (
          <ScheduleCard key={schedule.id} schedule={schedule} onEdit={() => setEditing(schedule)} />
        ))}
      </ul>
      {editing && (
        <ScheduleDialog schedule={editing === "new" ? null : editing} onClose={() => setEditing(null)} />
      )}
    </>
  );
}
