import { useTranslation } from "react-i18next";
import type { ProvenanceRow } from "@/api/runs";
import { Status } from "@/kit/Status";
import type { NodeView } from "@/model/runEvents";
import { durationText, elapsedMillis } from "@/model/time";

interface Props {
  label: string;
  state: NodeView;
  sources: ProvenanceRow[];
  labels: Map<string, string>;
  now: number;
}

export function NodePanel({ label, state, sources, labels, now }: Props) {
  const { t } = useTranslation();
  const elapsed = elapsedMillis(state.startedAt, state.endedAt, now);
  return (
    <section className="rounded-xl border border-line bg-panel p-5" aria-labelledby="step-title">
      <div className="flex flex-wrap items-baseline gap-x-4 gap-y-1">
        <h2 id="step-title" className="text-lg font-semibold">
          {label}
        </h2>
        <Status value={state.status} />
        <span className="text-sm text-soft">
          {elapsed !== null && durationText(elapsed)}
          {state.attempts > 1 && ` · ${t("run.attempt", { count: state.attempts })}`}
        </span>
      </div>
      {state.error && <p className="mt-2 text-bad">{state.error}</p>}
      <h3 className="mt-4 text-sm font-medium text-soft">{t("run.output")}</h3>
      {state.text ? (
        <pre className="mt-1 rounded-md bg-sunken p-3 font-sans break-words whitespace-pre-wrap">
          {state.text}
        </pre>
      ) : (
        <p className="mt-1 text-soft">{t("run.noOutput")}</p>
      )}
      {sources.length > 0 && (
        <>
          <h3 className="mt-4 text-sm font-medium text-soft">{t("run.sources")}</h3>
          <ul className="mt-1 space-y-1 text-sm">
            {sources.map((row) => (
              <li key={row.id}>
                <code className="font-mono">{row.target_input_path}</code>
                {" ← "}
                {row.source_node_id
                  ? (labels.get(row.source_node_id) ?? row.source_node_id)
                  : t("run.runInput")}
                {" · "}
                <code className="font-mono">{row.source_output_path}</code>
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  );
}
