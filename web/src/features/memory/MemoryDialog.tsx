import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { type Memory, memoryAccess, redactMemory } from "@/api/memory";
import { Button } from "@/kit/Button";
import { Dialog } from "@/kit/Dialog";
import { TextInput } from "@/kit/Input";
import { textLink } from "@/kit/links";
import { Problem } from "@/kit/Problem";
import { Tabs } from "@/kit/Tabs";
import { toast } from "@/kit/toast";
import { When } from "@/kit/When";

type View = "entry" | "access" | "redact";

/** One entry: what it says and where it came from, who read it, and the way to blacken it for good. */
export function MemoryDialog({ memory, onClose }: { memory: Memory; onClose(): void }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const [view, setView] = useState<View>("entry");
  const [reason, setReason] = useState("");
  const access = useQuery({
    queryKey: ["memory-access", memory.id],
    queryFn: () => memoryAccess(memory.id),
    enabled: view === "access",
  });
  const redact = useMutation({
    mutationFn: () => redactMemory(memory.id, reason),
    onSuccess: async () => {
      toast(t("memory.redactedNow"));
      await Promise.all([
        queries.invalidateQueries({ queryKey: ["memories"] }),
        queries.invalidateQueries({ queryKey: ["memory-summary"] }),
      ]);
      onClose();
    },
  });
  return (
    <Dialog title={t("memory.one")} wide onClose={onClose}>
      <Tabs<View>
        label={t("memory.one")}
        chosen={view}
        onChoose={setView}
        tabs={[
          { id: "entry", label: t("memory.content") },
          { id: "access", label: t("memory.access") },
          ...(memory.is_redacted ? [] : [{ id: "redact" as const, label: t("memory.redact") }]),
        ]}
      >
        {view === "entry" && (
          <div className="flex flex-col gap-3 text-sm">
            <p className="max-h-96 overflow-y-auto rounded-md bg-sunken p-3 break-words whitespace-pre-wrap">
              {memory.is_redacted ? t("memory.redacted") : memory.content}
            </p>
            <p className="flex flex-wrap gap-x-4 gap-y-1 text-soft">
              <span>{t(`choice.${memory.scope}`, memory.scope)}</span>
              <span>{t(`memory.source.${memory.source}`, memory.source)}</span>
              <span>{t("memory.confidence", { percent: Math.round(memory.confidence * 100) })}</span>
              <When at={memory.created_at} />
              {memory.expires_at && (
                <span>
                  {t("memory.until")} <When at={memory.expires_at} />
                </span>
              )}
              {memory.team_run_id && (
                <Link
                  to="/team-runs/$teamRunId"
                  params={{ teamRunId: memory.team_run_id }}
                  className={textLink}
                >
                  {t("memory.fromRun")}
                </Link>
              )}
            </p>
          </div>
        )}
        {view === "access" && (
          <>
            {access.isError && <Problem error={access.error} onRetry={() => access.refetch()} />}
            <ol className="divide-y divide-line text-sm" data-access-log>
              {(access.data ?? []).map((one) => (
                <li key={one.id} className="flex flex-wrap gap-x-3 gap-y-1 py-2">
                  <span className="font-medium">{t(`memory.did.${one.action}`, one.action)}</span>
                  <span className="grow text-soft">
                    {one.actor ? `${one.actor.display_name} (@${one.actor.handle})` : t("memory.byRun")}
                  </span>
                  {one.team_run_id && (
                    <Link
                      to="/team-runs/$teamRunId"
                      params={{ teamRunId: one.team_run_id }}
                      className={textLink}
                    >
                      {t("memory.inRun")}
                    </Link>
                  )}
                  <span className="text-soft">
                    <When at={one.accessed_at} seconds />
                  </span>
                </li>
              ))}
            </ol>
          </>
        )}
        {view === "redact" && (
          <form
            className="flex flex-col gap-3"
            onSubmit={(event) => {
              event.preventDefault();
              redact.mutate();
            }}
          >
            <p className="text-sm">{t("memory.redactText")}</p>
            <TextInput
              label={t("memory.why")}
              value={reason}
              required
              maxLength={500}
              onChange={(event) => setReason(event.target.value)}
            />
            {redact.isError && <Problem error={redact.error} />}
            <div>
              <Button tone="danger" type="submit" disabled={redact.isPending}>
                {t("memory.redactNow")}
              </Button>
            </div>
          </form>
        )}
      </Tabs>
    </Dialog>
  );
}
