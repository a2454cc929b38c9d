import { useMutation, useQuery } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { listMemoryProfiles } from "@/api/memory";
import { promoteScratchpad, type TeamRun } from "@/api/teamRuns";
import { Button } from "@/kit/Button";
import { DiffText } from "@/kit/DiffText";
import { Select } from "@/kit/Input";
import { Panel } from "@/kit/Page";
import { Problem } from "@/kit/Problem";
import { toast } from "@/kit/toast";
import { asText, sameJson } from "@/model/json";

/** What the members of a run share while they work: as it is, what each change made of it, and the way into memory. */
export function Scratchpad({ run }: { run: TeamRun }) {
  const { t } = useTranslation();
  const [versions, setVersions] = useState<readonly { version: number; pad: unknown }[]>([]);
  const [profile, setProfile] = useState("");
  // Each version that was seen while watching, so that the difference each step made can be read.
  useEffect(() => {
    setVersions((seen) => {
      const last = seen.at(-1);
      return last && (last.version >= run.scratchpad_version || sameJson(last.pad, run.scratchpad))
        ? seen
        : [...seen.slice(-19), { version: run.scratchpad_version, pad: run.scratchpad }];
    });
  }, [run.scratchpad, run.scratchpad_version]);
  const empty = Object.keys(run.scratchpad).length === 0;
  const profiles = useQuery({
    queryKey: ["memory-profiles", run.ai_lenser_id],
    queryFn: () => listMemoryProfiles(run.ai_lenser_id),
    enabled: !empty,
  });
  const promote = useMutation({
    mutationFn: () => promoteScratchpad(run.id, profile),
    onSuccess: () => toast(t("scratchpad.promoted")),
  });
  const before = versions.at(-2);
  const now = versions.at(-1);
  return (
    <Panel title={t("scratchpad.title")}>
      {empty && <p className="text-sm text-soft">{t("scratchpad.empty")}</p>}
      {!empty && (
        <div className="flex flex-col gap-3">
          <p className="text-xs text-soft">{t("scratchpad.version", { version: run.scratchpad_version })}</p>
          {before && now ? (
            <DiffText from={asText(before.pad)} to={asText(now.pad)} />
          ) : (
            <pre className="max-h-72 overflow-auto rounded-md bg-sunken p-3 font-mono text-xs break-words whitespace-pre-wrap">
              {asText(run.scratchpad)}
            </pre>
          )}
          {promote.isError && <Problem error={promote.error} />}
          {(profiles.data?.length ?? 0) > 0 && (
            <div className="flex flex-wrap items-end gap-2">
              <div className="grow">
                <Select
                  label={t("scratchpad.to")}
                  value={profile}
                  onChange={(event) => setProfile(event.target.value)}
                  options={[
                    { value: "", label: "–" },
                    ...(profiles.data ?? []).map((one) => ({ value: one.id, label: one.name })),
                  ]}
                />
              </div>
              <Button disabled={profile === "" || promote.isPending} onClick={() => promote.mutate()}>
                {t("scratchpad.promote")}
              </Button>
            </div>
          )}
        </div>
      )}
    </Panel>
  );
}
