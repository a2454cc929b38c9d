import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { Plus, X } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { type LensDetail, listModels, listVersions, type Preset } from "@/api/lenses";
import { listCases } from "@/api/variants";
import { Button } from "@/kit/Button";
import { ConditionBuilder } from "@/kit/ConditionBuilder";
import { DiffText } from "@/kit/DiffText";
import { Check, Select } from "@/kit/Input";
import { textLink } from "@/kit/links";
import { Badge, Empty } from "@/kit/Page";
import { Problem } from "@/kit/Problem";
import { Status } from "@/kit/Status";
import { shortCondition } from "@/model/conditions";
import { durationText } from "@/model/time";
import { answerValue, type CellResult, fits, totalOf, type Variant } from "@/model/variants";
import { useVariants, type Variants } from "./useVariants";

interface Props {
  detail: LensDetail;
  /** the version that is being written, stored before anything runs */
  draftId: string;
  flush(): Promise<boolean>;
}

/** Saved samples against versions and models: every answer beside the others, with its time, tokens and cost. */
export function VariantGrid({ detail, draftId, flush }: Props) {
  const { t } = useTranslation();
  const cases = useQuery({ queryKey: ["cases", detail.lens.id], queryFn: () => listCases(detail.lens.id) });
  const published = detail.published_version?.id;
  const first = [...new Set([published, draftId])].flatMap((version) =>
    version ? [{ version, model: "" }] : [],
  );
  const grid = useVariants(detail.lens.id, first);
  const [differing, setDiffering] = useState(false);
  if (cases.isError) return <Problem error={cases.error} onRetry={() => cases.refetch()} />;
  if (!cases.data) return null;
  if (cases.data.length === 0) return <Empty text={t("variants.noCases")} />;
  const rows = cases.data;
  return (
    <div className="flex flex-col gap-3">
      <div className="flex flex-wrap items-center gap-3">
        <Button
          tone="accent"
          disabled={grid.busy || grid.variants.length === 0}
          onClick={async () => (await flush()) && grid.run(rows)}
        >
          {t("variants.run", { count: rows.length * grid.variants.length })}
        </Button>
        <Button
          disabled={grid.variants.length >= 6}
          onClick={() =>
            grid.setVariants([...grid.variants, grid.variants.at(-1) ?? { version: draftId, model: "" }])
          }
        >
          <Plus size={15} aria-hidden className="-ml-1 inline" /> {t("variants.add")}
        </Button>
        {grid.variants.length > 1 && (
          <Check
            label={t("variants.diff")}
            checked={differing}
            onChange={(event) => setDiffering(event.target.checked)}
          />
        )}
      </div>
      {grid.problem != null && <Problem error={grid.problem} />}
      <section
        aria-label={t("lens.variants")}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
        tabIndex={0}
        className="overflow-x-auto rounded-xl border border-line bg-panel"
      >
        <table className="w-full text-left text-sm">
          <thead className="border-b border-line align-top text-soft">
            <tr>
              <th scope="col" className="px-4 py-2.5 font-medium">
                {t("variants.case")}
              </th>
              {grid.variants.map((_, at) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: a column is its place; two may be alike for a moment
                <th key={at} scope="col" className="min-w-64 px-3 py-2.5 font-medium">
                  <Head grid={grid} at={at} lensId={detail.lens.id} />
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((one) => (
              <tr key={one.id} className="border-b border-line align-top" data-case={one.name}>
                <th
                  scope="row"
                  className="w-72 max-w-72 min-w-44 px-4 py-2.5 text-left font-medium break-words"
                >
                  {one.name}
                  <span className="block text-xs font-normal text-soft">{shortValues(one)}</span>
                  <Wanted grid={grid} one={one} />
                </th>
                {grid.variants.map((variant, at) => (
                  // biome-ignore lint/suspicious/noArrayIndexKey: a column is its place
                  <td key={at} className="px-3 py-2.5">
                    <CellView
                      refused={refusalOf(grid, one, variant)}
                      result={grid.resultOf(one.id, variant)}
                      fit={fits(grid.checkOf(one.id), grid.resultOf(one.id, variant))}
                      against={
                        differing && at > 0 && grid.variants[0]
                          ? grid.resultOf(one.id, grid.variants[0])
                          : undefined
                      }
                    />
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
          <tfoot>
            <tr className="align-top text-soft">
              <th scope="row" className="px-4 py-2.5 text-left font-medium">
                {t("variants.total")}
              </th>
              {grid.variants.map((variant, at) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: a column is its place
                <td key={at} className="px-3 py-2.5 text-xs" data-total={at}>
                  <Sum
                    results={rows.map((one) => grid.resultOf(one.id, variant))}
                    fit={rows.map((one) => fits(grid.checkOf(one.id), grid.resultOf(one.id, variant)))}
                  />
                </td>
              ))}
            </tr>
          </tfoot>
        </table>
      </section>
    </div>
  );
}

/** What the answers to a case must be, as rules; tried on the first answer there is. */
function Wanted({ grid, one }: { grid: Variants; one: Preset }) {
  const { t } = useTranslation();
  const check = grid.checkOf(one.id);
  const said = check ? shortCondition(check) : "";
  const answer = grid.variants
    .map((variant) => grid.resultOf(one.id, variant))
    .find((result) => result?.status === "completed");
  return (
    <details className="mt-1 text-xs font-normal">
      <summary className="cursor-pointer text-soft">
        {t("variants.wanted")}
        {said.length > 1 && <span className="font-medium text-ink"> {said}</span>}
      </summary>
      <div className="mt-1">
        <ConditionBuilder
          value={check ?? null}
          sample={answer && answerValue(answer.text)}
          readOnly={grid.busy}
          without={t("condition.none")}
          onChange={(next) => grid.setCheck(one.id, next)}
        />
      </div>
    </details>
  );
}

/** The version and the model of a column. */
function Head({ grid, at, lensId }: { grid: Variants; at: number; lensId: string }) {
  const { t } = useTranslation();
  const versions = useQuery({ queryKey: ["lens-versions", lensId], queryFn: () => listVersions(lensId) });
  const models = useQuery({ queryKey: ["models"], queryFn: listModels, staleTime: 60_000 });
  const variant = grid.variants[at];
  if (!variant) return null;
  const change = (part: Partial<Variant>) =>
    grid.setVariants(grid.variants.map((one, place) => (place === at ? { ...one, ...part } : one)));
  return (
    <div className="flex items-start gap-1">
      <div className="flex min-w-0 grow flex-col gap-1">
        <Select
          quiet
          label={t("variants.version", { at: at + 1 })}
          value={variant.version}
          disabled={grid.busy}
          onChange={(event) => change({ version: event.target.value })}
          options={(versions.data ?? []).map((one) => ({
            value: one.id,
            label: `v${one.version_number} · ${t(`status.${one.status}`)}`,
          }))}
        />
        <Select
          quiet
          label={t("variants.model", { at: at + 1 })}
          value={variant.model}
          disabled={grid.busy}
          onChange={(event) => change({ model: event.target.value })}
          options={[
            { value: "", label: t("try.defaultModel") },
            ...(models.data ?? []).map((one) => ({
              value: `${one.provider_key}/${one.key}`,
              label: `${one.provider_name} · ${one.name}`,
            })),
          ]}
        />
      </div>
      {grid.variants.length > 1 && (
        <button
          type="button"
          aria-label={t("variants.remove", { at: at + 1 })}
          disabled={grid.busy}
          onClick={() => grid.setVariants(grid.variants.filter((_, place) => place !== at))}
          className="rounded p-2 text-soft hover:bg-sunken hover:text-ink"
        >
          <X size={15} aria-hidden />
        </button>
      )}
    </div>
  );
}

interface CellProps {
  refused: string | null;
  result: CellResult | undefined;
  /** whether it is as it should be */
  fit: boolean | null;
  /** the answer of the first column, where differences are wanted */
  against: CellResult | undefined;
}

function CellView({ refused, result, fit, against }: CellProps) {
  const { t } = useTranslation();
  if (refused) return <p className="text-bad">{refused}</p>;
  if (!result) return <span className="text-soft">–</span>;
  return (
    <div className="flex flex-col gap-1.5">
      <div className="max-h-48 overflow-y-auto break-words whitespace-pre-wrap" data-answer-text>
        {result.error ? (
          <span className="text-bad">{result.error}</span>
        ) : against?.text ? (
          <DiffText from={against.text} to={result.text} />
        ) : (
          result.text
        )}
      </div>
      <p className="flex flex-wrap items-center gap-x-2.5 gap-y-0.5 text-xs text-soft">
        <Status value={result.status} />
        {fit !== null && (
          <Badge tone={fit ? "good" : "bad"}>{t(fit ? "variants.fits" : "variants.fitsNot")}</Badge>
        )}
        {result.millis !== null && <span>{durationText(result.millis)}</span>}
        <span>{t("variants.tokens", { count: result.tokens })}</span>
        <span>{t("try.credits", { credits: Number(result.credits.toFixed(3)) })}</span>
        <Link to="/runs/$runId" params={{ runId: result.runId }} className={textLink}>
          {t("variants.open")}
        </Link>
      </p>
    </div>
  );
}

interface SumProps {
  results: readonly (CellResult | undefined)[];
  fit: readonly (boolean | null)[];
}

function Sum({ results, fit }: SumProps) {
  const { t } = useTranslation();
  const total = totalOf(results);
  const checked = fit.filter((one) => one !== null);
  if (total.done + total.failed === 0) return <>–</>;
  return (
    <span className="flex flex-wrap gap-x-2.5">
      <span>{t("variants.came", { done: total.done, count: results.length })}</span>
      {checked.length > 0 && (
        <span className="font-medium">
          {t("variants.fit", { fit: checked.filter((one) => one).length, count: checked.length })}
        </span>
      )}
      {total.meanMillis !== null && (
        <span>{t("variants.mean", { time: durationText(total.meanMillis) })}</span>
      )}
      <span>{t("variants.tokens", { count: total.tokens })}</span>
      <span>{t("try.credits", { credits: Number(total.credits.toFixed(3)) })}</span>
    </span>
  );
}

function refusalOf(grid: Variants, one: Preset, variant: Variant): string | null {
  const cell = grid.cellOf(one.id, variant);
  return cell && "refused" in cell ? cell.refused : null;
}

const shortValues = (one: Preset): string =>
  Object.entries(one.values)
    .map(([name, value]) => `${name}: ${typeof value === "string" ? value : JSON.stringify(value)}`)
    .join(" · ")
    .slice(0, 120);
