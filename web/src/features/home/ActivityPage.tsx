import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { activityFeed } from "@/api/feed";
import { keep, recall } from "@/api/local";
import { meQuery } from "@/api/me";
import { Button } from "@/kit/Button";
import { Select } from "@/kit/Input";
import { accentLink } from "@/kit/links";
import { Empty, PageHead } from "@/kit/Page";
import { Problem } from "@/kit/Problem";
import { FeedList } from "./FeedList";
import { Targets } from "./Targets";

const page = 50;
const seenKey = "feed-seen";

/** Everything that the caller's agents did, with what is new marked and repetition folded. */
export function ActivityPage() {
  const { t } = useTranslation();
  const { kind = "", agent = "" } = useSearch({ from: "/signed-in/activity" });
  const navigate = useNavigate({ from: "/activity" });
  const me = useQuery(meQuery);
  const id = me.data?.id ?? "";
  const [seen, setSeen] = useState<string | null>(null);
  const feed = useInfiniteQuery({
    queryKey: ["feed", id],
    queryFn: ({ pageParam }) => activityFeed(id, page, pageParam),
    initialPageParam: 0,
    getNextPageParam: (last, all) => (last.length < page ? undefined : all.length * page),
    enabled: id !== "",
    refetchInterval: 15_000,
  });
  const entries = feed.data?.pages.flat() ?? [];
  const newest = entries[0]?.occurred_at;
  useEffect(() => {
    void recall<string>(seenKey).then((kept) => setSeen(kept ?? ""));
  }, []);
  useEffect(() => {
    if (newest && seen !== null) void keep(seenKey, newest);
  }, [newest, seen]);
  const agents = [...new Map(entries.map((one) => [one.ai_lenser_handle, one.ai_lenser_name]))];
  const shown = entries.filter(
    (one) => (kind === "" || one.kind === kind) && (agent === "" || one.ai_lenser_handle === agent),
  );
  const put = (patch: { kind?: string; agent?: string }) =>
    navigate({
      search: (now) =>
        Object.fromEntries(Object.entries({ ...now, ...patch }).filter(([, value]) => value !== "")),
      replace: true,
    });
  return (
    <>
      <PageHead title={t("app.activity")}>
        <Select
          label={t("feed.kind")}
          quiet
          value={kind}
          onChange={(event) => put({ kind: event.target.value })}
          options={["", "team_run", "action"].map((value) => ({
            value,
            label: t(`feed.kind.${value || "all"}`),
          }))}
        />
        <Select
          label={t("app.agent")}
          quiet
          value={agent}
          onChange={(event) => put({ agent: event.target.value })}
          options={[
            { value: "", label: t("feed.allAgents") },
            ...agents.map(([value, label]) => ({ value, label })),
          ]}
        />
      </PageHead>
      {feed.isError && <Problem error={feed.error} onRetry={() => feed.refetch()} />}
      {feed.data && shown.length === 0 && (
        <Empty text={t("feed.empty")}>
          <Link to="/agents" className={accentLink}>
            {t("approvals.toAgents")}
          </Link>
        </Empty>
      )}
      <FeedList entries={shown} seen={seen ?? ""} />
      {feed.hasNextPage && (
        <Button className="mt-3" disabled={feed.isFetchingNextPage} onClick={() => feed.fetchNextPage()}>
          {t("app.showMore")}
        </Button>
      )}
      <div className="mt-6">
        <Targets />
      </div>
    </>
  );
}
