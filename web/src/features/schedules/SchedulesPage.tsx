import { useQuery } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { Plus } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { listSchedules, type Schedule } from "@/api/schedules";
import type { EventTrigger } from "@/api/triggers";
import { Button } from "@/kit/Button";
import { useCommands } from "@/kit/commands";
import { Empty, PageHead } from "@/kit/Page";
import { Problem } from "@/kit/Problem";
import { Tabs } from "@/kit/Tabs";
import { ScheduleCard } from "./ScheduleCard";
import { ScheduleDialog } from "./ScheduleDialog";
import { TriggerDialog } from "./TriggerDialog";
import { TriggersPanel } from "./TriggersPanel";

/** What starts workflows by itself: schedules by the clock, event triggers after what another workflow did. */
export function SchedulesPage() {
  const { t } = useTranslation();
  const navigate = useNavigate({ from: "/schedules" });
  const { view = "schedules" } = useSearch({ from: "/signed-in/schedules" });
  const [schedule, setSchedule] = useState<Schedule | "new" | null>(null);
  const [trigger, setTrigger] = useState<EventTrigger | "new" | null>(null);
  const title = t(view === "triggers" ? "triggers.new" : "schedules.new");
  const start = () => (view === "triggers" ? setTrigger("new") : setSchedule("new"));
  useCommands([{ id: "new-schedule", label: title, shortcut: "n", run: start }]);
  const create = (
    <Button tone="accent" onClick={start}>
      <Plus size={16} aria-hidden className="-ml-1 inline" /> {title}
    </Button>
  );
  return (
    <>
      <PageHead title={t("app.schedules")}>{create}</PageHead>
      <Tabs
        label={t("app.schedules")}
        chosen={view}
        onChoose={(next) =>
          navigate({ search: next === "triggers" ? { view: "triggers" } : {}, replace: true })
        }
        tabs={[
          { id: "schedules", label: t("schedules.byClock") },
          { id: "triggers", label: t("triggers.title") },
        ]}
      >
        {view === "triggers" ? (
          <TriggersPanel create={create} onEdit={setTrigger} />
        ) : (
          <Schedules create={create} onEdit={setSchedule} />
        )}
      </Tabs>
      {schedule && (
        <ScheduleDialog schedule={schedule === "new" ? null : schedule} onClose={() => setSchedule(null)} />
      )}
      {trigger && (
        <TriggerDialog trigger={trigger === "new" ? null : trigger} onClose={() => setTrigger(null)} />
      )}
    </>
  );
}

/** All schedules of the caller's workflows and agents. */
function Schedules({ create, onEdit }: { create: React.ReactNode; onEdit(schedule: Schedule): void }) {
  const { t } = useTranslation();
  const schedules = useQuery({
    queryKey: ["schedules"],
    queryFn: listSchedules,
    refetchInterval: 10_000,
  });
  return (
    <>
      {schedules.isError && <Problem error={schedules.error} onRetry={() => schedules.refetch()} />}
      {schedules.data?.length === 0 && <Empty text={t("schedules.empty")}>{create}</Empty>}
      <ul className="flex flex-col gap-3">
        {(schedules.data ?? []).map((schedule) => (
          <ScheduleCard key={schedule.id} schedule={schedule} onEdit={() => onEdit(schedule)} />
        ))}
      </ul>
    </>
  );
}
