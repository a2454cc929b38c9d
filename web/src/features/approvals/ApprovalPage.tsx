import { useQuery } from "@tanstack/react-query";
import { Link, useParams } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { type Decision, getApproval } from "@/api/approvals";
import { textLink } from "@/kit/links";
import { Problem } from "@/kit/Problem";
import { Waiting } from "@/kit/Waiting";
import { DecisionPanel } from "./DecisionPanel";

/** One approval by its link, as one opens it on a phone. */
export function ApprovalPage() {
  const { t } = useTranslation();
  const { requestId } = useParams({ from: "/signed-in/approvals/$requestId" });
  // What is answered leaves the queue; whoever answered it is still told so.
  const [done, setDone] = useState<Decision | null>(null);
  const approval = useQuery({
    queryKey: ["approvals", requestId],
    queryFn: () => getApproval(requestId),
    refetchInterval: 5000,
  });
  if (approval.isError) return <Problem error={approval.error} onRetry={() => approval.refetch()} />;
  if (approval.isPending) return <Waiting />;
  return (
    <div className="mx-auto max-w-4xl">
      <h1 className="sr-only">{t("approval.one")}</h1>
      <Link to="/approvals" className="text-sm text-accent hover:underline">
        ← {t("approvals.all")}
      </Link>
      <div className="mt-3 rounded-xl border border-line bg-panel p-4">
        {approval.data ? (
          <DecisionPanel
            key={approval.data.request_id}
            approval={approval.data}
            onDecided={(what) => {
              setDone(what);
              void approval.refetch();
            }}
          />
        ) : (
          <p>
            {done ? t(`approval.done.${done}`) : t("approval.gone")}{" "}
            <Link to="/approvals" className={textLink}>
              {t("approvals.all")}
            </Link>
          </p>
        )}
      </div>
    </div>
  );
}
