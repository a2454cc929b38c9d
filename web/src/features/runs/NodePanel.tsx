import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { RotateCcw } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { keep } from "@/api/local";
import { getNodeResults, getPrompt, type ProvenanceRow } from "@/api/runs";
import { Button } from "@/kit/Button";
import { accentLink } from "@/kit/links";
import { Output } from "@/kit/Output";
import { Badge } from "@/kit/Page";
import { Problem } from "@/kit/Problem";
import { Status } from "@/kit/Status";
import { consumersOf, type Origin, originsOf } from "@/model/provenance";
import type { NodeView } from "@/model/runEvents";
import { durationText, elapsedMillis } from "@/model/time";
import { type Sentence, shownStatus } from "@/model/waiting";

interface Props {
  runId: string;
  nodeId: string;
  label: string;
  kind: string;
  lensId: string | null;
  state: NodeView;
  waiting: Sentence | null;
  links: ProvenanceRow[];
  labels: Map<string, string>;
  now: number;
  over: boolean;
  /** the approval that the step waits for */
  request: string | undefined;
  valueAt(nodeId: string | null, path: string): unknown;
  onChoose(nodeId: string): void;
  onRerun(nodeId: string): void;
}

/** One step of a run: how it stands and why, what it put out, where its inputs came from and where its output went. */
export function NodePanel(props: Props) {
  const { t } = useTranslation();
  const { runId, nodeId, label, state, waiting, links, labels, now, over, onChoose, onRerun } = props;
  const elapsed = elapsedMillis(state.startedAt, state.endedAt, now);
  const sources = links.filter((row) => row.target_node_id === nodeId);
  const consumers = consumersOf(links, nodeId);
  const data = state.output?.data;
  return (
    <section className="min-w-0 rounded-xl border border-line bg-panel p-5" aria-labelledby="step-title">
      <div className="flex flex-wrap items-center gap-x-4 gap-y-1">
        <h2 id="step-title" className="text-lg font-semibold">
          {label}
        </h2>
        <Status value={shownStatus(state.status, state.waitingReason, props.kind)} />
        <span className="text-sm text-soft">
          {elapsed !== null && durationText(elapsed)}
          {state.attempts > 1 && ` · ${t("run.attempt", { count: state.attempts })}`}
        </span>
        {over && (
          <Button className="ml-auto" onClick={() => onRerun(nodeId)}>
            <RotateCcw size={14} aria-hidden className="mr-1 inline" />
            {t("rerun.fromHere")}
          </Button>
        )}
      </div>
      <p className="mt-1 flex flex-wrap gap-x-4 text-xs text-soft">
        {state.model && <span>{state.model}</span>}
        {state.ttfbMs !== null && <span>{t("try.firstWord", { time: durationText(state.ttfbMs) })}</span>}
        {state.outputTokens > 0 && (
          <span>{t("try.tokens", { input: state.inputTokens, output: state.outputTokens })}</span>
        )}
        {state.credits > 0 && <span>{t("try.credits", { credits: Number(state.credits.toFixed(3)) })}</span>}
      </p>
      {waiting && (
        <div
          data-waiting
          className="mt-2 flex flex-wrap items-center gap-x-4 gap-y-2 rounded-md bg-sunken px-3 py-2 text-sm"
        >
          <span>
            {t(waiting.key, {
              ...waiting.values,
              cause: t(`reason.${waiting.values.cause}`, String(waiting.values.cause ?? "")),
            })}
          </span>
          {props.request && state.status === "blocked" && (
            <Link to="/approvals/$requestId" params={{ requestId: props.request }} className={accentLink}>
              {t("agent.decide")}
            </Link>
          )}
        </div>
      )}
      {state.error && <p className="mt-2 break-words text-bad">{state.error}</p>}
      {state.violations.length > 0 && (
        <ul className="mt-1 list-disc pl-5 text-sm text-bad">
          {state.violations.map((one) => (
            <li key={one.field + one.message}>
              <code className="font-mono">{one.field}</code>: {one.message}
            </li>
          ))}
        </ul>
      )}
      <div className="mt-4">
        {state.text ? (
          <Output
            title={<h3 className="text-sm font-medium text-soft">{t("run.output")}</h3>}
            text={state.text}
            live={state.endedAt === null}
          />
        ) : (
          <>
            <h3 className="text-sm font-medium text-soft">{t("run.output")}</h3>
            <p className="mt-1 text-soft">{t("run.noOutput")}</p>
          </>
        )}
      </div>
      {data !== undefined && (
        <details className="mt-2">
          <summary className="cursor-pointer text-sm font-medium text-soft">{t("run.fields")}</summary>
          <pre className="mt-1 overflow-auto rounded-md bg-sunken p-3 font-mono text-xs whitespace-pre-wrap">
            {JSON.stringify(data, null, 2)}
          </pre>
        </details>
      )}
      {sources.length > 0 && (
        <>
          <h3 className="mt-4 text-sm font-medium text-soft">{t("run.sources")}</h3>
          <ul className="mt-1 space-y-1 text-sm">
            {sources.map((row) => (
              <li key={row.id}>
                <code className="font-mono">{row.target_input_path}</code>
                {" ← "}
                <NodeName id={row.source_node_id} labels={labels} onChoose={onChoose} />
                {" · "}
                <code className="font-mono">{row.source_output_path}</code>
                <Value value={props.valueAt(row.source_node_id, row.source_output_path)} />
              </li>
            ))}
          </ul>
          <details className="mt-2">
            <summary className="cursor-pointer text-sm font-medium text-soft">{t("run.wholeChain")}</summary>
            <Chain
              origins={originsOf(links, nodeId)}
              labels={labels}
              valueAt={props.valueAt}
              onChoose={onChoose}
            />
          </details>
        </>
      )}
      {consumers.length > 0 && (
        <>
          <h3 className="mt-4 text-sm font-medium text-soft">{t("run.consumers")}</h3>
          <ul className="mt-1 space-y-1 text-sm">
            {consumers.map((row) => (
              <li key={row.id}>
                <code className="font-mono">{row.source_output_path}</code>
                {" → "}
                <NodeName id={row.target_node_id} labels={labels} onChoose={onChoose} />
                {" · "}
                <code className="font-mono">{row.target_input_path}</code>
              </li>
            ))}
          </ul>
        </>
      )}
      <Attempts state={state} />
      {over && <Inputs runId={runId} nodeId={nodeId} lensId={props.kind === "lens" ? props.lensId : null} />}
    </section>
  );
}

