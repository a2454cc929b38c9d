import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Invocation } from "@/api/tools";
import { Dialog } from "@/kit/Dialog";
import { Egress } from "@/kit/Egress";
import { textLink } from "@/kit/links";
import { Empty } from "@/kit/Page";
import { Status } from "@/kit/Status";
import { Table } from "@/kit/Table";
import { When } from "@/kit/When";
import { asText } from "@/model/json";
import { durationText, elapsedMillis } from "@/model/time";

/** Calls of tools, newest first; each opens with what went in and came out. */
export function Invocations({ calls }: { calls: readonly Invocation[] }) {
  const { t } = useTranslation();
  const [open, setOpen] = useState<Invocation | null>(null);
  if (calls.length === 0) return <Empty text={t("tools.noCalls")} />;
  return (
    <>
      <Table
        label={t("tools.calls")}
        rows={calls}
        keyOf={(call) => call.id}
        columns={[
          {
            key: "tool",
            head: t("tool.name"),
            cell: (call) => (
              <button type="button" onClick={() => setOpen(call)} className={`text-left ${textLink}`}>
                {call.tool_name ?? call.tool_key}
              </button>
            ),
          },
          {
            key: "status",
            head: t("runs.status"),
            cell: (call) =>
              call.approval_status === "pending" ? (
                <Link to="/approvals/$requestId" params={{ requestId: call.id }}>
                  <Status value="blocked" />
                </Link>
              ) : (
                <Status value={call.status} />
              ),
          },
          {
            key: "egress",
            head: t("tool.egress"),
            from: "md",
            cell: (call) => <Egress value={call.egress_class ?? "none"} />,
          },
          { key: "at", head: t("audit.at"), from: "sm", cell: (call) => <When at={call.created_at} /> },
          {
            key: "took",
            head: t("runs.duration"),
            figure: true,
            from: "sm",
            cell: (call) => {
              const took = call.completed_at ? elapsedMillis(call.started_at, call.completed_at, 0) : null;
              return took === null ? "–" : durationText(took);
            },
          },
        ]}
      />
      {open && (
        <Dialog title={open.tool_name ?? open.tool_key ?? ""} wide onClose={() => setOpen(null)}>
          <div className="flex flex-col gap-3 text-sm">
            <Status value={open.approval_status === "pending" ? "blocked" : open.status} />
            <Json title={t("tools.input")} value={open.input} />
            {open.output !== null && <Json title={t("tools.output")} value={open.output} />}
            {open.error && <p className="font-medium break-words text-bad">{open.error}</p>}
            {open.run_id && (
              <Link to="/runs/$runId" params={{ runId: open.run_id }} className={textLink}>
                {t("approval.toRun")}
              </Link>
            )}
          </div>
        </Dialog>
      )}
    </>
  );
}

function Json({ title, value }: { title: string; value: unknown }) {
  return (
    <div>
      <p className="mb-1 text-xs font-medium text-soft">{title}</p>
      <pre className="max-h-72 overflow-auto rounded-md bg-sunken p-3 font-mono text-xs break-words whitespace-pre-wrap">
        {asText(value)}
      </pre>
    </div>
  );
}
