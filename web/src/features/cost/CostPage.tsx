import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import { type ReactNode, useMemo } from "react";
import { useTranslation } from "react-i18next";
import { type CostRow, costBy, costOverview, type Grouping, groupings } from "@/api/cost";
import { meQuery } from "@/api/me";
import { agentNames } from "@/api/names";
import { Bars, DayBars } from "@/kit/Bars";
import { Button } from "@/kit/Button";
import { Figures } from "@/kit/Figures";
import { Select } from "@/kit/Input";
import { textLink } from "@/kit/links";
import { Empty, PageHead, Panel } from "@/kit/Page";
import { Problem } from "@/kit/Problem";
import { csv } from "@/model/csv";

/** What runs cost, by what made the cost; each bar leads to its runs. Every figure is the server's. */
export function CostPage() {
  const { t, i18n } = useTranslation();
  const { by = "workflow", days = 30 } = useSearch({ from: "/signed-in/cost" });
  const navigate = useNavigate({ from: "/cost" });
  const me = useQuery(meQuery);
  const agents = useQuery({
    queryKey: ["agent-names", me.data?.id],
    queryFn: () => agentNames(me.data?.id ?? ""),
    enabled: me.data !== undefined,
  });
  const overview = useQuery({ queryKey: ["cost-overview"], queryFn: costOverview });
  const rows = useQuery({
    queryKey: ["cost", by, days],
    queryFn: () => costBy(by, days),
    placeholderData: keepPreviousData,
  });
  const perDay = useQuery({
    queryKey: ["cost", "day", days],
    queryFn: () => costBy("day", days),
    placeholderData: keepPreviousData,
  });
  const number = useMemo(
    () => new Intl.NumberFormat(i18n.language, { maximumFractionDigits: 3 }),
    [i18n.language],
  );
  const usd = (credits: number) =>
    new Intl.NumberFormat(i18n.language, {
      style: "currency",
      currency: "USD",
      maximumFractionDigits: 4,
    }).format(credits * (overview.data?.usd_per_credit ?? 0));
  const change = (row: CostRow) => {
    if (row.previous_credits === 0) return row.credits === 0 ? undefined : t("cost.new");
    const share = (row.credits - row.previous_credits) / row.previous_credits;
    return new Intl.NumberFormat(i18n.language, { style: "percent", signDisplay: "exceptZero" }).format(
      share,
    );
  };

  function download() {
    const text = csv([
      ["key", "label", "runs", "credits", "input_tokens", "output_tokens", "previous_credits"],
      ...(rows.data ?? []).map((row) => [
        row.key,
        row.label,
        row.runs,
        row.credits,
        row.input_tokens,
        row.output_tokens,
        row.previous_credits,
      ]),
    ]);
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([text], { type: "text/csv" }));
    link.download = `cost-by-${by}-${days}d.csv`;
    link.click();
    URL.revokeObjectURL(link.href);
  }

  const leading = (row: CostRow): ReactNode => {
    return (
      <Link to="/runs" search={{ [by === "lens_version" ? "version" : by]: row.key }} className={textLink}>
        {row.label}
      </Link>
    );
  };

  return (
    <>
      <PageHead title={t("app.cost")}>
        <Select
          label={t("cost.over")}
          quiet
          value={String(days)}
          onChange={(event) => navigate({ search: { by, days: Number(event.target.value) }, replace: true })}
          options={[7, 30, 90, 365].map((count) => ({
            value: String(count),
            label: t("cost.days", { count }),
          }))}
        />
        <Button disabled={!rows.data?.length} onClick={download}>
          {t("cost.csv")}
        </Button>
      </PageHead>
      {overview.isError && <Problem error={overview.error} onRetry={() => overview.refetch()} />}
      <div className="flex flex-col gap-4">
        {overview.data && (
          <Figures
            items={[
              { label: t("cost.month"), value: number.format(overview.data.credits) },
              { label: t("cost.monthUsd"), value: usd(overview.data.credits) },
              { label: t("cost.forecast"), value: number.format(overview.data.forecast_credits) },
              { label: t("cost.lastMonth"), value: number.format(overview.data.previous_credits) },
              { label: t("cost.runs"), value: overview.data.runs },
            ]}
          />
        )}
        <Panel title={t("cost.perDay")}>
          {perDay.isError && <Problem error={perDay.error} onRetry={() => perDay.refetch()} />}
          {perDay.data && perDay.data.length > 0 ? (
            <DayBars
              label={t("agent.creditsPerDay")}
              days={everyDay(perDay.data, days).map((row) => ({
                day: row.key,
                link: (
                  <Link to="/runs" search={{ day: row.key }} className="absolute inset-0">
                    <span className="sr-only">{row.key}</span>
                  </Link>
                ),
                value: row.credits,
                shown: t("cost.dayText", { credits: number.format(row.credits), count: row.runs }),
              }))}
            />
          ) : (
            <p className="text-sm text-soft">{t("cost.none")}</p>
          )}
        </Panel>
        <Panel
          title={t("cost.where")}
          aside={
            <Select
              label={t("cost.by")}
              quiet
              value={by}
              onChange={(event) =>
                navigate({ search: { by: event.target.value as Grouping, days }, replace: true })
              }
              options={groupings.map((value) => ({ value, label: t(`cost.by.${value}`) }))}
            />
          }
        >
          {rows.isError && <Problem error={rows.error} onRetry={() => rows.refetch()} />}
          {rows.data?.length === 0 && <Empty text={t("cost.none")} />}
          {rows.data && rows.data.length > 0 && (
            <Bars
              label={t(`cost.by.${by}`)}
              bars={rows.data.map((row) => ({
                key: row.key,
                label: leading(
                  by === "agent"
                    ? { ...row, label: agents.data?.get(row.key)?.display_name ?? row.label }
                    : row,
                ),
                value: row.credits,
                shown: t("cost.bar", { credits: number.format(row.credits), count: row.runs }),
                note: change(row),
              }))}
            />
          )}
        </Panel>
      </div>
    </>
  );
}

/** All days of the time, also those on which nothing ran. */
function everyDay(rows: readonly CostRow[], days: number): CostRow[] {
  const known = new Map(rows.map((row) => [row.key, row]));
  const today = Math.floor(Date.now() / 86_400_000);
  const none = { runs: 0, credits: 0, input_tokens: 0, output_tokens: 0, previous_credits: 0 };
  const all = Array.from({ length: days }, (_, at) => {
    const key = new Date((today - days + 1 + at) * 86_400_000).toISOString().slice(0, 10);
    return known.get(key) ?? { ...none, key, label: key };
  });
  const shown = new Set(all.map((row) => row.key));
  return [...rows.filter((row) => !shown.has(row.key)), ...all];
}
