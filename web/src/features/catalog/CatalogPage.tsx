import { useQuery } from "@tanstack/react-query";
import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { listCatalog } from "@/api/catalog";
import { Select } from "@/kit/Input";
import { plainLink, textLink } from "@/kit/links";
import { Badge, Empty, PageHead } from "@/kit/Page";
import { Problem } from "@/kit/Problem";
import { SearchBox } from "@/kit/SearchBox";
import { Table } from "@/kit/Table";
import { abilities, filterModels, type ModelFilter } from "@/model/catalog";
import { safeLink } from "@/model/link";

const levels = ["runnable", "byok_only", "catalog_only", "deprecated"] as const;
const tones = { runnable: "good", byok_only: "accent", catalog_only: "plain", deprecated: "warn" } as const;

/** The models that the server knows: what each can do, what it costs, and whether it can be called here. */
export function CatalogPage() {
  const { t, i18n } = useTranslation();
  const search = useSearch({ from: "/signed-in/catalog" });
  const navigate = useNavigate({ from: "/catalog" });
  const models = useQuery({ queryKey: ["catalog"], queryFn: listCatalog, staleTime: 60_000 });
  const put = (patch: Partial<ModelFilter>) =>
    navigate({
      search: (now) =>
        Object.fromEntries(
          Object.entries({ ...now, ...patch }).filter(([, value]) => value !== "" && value !== undefined),
        ),
      replace: true,
    });
  const shown = filterModels(models.data ?? [], search);
  const providers = [...new Map((models.data ?? []).map((one) => [one.provider_key, one.provider_name]))];
  const price = (perThousand: number | null) =>
    perThousand === null
      ? "–"
      : new Intl.NumberFormat(i18n.language, {
          style: "currency",
          currency: "USD",
          maximumFractionDigits: 2,
        }).format(perThousand * 1000);
  return (
    <>
      <PageHead title={t("app.catalog")}>
        <Link to="/keys" className={plainLink}>
          {t("app.keys")}
        </Link>
      </PageHead>
      {models.isError && <Problem error={models.error} onRetry={() => models.refetch()} />}
      <div className="mb-4 grid grid-cols-2 gap-3 md:grid-cols-3 xl:grid-cols-6">
        <SearchBox
          label={t("catalog.search")}
          value={search.q ?? ""}
          onChange={(q) => put({ q })}
          className="col-span-2 md:col-span-1"
        />
        <Select
          label={t("catalog.level")}
          quiet
          value={search.level ?? ""}
          onChange={(event) => put({ level: event.target.value })}
          options={[
            { value: "", label: t("catalog.anyLevel") },
            ...levels.map((value) => ({ value, label: t(`level.${value}`) })),
          ]}
        />
        <Select
          label={t("catalog.provider")}
          quiet
          value={search.provider ?? ""}
          onChange={(event) => put({ provider: event.target.value })}
          options={[
            { value: "", label: t("catalog.anyProvider") },
            ...providers.map(([value, label]) => ({ value, label })),
          ]}
        />
        <Select
          label={t("catalog.can")}
          quiet
          value={search.can ?? ""}
          onChange={(event) => put({ can: event.target.value })}
          options={[
            { value: "", label: t("catalog.anyAbility") },
            ...abilities.map((value) => ({ value, label: t(`ability.${value}`) })),
          ]}
        />
        <Select
          label={t("catalog.context")}
          quiet
          value={String(search.context ?? "")}
          onChange={(event) => put({ context: event.target.value ? Number(event.target.value) : undefined })}
          options={[
            { value: "", label: t("catalog.anyContext") },
            ...[32_000, 128_000, 200_000, 1_000_000].map((count) => ({
              value: String(count),
              label: t("catalog.atLeast", { count: count / 1000 }),
            })),
          ]}
        />
        <Select
          label={t("catalog.price")}
          quiet
          value={search.price === undefined ? "" : String(search.price)}
          onChange={(event) =>
            put({ price: event.target.value === "" ? undefined : Number(event.target.value) })
          }
          options={[
            { value: "", label: t("catalog.anyPrice") },
            ...[0, 0.5, 1, 3, 10].map((limit) => ({
              value: String(limit),
              label: t("catalog.atMost", { limit }),
            })),
          ]}
        />
      </div>
      <details className="mb-4 rounded-xl border border-line bg-panel px-4 py-2.5 text-sm">
        <summary className="cursor-pointer font-medium">{t("catalog.levels")}</summary>
        <dl className="mt-2 flex flex-col gap-2">
          {levels.map((level) => (
            <div key={level} className="flex flex-wrap gap-2">
              <dt>
                <Badge tone={tones[level]}>{t(`level.${level}`)}</Badge>
              </dt>
              <dd className="text-soft">{t(`levelText.${level}`)}</dd>
            </div>
          ))}
        </dl>
      </details>
      {models.data && shown.length === 0 && <Empty text={t("catalog.none")} />}
      {shown.length > 0 && (
        <Table
          label={t("app.catalog")}
          rows={shown}
          keyOf={(model) => model.id}
          columns={[
            {
              key: "model",
              head: t("catalog.model"),
              cell: (model) => (
                <span className="flex flex-col">
                  <span className="font-medium">
                    {safeLink(model.docs_url) ? (
                      <a
                        href={safeLink(model.docs_url) ?? ""}
                        target="_blank"
                        rel="noopener noreferrer nofollow"
                        className={textLink}
                      >
                        {model.name}
                      </a>
                    ) : (
                      model.name
                    )}
                  </span>
                  <span className="text-xs text-soft">{model.provider_name}</span>
                </span>
              ),
            },
            {
              key: "level",
              head: t("catalog.level"),
              cell: (model) => (
                <Badge tone={tones[model.support_level as keyof typeof tones] ?? "plain"}>
                  {t(`level.${model.support_level}`, model.support_level)}
                </Badge>
              ),
            },
            {
              key: "can",
              head: t("catalog.can"),
              from: "lg",
              cell: (model) =>
                abilities
                  .filter((one) =>
                    one === "tools"
                      ? model.supports_tools
                      : one === "json"
                        ? model.supports_json_schema
                        : model.supports_vision,
                  )
                  .map((one) => t(`ability.${one}`))
                  .join(", ") || "–",
            },
            {
              key: "context",
              head: t("catalog.context"),
              figure: true,
              from: "md",
              cell: (model) => model.context_window_tokens?.toLocaleString(i18n.language) ?? "–",
            },
            {
              key: "in",
              head: t("catalog.priceIn"),
              figure: true,
              from: "sm",
              cell: (model) => price(model.input_cost_per_1k_tokens),
            },
            {
              key: "out",
              head: t("catalog.priceOut"),
              figure: true,
              from: "sm",
              cell: (model) => price(model.output_cost_per_1k_tokens),
            },
            {
              key: "date",
              head: t("catalog.priceDate"),
              from: "lg",
              cell: (model) => String(model.metadata.price_as_of ?? "–"),
            },
          ]}
        />
      )}
    </>
  );
}
