import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { type Approval, answerCallback, openCallback } from "@/api/approvals";
import { Button } from "@/kit/Button";
import { TextArea } from "@/kit/Input";
import { accentLink } from "@/kit/links";
import { Problem } from "@/kit/Problem";
import { toast } from "@/kit/toast";
import { payloadOf } from "@/model/json";
import type { RunView } from "@/model/runEvents";

interface Props {
  runId: string;
  run: RunView;
  labels: ReadonlyMap<string, string>;
  questions: readonly Approval[];
}

const frame = "flex flex-wrap items-center gap-3 rounded-xl border-2 border-warn bg-panel p-4";

/** What the run waits for: questions to people, each with the way to its form, and outside systems, which can be answered here. */
export function Asks({ runId, run, labels, questions }: Props) {
  const { t } = useTranslation();
  const outside = Object.entries(run.nodes).filter(
    ([, node]) => node.status === "blocked" && node.waitingReason === "external_callback",
  );
  return (
    <>
      {questions.map((one) => (
        <div key={one.request_id} role="status" className={frame} data-asks={one.request_kind}>
          <p className="grow font-medium">
            {t(`approval.asks.${one.request_kind}`, { title: one.title ?? "" })}
            {one.node_id && ` ${labels.get(one.node_id) ?? ""}`}
          </p>
          <Link to="/approvals/$requestId" params={{ requestId: one.request_id }} className={accentLink}>
            {t("agent.decide")}
          </Link>
        </div>
      ))}
      {outside.map(([nodeId]) => (
        <Outside key={nodeId} runId={runId} nodeId={nodeId} label={labels.get(nodeId) ?? nodeId} />
      ))}
    </>
  );
}

/** One step that an outside system answers: its address, given out once, or the answer itself. */
function Outside({ runId, nodeId, label }: { runId: string; nodeId: string; label: string }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const [payload, setPayload] = useState<string | null>(null);
  const address = useMutation({ mutationFn: () => openCallback(runId, nodeId) });
  const answer = useMutation({
    mutationFn: () => answerCallback(runId, nodeId, payloadOf(payload ?? "")),
    onSuccess: async () => {
      toast(t("callback.sent"));
      await queries.invalidateQueries({ queryKey: ["run", runId] });
    },
  });
  const url = address.data && new URL(address.data.url, location.origin).href;
  return (
    <div role="status" className={frame} data-asks="callback">
      <p className="grow font-medium">{t("callback.asks", { label })}</p>
      <Button disabled={address.isPending} onClick={() => address.mutate()}>
        {t("callback.address")}
      </Button>
      {payload === null && <Button onClick={() => setPayload("")}>{t("callback.here")}</Button>}
      {address.isError && <Problem error={address.error} />}
      {url && (
        <div className="flex w-full flex-col gap-1 text-sm">
          <div className="flex items-center gap-2">
            <code className="min-w-0 grow rounded-md bg-sunken p-2 break-all" data-address>
              {url}
            </code>
            <Button
              onClick={() => void navigator.clipboard.writeText(url).then(() => toast(t("app.copied")))}
            >
              {t("app.copy")}
            </Button>
          </div>
          <p className="text-xs text-soft">
            {t("callback.once", { at: new Date(address.data?.expires_at ?? "").toLocaleString() })}
          </p>
        </div>
      )}
      {payload !== null && (
        <form
          className="flex w-full flex-col items-start gap-2"
          onSubmit={(event) => {
            event.preventDefault();
            answer.mutate();
          }}
        >
          <div className="w-full">
            <TextArea
              label={t("callback.payload")}
              value={payload}
              className="font-mono"
              onChange={(event) => setPayload(event.target.value)}
            />
          </div>
          {answer.isError && <Problem error={answer.error} />}
          <Button type="submit" tone="accent" disabled={answer.isPending || answer.isSuccess}>
            {t("callback.send")}
          </Button>
        </form>
      )}
    </div>
  );
}
