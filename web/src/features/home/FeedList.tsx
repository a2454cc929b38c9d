import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import type { FeedEntry } from "@/api/feed";
import { textLink } from "@/kit/links";
import { Badge } from "@/kit/Page";
import { Status } from "@/kit/Status";
import { When } from "@/kit/When";
import { groupFeed } from "@/model/feed";

/** Entries of the feed; what came after the last visit is marked. */
export function FeedList({ entries, seen = "" }: { entries: readonly FeedEntry[]; seen?: string }) {
  const { t } = useTranslation();
  if (entries.length === 0) return null;
  return (
    <ol className="divide-y divide-line rounded-xl border border-line bg-panel" data-feed>
      {groupFeed(entries).map(({ first, entries: all }, at) => (
        <li
          // biome-ignore lint/suspicious/noArrayIndexKey: entries have no id of their own
          key={`${first.occurred_at} ${at}`}
          className="flex flex-wrap items-center gap-x-3 gap-y-0.5 px-4 py-2.5 text-sm"
        >
          {seen !== "" && first.occurred_at > seen && <Badge tone="accent">{t("feed.new")}</Badge>}
          <span className="min-w-0 grow basis-56">
            {first.kind === "team_run" && first.team_run_id ? (
              <Link to="/team-runs/$teamRunId" params={{ teamRunId: first.team_run_id }} className={textLink}>
                {all.length > 1 ? t("feed.runs", { count: all.length, title: first.title }) : first.title}
              </Link>
            ) : (
              <span className="font-medium">
                {t(`action.${first.action_type}`, first.title)}
                {all.length > 1 && ` ×${all.length}`}
              </span>
            )}{" "}
            <Link
              to="/lenser/$handle"
              params={{ handle: first.ai_lenser_handle }}
              className="text-soft underline decoration-line underline-offset-2 hover:decoration-current"
            >
              {first.ai_lenser_name}
            </Link>
          </span>
          {first.kind === "team_run" ? (
            <Status value={first.payload.approval_status === "pending" ? "blocked" : first.status} />
          ) : (
            first.status !== "success" && (
              <Badge tone="warn">{t(`actionResult.${first.status}`, first.status)}</Badge>
            )
          )}
          <span className="text-xs text-soft">
            <When at={first.occurred_at} />
          </span>
        </li>
      ))}
    </ol>
  );
}
