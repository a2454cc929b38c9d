import { useMutation } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import { differences, type PolicyPreview } from "@/model/whatIf";
import { Button } from "./Button";
import { textLink } from "./links";
import { Problem } from "./Problem";
import { StatusIcon } from "./Status";
import { When } from "./When";

interface Props {
  /** changes with the policies; an answer to others is not shown */
  of: unknown;
  ask(): Promise<PolicyPreview[]>;
}

/** Shows, when asked, what policies would have changed in the last ten runs. */
export function WhatIf({ of, ask }: Props) {
  const { t } = useTranslation();
  const asked = JSON.stringify(of);
  const preview = useMutation({ mutationFn: async () => ({ asked, rows: await ask() }) });
  const rows = preview.data?.asked === asked ? preview.data.rows : null;
  const told = useRef<HTMLDivElement>(null);
  // In a long dialog the answer would come below its edge.
  useEffect(() => {
    if (preview.data) told.current?.scrollIntoView({ block: "nearest" });
  }, [preview.data]);
  const same = rows?.filter((row) => differences(row).length === 0).length ?? 0;
  return (
    <section aria-label={t("whatIf.title")} className="flex flex-col gap-2">
      <Button className="self-start" disabled={preview.isPending} onClick={() => preview.mutate()}>
        {t("whatIf.ask")}
      </Button>
      {preview.isError && <Problem error={preview.error} />}
      {rows && (
        <div ref={told} role="status" data-what-if className="flex flex-col gap-2 text-sm">
          <p className="text-soft">
            {rows.length === 0 ? t("whatIf.none") : t("whatIf.same", { same, count: rows.length })}
          </p>
          <ul className="divide-y divide-line rounded-md border border-line empty:hidden">
            {rows
              .filter((row) => differences(row).length > 0)
              .map((row) => (
                <li key={row.run_id} className="flex flex-wrap items-center gap-x-3 gap-y-1 px-3 py-1.5">
                  <StatusIcon value={row.status} />
                  <Link to="/runs/$runId" params={{ runId: row.run_id }} className={textLink}>
                    <When at={row.created_at} />
                  </Link>
                  <span className="min-w-0 grow">
                    {differences(row)
                      .map((one) => t(one.key, one.values))
                      .join(" ")}
                  </span>
                </li>
              ))}
          </ul>
        </div>
      )}
    </section>
  );
}
