import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { backfill, type Schedule } from "@/api/schedules";
import { Button } from "@/kit/Button";
import { Dialog } from "@/kit/Dialog";
import { TextInput } from "@/kit/Input";
import { Problem } from "@/kit/Problem";
import { toast } from "@/kit/toast";
import { When } from "@/kit/When";

/** Catches up on what was missed; what would run is shown before anything does. */
export function BackfillDialog({ schedule, onClose }: { schedule: Schedule; onClose(): void }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const [since, setSince] = useState(() => new Date(Date.now() - 86_400_000).toISOString().slice(0, 16));
  const at = () => new Date(since).toISOString();
  const dry = useMutation({ mutationFn: () => backfill(schedule.id, at(), true) });
  const run = useMutation({
    mutationFn: () => backfill(schedule.id, at(), false),
    onSuccess: async () => {
      toast(t("schedule.backfilled"));
      await Promise.all([
        queries.invalidateQueries({ queryKey: ["schedules"] }),
        queries.invalidateQueries({ queryKey: ["schedule-history"] }),
      ]);
      onClose();
    },
  });
  const instants = instantsOf(dry.data);
  return (
    <Dialog
      title={t("schedule.backfill")}
      onClose={onClose}
      footer={
        <>
          <Button disabled={since === "" || dry.isPending} onClick={() => dry.mutate()}>
            {t("schedule.dryRun")}
          </Button>
          <Button
            tone="accent"
            disabled={!dry.isSuccess || instants.length === 0 || run.isPending}
            onClick={() => run.mutate()}
          >
            {t("schedule.backfillNow", { count: instants.length })}
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-3">
        <TextInput
          label={t("schedule.since")}
          type="datetime-local"
          value={since}
          onChange={(event) => {
            setSince(event.target.value);
            dry.reset();
          }}
        />
        {dry.isSuccess && instants.length === 0 && (
          <p className="text-sm text-soft">{t("schedule.nothingMissed")}</p>
        )}
        {instants.length > 0 && (
          <ol className="max-h-72 list-decimal overflow-y-auto pl-6 text-sm" aria-label={t("schedule.would")}>
            {instants.map((instant) => (
              <li key={instant}>
                <When at={instant} />
              </li>
            ))}
          </ol>
        )}
        {(dry.isError || run.isError) && <Problem error={dry.error ?? run.error} />}
      </div>
    </Dialog>
  );
}

/** The instants that a dry run names, whatever list they stand in. */
function instantsOf(answer: Record<string, unknown> | undefined): string[] {
  const list = Object.values(answer ?? {}).find(Array.isArray) as unknown[] | undefined;
  return (list ?? []).flatMap((one) => {
    if (typeof one === "string") return [one];
    if (one === null || typeof one !== "object") return [];
    return Object.values(one)
      .filter((value): value is string => typeof value === "string" && /^\d{4}-\d\d-\d\dT/.test(value))
      .slice(0, 1);
  });
}
