import { useMutation } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { Play } from "lucide-react";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { keep, recall } from "@/api/local";
import { useRun } from "@/api/useRun";
import { runStep } from "@/api/workflows";
import { Button } from "@/kit/Button";
import { textLink } from "@/kit/links";
import { Output } from "@/kit/Output";
import { ParamInput } from "@/kit/ParamInput";
import { Problem } from "@/kit/Problem";
import { Status } from "@/kit/Status";
import type { GraphNode } from "@/model/graph";
import { givenValues, missingValues } from "@/model/parameters";
import { untouchedNode } from "@/model/runEvents";
import { durationText } from "@/model/time";
import type { RunInput } from "@/model/workflowInputs";

interface Props {
  node: GraphNode;
  inputs: RunInput[];
  /** what the step got in the newest run; null where it got nothing */
  last: Record<string, unknown> | null;
  flush(): Promise<boolean>;
}

/** Runs one step by itself, on values that are typed or that it got in the newest run. */
export function TryStep({ node, inputs, last, flush }: Props) {
  const { t } = useTranslation();
  const [values, setValues] = useState<Record<string, unknown>>({});
  const [runId, setRunId] = useState<string | null>(null);
  const keptAs = `step-values:${node.id}`;
  useEffect(() => {
    void recall<Record<string, unknown>>(keptAs).then((kept) => kept && setValues(kept));
  }, [keptAs]);
  const put = (next: Record<string, unknown>) => {
    setValues(next);
    void keep(keptAs, next);
  };
  const start = useMutation({
    mutationFn: async () => {
      if (!(await flush())) throw new Error(t("try.notSaved"));
      return runStep(node.id, givenValues(inputs, values));
    },
    onSuccess: setRunId,
  });
  const missing = missingValues(inputs, values);
  const known = inputs.filter((input) => last?.[input.label] !== undefined);
  return (
    <details className="rounded-md border border-line p-3" data-try-step>
      <summary className="cursor-pointer text-sm font-medium">{t("step.try")}</summary>
      <form
        className="mt-3 flex flex-col gap-3"
        onSubmit={(event) => {
          event.preventDefault();
          if (missing.length === 0 && !start.isPending) start.mutate();
        }}
      >
        <p className="text-xs text-soft">{t("step.tryHelp")}</p>
        {known.length > 0 && (
          <Button
            className="self-start"
            onClick={() =>
              put({ ...values, ...Object.fromEntries(known.map((one) => [one.label, last?.[one.label]])) })
            }
          >
            {t("step.takeLast")}
          </Button>
        )}
        {inputs.map((input) => (
          <ParamInput
            key={input.label}
            parameter={input}
            value={values[input.label]}
            onChange={(value) => put({ ...values, [input.label]: value })}
          />
        ))}
        <Button
          tone="accent"
          type="submit"
          className="self-start"
          disabled={missing.length > 0 || start.isPending}
        >
          <Play size={15} aria-hidden className="mr-1 inline" />
          {t("step.try")}
        </Button>
        {start.isError && <Problem error={start.error} />}
      </form>
      {runId && <Tried key={runId} runId={runId} />}
    </details>
  );
}

/** What came of it, as it comes. */
function Tried({ runId }: { runId: string }) {
  const { t } = useTranslation();
  const { run } = useRun(runId);
  const step = Object.values(run.nodes)[0] ?? untouchedNode;
  const over = run.endedAt !== null;
  const took = step.startedAt && step.endedAt ? Date.parse(step.endedAt) - Date.parse(step.startedAt) : null;
  const shown = step.text || (step.output === null ? "" : textOf(step.output));
  return (
    <div className="mt-3 flex flex-col gap-2" data-tried={over ? run.status : "going"}>
      <p className="flex flex-wrap items-center gap-x-3 gap-y-1 text-xs text-soft">
        <Status value={over ? run.status : step.status} />
        {took !== null && <span>{durationText(took)}</span>}
        {step.outputTokens > 0 && (
          <span>{t("try.tokens", { input: step.inputTokens, output: step.outputTokens })}</span>
        )}
        <Link to="/runs/$runId" params={{ runId }} className={textLink}>
          {t("try.openRun")}
        </Link>
      </p>
      {(step.error ?? run.error) ? (
        <p className="text-sm text-bad">{step.error ?? run.error}</p>
      ) : (
        shown !== "" && <Output text={shown} live={!over} className="max-h-72" />
      )}
    </div>
  );
}

const textOf = (output: { output?: unknown }): string =>
  typeof output.output === "string" ? output.output : JSON.stringify(output.output ?? output, null, 2);
