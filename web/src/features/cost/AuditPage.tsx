import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { ShieldAlert, ShieldCheck } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { type AuditEntry, auditLog, verifyAudit } from "@/api/feed";
import { Button } from "@/kit/Button";
import { Dialog } from "@/kit/Dialog";
import { textLink } from "@/kit/links";
import { Empty, PageHead } from "@/kit/Page";
import { Problem } from "@/kit/Problem";
import { Table } from "@/kit/Table";
import { When } from "@/kit/When";
import { asText } from "@/model/json";

/** The caller's own audit chain, and whether it is whole. */
export function AuditPage() {
  const { t } = useTranslation();
  const [open, setOpen] = useState<AuditEntry | null>(null);
  const log = useInfiniteQuery({
    queryKey: ["audit"],
    queryFn: ({ pageParam }) => auditLog(pageParam),
    initialPageParam: null as number | null,
    getNextPageParam: (last) => (last.length < 50 ? undefined : (last.at(-1)?.seq ?? undefined)),
  });
  const check = useQuery({ queryKey: ["audit-verify"], queryFn: verifyAudit });
  const rows = log.data?.pages.flat() ?? [];
  return (
    <>
      <PageHead title={t("app.audit")} />
      {log.isError && <Problem error={log.error} onRetry={() => log.refetch()} />}
      {check.isError && <Problem error={check.error} onRetry={() => check.refetch()} />}
      {check.data && (
        <p
          role="status"
          data-chain={check.data.length === 0 ? "whole" : "broken"}
          className={`mb-4 flex items-start gap-2 rounded-xl border border-line bg-panel p-4 text-sm font-medium ${check.data.length === 0 ? "text-good" : "text-bad"}`}
        >
          {check.data.length === 0 ? (
            <ShieldCheck size={18} aria-hidden className="shrink-0" />
          ) : (
            <ShieldAlert size={18} aria-hidden className="shrink-0" />
          )}
          {check.data.length === 0
            ? t("audit.whole")
            : t("audit.broken", { seq: check.data[0]?.seq, problem: check.data[0]?.problem })}
        </p>
      )}
      {log.data && rows.length === 0 && <Empty text={t("audit.empty")} />}
      {rows.length > 0 && (
        <Table
          label={t("app.audit")}
          rows={rows}
          keyOf={(row) => String(row.seq)}
          columns={[
            { key: "seq", head: "#", figure: true, from: "sm", cell: (row) => row.seq },
            { key: "at", head: t("audit.at"), cell: (row) => <When at={row.occurred_at} seconds /> },
            {
              key: "action",
              head: t("audit.action"),
              cell: (row) => (
                <button type="button" onClick={() => setOpen(row)} className={`text-left ${textLink}`}>
                  {t(`action.${row.action}`, row.action.replaceAll(/[._]/g, " "))}
                </button>
              ),
            },
            {
              key: "hash",
              head: t("audit.hash"),
              from: "md",
              cell: (row) => <code className="font-mono text-xs text-soft">{row.hash.slice(0, 16)}…</code>,
            },
          ]}
        />
      )}
      {log.hasNextPage && (
        <Button className="mt-3" disabled={log.isFetchingNextPage} onClick={() => log.fetchNextPage()}>
          {t("app.showMore")}
        </Button>
      )}
      {open && (
        <Dialog title={`#${open.seq} ${open.action}`} wide onClose={() => setOpen(null)}>
          <pre className="overflow-auto rounded-md bg-sunken p-3 font-mono text-xs break-words whitespace-pre-wrap">
            {asText(open)}
          </pre>
        </Dialog>
      )}
    </>
  );
}