interface Naming {
  labels: Map<string, string>;
  onChoose(nodeId: string): void;
}

function NodeName({ id, labels, onChoose }: Naming & { id: string | null }) {
  const { t } = useTranslation();
  if (id === null) return t("run.runInput");
  return (
    <button type="button" className="text-accent hover:underline" onClick={() => onChoose(id)}>
      {labels.get(id) ?? id}
    </button>
  );
}

/** A value in a line, short; the whole stands at its step. */
function Value({ value }: { value: unknown }) {
  if (value === undefined) return null;
  const text = typeof value === "string" ? value : JSON.stringify(value);
  return (
    <span className="block truncate pl-4 text-xs text-soft" title={text.slice(0, 2000)}>
      {text.slice(0, 300)}
    </span>
  );
}

interface Ways extends Naming {
  origins: Origin[];
  valueAt: Props["valueAt"];
}

function Chain({ origins, labels, valueAt, onChoose }: Ways) {
  return (
    <ul className="mt-1 space-y-1 border-l border-line pl-3 text-sm">
      {origins.map((origin) => (
        <li key={`${origin.nodeId}${origin.path}`}>
          {"← "}
          <NodeName id={origin.nodeId} labels={labels} onChoose={onChoose} />
          {" · "}
          <code className="font-mono">{origin.path}</code>
          <Value value={valueAt(origin.nodeId, origin.path)} />
          {origin.from.length > 0 && (
            <Chain origins={origin.from} labels={labels} valueAt={valueAt} onChoose={onChoose} />
          )}
        </li>
      ))}
    </ul>
  );
}

