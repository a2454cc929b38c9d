import { useQuery } from "@tanstack/react-query";
import { TriangleAlert } from "lucide-react";
import { useTranslation } from "react-i18next";
import { diffVersions, type LensDiff } from "@/api/lenses";
import { DiffText } from "@/kit/DiffText";
import { Badge } from "@/kit/Page";
import { Problem } from "@/kit/Problem";

/** What changes from one version to another: breaking changes first, then text, parameters and contracts. */
export function VersionDiff({ from, to }: { from: string; to: string }) {
  const { t } = useTranslation();
  const diff = useQuery({
    queryKey: ["lens-diff", from, to],
    queryFn: () => diffVersions(from, to),
    staleTime: 0,
  });
  if (diff.isError) return <Problem error={diff.error} onRetry={() => diff.refetch()} />;
  if (!diff.data) return null;
  const { body, parameters, input_contract, output_contract } = diff.data;
  return (
    <div className="flex flex-col gap-4">
      <Breaking diff={diff.data} />
      <section>
        <h3 className="mb-1 text-sm font-semibold">{t("lens.body")}</h3>
        <DiffText from={body.from} to={body.to} />
      </section>
      <section>
        <h3 className="mb-1 text-sm font-semibold">{t("lens.parameters")}</h3>
        {parameters.length === 0 && <p className="text-sm text-soft">{t("diff.same")}</p>}
        <ul className="flex flex-col gap-2">
          {parameters.map((change) => (
            <li key={change.label} className="rounded-md border border-line p-2 text-sm">
              <code className="font-mono font-semibold">{change.label}</code>{" "}
              <Badge tone={change.breaking ? "bad" : change.change === "added" ? "good" : "plain"}>
                {t(`diff.${change.change}`)}
              </Badge>
              <ul className="mt-1 text-soft">
                {changedKeys(change.from, change.to).map((key) => (
                  <li key={key}>
                    {key}: <del>{printed(change.from?.[key])}</del> <ins>{printed(change.to?.[key])}</ins>
                  </li>
                ))}
              </ul>
            </li>
          ))}
        </ul>
      </section>
      <ContractDiff title={t("contract.input")} change={input_contract} />
      <ContractDiff title={t("contract.output")} change={output_contract} />
    </div>
  );
}

export function Breaking({ diff }: { diff: LensDiff }) {
  const { t } = useTranslation();
  if (!diff.breaking) return null;
  return (
    <div className="rounded-md border border-bad/40 bg-bad/5 p-3 text-sm">
      <p className="flex items-center gap-2 font-semibold text-bad">
        <TriangleAlert size={16} aria-hidden />
        {t("diff.breaking")}
      </p>
      <ul className="mt-1 list-disc pl-6">
        {diff.breaking_changes.map((change) => (
          <li key={change.code + change.name}>
            {t(`breaking.${change.code}`, {
              name: change.name,
              defaultValue: `${change.name}: ${change.code}`,
            })}
          </li>
        ))}
      </ul>
    </div>
  );
}

function ContractDiff({ title, change }: { title: string; change: LensDiff["input_contract"] }) {
  if (!change.changed) return null;
  const text = (contract: object | null) => (contract ? JSON.stringify(contract, null, 2) : "");
  return (
    <section>
      <h3 className="mb-1 text-sm font-semibold">{title}</h3>
      <DiffText from={text(change.from)} to={text(change.to)} />
    </section>
  );
}

function changedKeys(from: Record<string, unknown> | null, to: Record<string, unknown> | null): string[] {
  if (!from || !to) return [];
  return Object.keys({ ...from, ...to }).filter(
    (key) => JSON.stringify(from[key]) !== JSON.stringify(to[key]),
  );
}

const printed = (value: unknown): string =>
  value === undefined || value === null ? "–" : JSON.stringify(value);
