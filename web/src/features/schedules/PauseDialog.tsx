import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { pauseSchedule, type Schedule } from "@/api/schedules";
import { FormDialog } from "@/kit/FormDialog";
import { TextInput } from "@/kit/Input";
import { localMinute, nextMorning } from "@/model/time";

/** Pauses a schedule until a time that is named; of a paused one it sets the end. */
export function PauseDialog({ schedule, onClose }: { schedule: Schedule; onClose(): void }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const [until, setUntil] = useState(() =>
    localMinute(schedule.resume_at ? new Date(schedule.resume_at) : nextMorning(new Date())),
  );
  const pause = useMutation({
    mutationFn: () => pauseSchedule(schedule.id, new Date(until).toISOString()),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: ["schedules"] });
      onClose();
    },
  });
  const ahead = until !== "" && Date.parse(until) > Date.now();
  return (
    <FormDialog
      id="pause-form"
      title={t("schedule.pauseUntil")}
      action={t("schedule.pause")}
      disabled={!ahead || pause.isPending}
      error={pause.error}
      onSubmit={() => pause.mutate()}
      onClose={onClose}
    >
      <TextInput
        label={t("schedule.until")}
        type="datetime-local"
        value={until}
        required
        autoFocus
        min={localMinute(new Date())}
        help={
          ahead ? (
            t("schedule.untilHelp", { zone: Intl.DateTimeFormat().resolvedOptions().timeZone })
          ) : (
            <span className="text-bad">{t("schedule.untilPast")}</span>
          )
        }
        onChange={(event) => setUntil(event.target.value)}
      />
    </FormDialog>
  );
}