function Attempts({ state }: { state: NodeView }) {
  const { t } = useTranslation();
  if (state.tries.length < 2 && state.logs.length === 0) return null;
  return (
    <details className="mt-4" open={state.tries.length > 1}>
      <summary className="cursor-pointer text-sm font-medium text-soft">{t("run.attempts")}</summary>
      <ol className="mt-1 space-y-1 text-sm">
        {state.tries.map((one) => (
          <li key={one.attempt} className="rounded-md border border-line px-3 py-1.5">
            <span className="font-medium">{t("run.attempt", { count: one.attempt })}</span>{" "}
            <span className="text-soft">
              {one.endedAt && durationText(Date.parse(one.endedAt) - Date.parse(one.startedAt))}
            </span>
            {one.cause && <span className="text-bad"> · {t(`reason.${one.cause}`, one.cause)}</span>}
            {one.message && <p className="text-soft">{one.message}</p>}
            {one.delayMs !== null && one.outcome === "retried" && (
              <p className="text-xs text-soft">{t("run.backoff", { time: durationText(one.delayMs) })}</p>
            )}
          </li>
        ))}
        {state.logs.map((log) => (
          <li key={log.at + log.message} className="px-3 text-xs text-soft">
            {log.message}
          </li>
        ))}
      </ol>
    </details>
  );
}

/** The inputs that the step ran with, and what the model was asked, layer by layer. */
function Inputs({ runId, nodeId, lensId }: { runId: string; nodeId: string; lensId: string | null }) {
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  const results = useQuery({
    queryKey: ["node-results", runId],
    queryFn: () => getNodeResults(runId),
    enabled: open,
  });
  const result = results.data?.find((row) => row.node_id === nodeId);
  const inputs = result?.resolved_input ?? null;
  const prompt = useQuery({
    queryKey: ["layered-prompt", runId, nodeId, result?.status],
    queryFn: () => getPrompt(runId, nodeId),
    enabled: open,
  });
  return (
    <details className="mt-4" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary className="cursor-pointer text-sm font-medium text-soft">{t("run.prompt")}</summary>
      {results.isError && <Problem error={results.error} onRetry={() => results.refetch()} />}
      {inputs && (
        <pre className="mt-1 max-h-72 overflow-auto rounded-md bg-sunken p-3 font-mono text-xs whitespace-pre-wrap">
          {JSON.stringify(inputs, null, 2)}
        </pre>
      )}
      {prompt.data && (
        <ol className="mt-2 flex flex-col gap-2" data-prompt={prompt.data.parts.length}>
          {prompt.data.parts.map((part) => (
            <li key={`${part.layer} ${part.source} ${part.text.length}`} className="rounded-md bg-sunken p-3">
              <p className="mb-1 flex flex-wrap items-center gap-2 text-xs text-soft">
                <Badge tone={part.role === "system" ? "accent" : "plain"}>{part.layer}</Badge>
                <span className="font-medium">{t(`layer.${part.layer}`)}</span>
                <span>{part.source}</span>
              </p>
              <pre className="max-h-72 overflow-auto font-sans text-sm break-words whitespace-pre-wrap">
                {part.text}
              </pre>
            </li>
          ))}
        </ol>
      )}
      {lensId && (
        <Link
          to="/lenses/$lensId"
          params={{ lensId }}
          // The lens opens with what it was given here.
          onClick={() => inputs && void keep(`values:${lensId}`, inputs)}
          className="mt-2 inline-block text-sm text-accent hover:underline"
        >
          {t("node.openLens")}
        </Link>
      )}
    </details>
  );
}
