import { useQuery } from "@tanstack/react-query";
import { Link, useSearch } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { getNodeResults, getRun } from "@/api/runs";
import { DiffText } from "@/kit/DiffText";
import { Badge, PageHead } from "@/kit/Page";
import { Problem } from "@/kit/Problem";
import { Status } from "@/kit/Status";
import { Waiting } from "@/kit/Waiting";
import { type ComparedStep, compareRuns, outputText } from "@/model/compareRuns";
import { durationText } from "@/model/time";

/** Two runs step by step: what became slower, longer or dearer, and what the answers differ in. */
export function ComparePage() {
  const { t } = useTranslation();
  const { a, b } = useSearch({ from: "/signed-in/compare" });
  const [open, setOpen] = useState<string | null>(null);
  const loaded = useQuery({
    queryKey: ["compare", a, b],
    queryFn: async () => {
      const [runA, runB, stepsA, stepsB] = await Promise.all([
        getRun(a),
        getRun(b),
        getNodeResults(a),
        getNodeResults(b),
      ]);
      return { runA, runB, steps: compareRuns(stepsA, stepsB) };
    },
    enabled: a !== "" && b !== "",
  });
  if (loaded.isError) return <Problem error={loaded.error} onRetry={() => loaded.refetch()} />;
  if (!loaded.data) return <Waiting />;
  const { runA, runB, steps } = loaded.data;
  const delta = (value: number | null, text: (size: number) => string) =>
    value === null || value === 0 ? "–" : `${value > 0 ? "+" : "−"}${text(Math.abs(value))}`;
  return (
    <>
      <PageHead
        title={t("compare.title")}
        above={
          <Link to="/runs" className="text-sm text-accent hover:underline">
            ← {t("run.back")}
          </Link>
        }
      />
      <p className="mb-4 flex flex-wrap gap-x-6 gap-y-1 text-sm">
        {(
          [
            ["A", runA],
            ["B", runB],
          ] as const
        ).map(([name, run]) => (
          <Link
            key={name}
            to="/runs/$runId"
            params={{ runId: run.id }}
            className="text-accent hover:underline"
          >
            {name}: {run.title}
          </Link>
        ))}
      </p>
      <p
        aria-hidden="true"
        className="hidden gap-x-4 px-4 py-2 text-sm text-soft sm:grid sm:grid-cols-[minmax(8rem,1fr)_8rem_8rem_6rem_7rem_7rem_7rem]"
      >
        {["step", "a", "b", "time", "tokenCount", "cost", "output"].map((column) => (
          <span key={column}>{t(`compare.${column}`)}</span>
        ))}
      </p>
      <ul className="divide-y divide-line rounded-xl border border-line bg-panel">
        {steps.map((step) => (
          <Step
            key={step.key}
            step={step}
            open={open === step.key}
            onOpen={() => setOpen(open === step.key ? null : step.key)}
            deltas={[
              delta(step.duration, durationText),
              delta(step.tokens, (size) => t("compare.tokens", { count: size })),
              delta(step.credits, (size) => t("try.credits", { credits: Number(size.toFixed(3)) })),
            ]}
          />
        ))}
      </ul>
    </>
  );
}

function Step({
  step,
  open,
  onOpen,
  deltas,
}: {
  step: ComparedStep;
  open: boolean;
  onOpen(): void;
  deltas: string[];
}) {
  const { t } = useTranslation();
  return (
    <li data-compared={step.label}>
      <button
        type="button"
        aria-expanded={open}
        onClick={onOpen}
        className="grid w-full grid-cols-2 items-center gap-x-4 gap-y-1 px-4 py-2.5 text-left text-sm hover:bg-sunken sm:grid-cols-[minmax(8rem,1fr)_8rem_8rem_6rem_7rem_7rem_7rem]"
      >
        <span className="font-semibold">{step.label}</span>
        <span>{step.a ? <Status value={step.a.status} /> : "–"}</span>
        <span>{step.b ? <Status value={step.b.status} /> : "–"}</span>
        {deltas.map((text, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the columns have no name but their place
          <span key={at} className="text-soft tabular-nums">
            {text}
          </span>
        ))}
        <span>
          <Badge tone={step.sameOutput ? "plain" : "accent"}>
            {t(step.sameOutput ? "compare.same" : "compare.differs")}
          </Badge>
        </span>
      </button>
      {open && (
        <div className="px-4 pb-4">
          <DiffText from={outputText(step.a?.output_data)} to={outputText(step.b?.output_data)} />
        </div>
      )}
    </li>
  );
}
