import { CircleX } from "lucide-react";
import { useTranslation } from "react-i18next";
import { Button } from "@/kit/Button";
import type { RunView } from "@/model/runEvents";

interface Props {
  run: RunView;
  labels: ReadonlyMap<string, string>;
  onChoose(id: string): void;
  onRerun(id: string): void;
}

const bad = new Set(["failed", "timed_out", "invalidated"]);

/** What went wrong, before anything else: the step, its cause in words, and the two things one can do. */
export function FailureSummary({ run, labels, onChoose, onRerun }: Props) {
  const { t } = useTranslation();
  const failed = Object.entries(run.nodes).filter(([, node]) => bad.has(node.status));
  const [first] = failed;
  const id = run.failedNode ?? first?.[0] ?? null;
  const node = id ? run.nodes[id] : undefined;
  if (!node && run.error === null) return null;
  return (
    <section role="alert" data-failure className="rounded-xl border border-bad/40 bg-bad/5 p-4">
      <p className="flex items-center gap-2 font-semibold text-bad">
        <CircleX size={18} aria-hidden className="shrink-0" />
        <span>
          {id ? t("failure.step", { label: labels.get(id) ?? "" }) : t("failure.run")}
          {node?.cause && ` · ${t(`reason.${node.cause}`, node.cause)}`}
        </span>
      </p>
      <p className="mt-1 break-words">{node?.error ?? run.error}</p>
      {failed.length > 1 && (
        <p className="mt-1 text-sm text-soft">{t("failure.more", { count: failed.length - 1 })}</p>
      )}
      {id && (
        <div className="mt-3 flex flex-wrap gap-2">
          <Button onClick={() => onChoose(id)}>{t("failure.look")}</Button>
          {run.endedAt && (
            <Button tone="accent" onClick={() => onRerun(id)}>
              {t("rerun.fromHere")}
            </Button>
          )}
        </div>
      )}
    </section>
  );
}
