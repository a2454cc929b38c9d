import { useMutation, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { getParameters, getVersion, type LensDetail, listVersions, type VersionRow } from "@/api/lenses";
import { Button } from "@/kit/Button";
import { Select } from "@/kit/Input";
import { Panel } from "@/kit/Page";
import { Problem } from "@/kit/Problem";
import { toast } from "@/kit/toast";
import { LensStatus } from "./LensesPage";
import type { DraftKeeper } from "./useLensDraft";
import { VersionDiff } from "./VersionDiff";

interface Props {
  detail: LensDetail;
  keeper: DraftKeeper;
}

/** The versions of a lens, what differs between any two, and the way back to an earlier one. */
export function VersionsPanel({ detail, keeper }: Props & { tools: unknown }) {
  const { t } = useTranslation();
  const versions = useQuery({
    queryKey: ["lens-versions", detail.lens.id, keeper.versionId, detail.lens.revision],
    queryFn: () => listVersions(detail.lens.id),
    placeholderData: (before) => before,
  });
  const [pair, setPair] = useState<{ from: string; to: string } | null>(null);
  const back = useMutation({
    mutationFn: async (version: VersionRow) => {
      const [old, parameters] = await Promise.all([getVersion(version.id), getParameters(version.id)]);
      keeper.change({
        body: old.template_body,
        parameters,
        inputContract: old.input_contract,
        outputContract: old.output_contract,
      });
      await keeper.flush();
      return version;
    },
    onSuccess: (version) => toast(t("lens.rolledBack", { number: version.version_number })),
  });
  const rows = versions.data ?? [];
  const newest = rows[0]?.id;
  const shown = pair ?? (rows[1] && newest ? { from: rows[1].id, to: newest } : null);
  const options = rows.map((row) => ({
    value: row.id,
    label: `v${row.version_number} · ${t(`status.${row.status}`)}`,
  }));
  if (versions.isError) return <Problem error={versions.error} onRetry={() => versions.refetch()} />;
  return (
    <div className="flex flex-col gap-4">
      <ul className="divide-y divide-line rounded-xl border border-line bg-panel">
        {rows.map((row) => (
          <li key={row.id} className="flex flex-wrap items-center gap-x-3 gap-y-1 px-4 py-2.5 text-sm">
            <span className="font-semibold tabular-nums">v{row.version_number}</span>
            <LensStatus status={row.status} />
            <time className="text-soft" dateTime={row.published_at ?? row.created_at}>
              {new Date(row.published_at ?? row.created_at).toLocaleString()}
            </time>
            {row.changelog && <span className="min-w-0 grow truncate text-soft">{row.changelog}</span>}
            <span className="ml-auto flex gap-2">
              {row.id !== newest && newest && (
                <Button onClick={() => setPair({ from: row.id, to: newest })}>
                  {t("lens.diffToNewest")}
                </Button>
              )}
              {detail.is_mine && row.status !== "draft" && (
                <Button disabled={back.isPending} onClick={() => back.mutate(row)}>
                  {t("lens.rollBack")}
                </Button>
              )}
            </span>
          </li>
        ))}
      </ul>
      {back.isError && <Problem error={back.error} />}
      {shown && (
        <Panel
          title={t("lens.compare")}
          aside={
            <span className="flex items-center gap-2">
              <Select
                quiet
                label={t("diff.from")}
                value={shown.from}
                options={options}
                onChange={(event) => setPair({ ...shown, from: event.target.value })}
              />
              <span aria-hidden>→</span>
              <Select
                quiet
                label={t("diff.to")}
                value={shown.to}
                options={options}
                onChange={(event) => setPair({ ...shown, to: event.target.value })}
              />
            </span>
          }
        >
          <VersionDiff key={shown.from + shown.to + detail.lens.revision} from={shown.from} to={shown.to} />
        </Panel>
      )}
    </div>
  );
}
