import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { type ReactNode, useState } from "react";
import { useTranslation } from "react-i18next";
import { getWebhook, rotateWebhook, switchWebhook, type Webhook } from "@/api/webhooks";
import { Button } from "@/kit/Button";
import { Dialog } from "@/kit/Dialog";
import { textLink } from "@/kit/links";
import { Badge } from "@/kit/Page";
import { Problem } from "@/kit/Problem";
import { toast } from "@/kit/toast";
import { When } from "@/kit/When";

interface Props {
  workflowId: string;
  onClose(): void;
}

/** The address at which signed messages start a workflow, its switch, and a new secret, which is shown this once. */
export function WebhookDialog({ workflowId, onClose }: Props) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const queryKey = ["webhook", workflowId];
  const loaded = useQuery({ queryKey, queryFn: () => getWebhook(workflowId) });
  const [asking, setAsking] = useState(false);
  const rotate = useMutation({
    mutationFn: () => rotateWebhook(workflowId),
    onSuccess: async () => {
      setAsking(false);
      await queries.invalidateQueries({ queryKey });
    },
  });
  const turn = useMutation({
    mutationFn: (on: boolean) => switchWebhook(workflowId, on),
    onSuccess: (now) => queries.setQueryData(queryKey, now),
  });
  const webhook = loaded.data;
  const made = webhook !== undefined && webhook.secret_hint !== null;
  return (
    <Dialog
      title={t("webhook.title")}
      onClose={onClose}
      // A secret that is shown once is not lost to a stray Escape.
      firm={rotate.isSuccess}
      footer={<Button onClick={onClose}>{t("app.close")}</Button>}
    >
      <div className="flex flex-col gap-4 text-sm" data-webhook>
        <p className="text-soft">{t("webhook.what")}</p>
        {loaded.isError && <Problem error={loaded.error} onRetry={() => loaded.refetch()} />}
        {made && <About webhook={webhook} busy={turn.isPending} onSwitch={(on) => turn.mutate(on)} />}
        {turn.isError && <Problem error={turn.error} />}
        {rotate.isSuccess && (
          <Copied label={t("webhook.secret")} text={rotate.data} note={t("webhook.once")} />
        )}
        {webhook && !asking && (
          <Button className="self-start" onClick={() => (made ? setAsking(true) : rotate.mutate())}>
            {made ? t("webhook.rotate") : t("webhook.make")}
          </Button>
        )}
        {asking && (
          <div className="flex flex-col gap-3 rounded-md border border-line p-3">
            <p>{t("webhook.rotateText")}</p>
            <div className="flex gap-2">
              <Button tone="accent" disabled={rotate.isPending} onClick={() => rotate.mutate()}>
                {t("webhook.rotate")}
              </Button>
              <Button onClick={() => setAsking(false)}>{t("app.cancel")}</Button>
            </div>
          </div>
        )}
        {rotate.isError && <Problem error={rotate.error} />}
      </div>
    </Dialog>
  );
}

function About({
  webhook,
  busy,
  onSwitch,
}: {
  webhook: Webhook;
  busy: boolean;
  onSwitch(on: boolean): void;
}) {
  const { t } = useTranslation();
  return (
    <>
      <Copied label={t("webhook.address")} text={new URL(webhook.url, location.origin).href} />
      <dl className="flex flex-wrap gap-x-6 gap-y-2">
        <Fact name={t("webhook.secret")}>…{webhook.secret_hint}</Fact>
        {webhook.rotated_at && (
          <Fact name={t("webhook.rotated")}>
            <When at={webhook.rotated_at} />
          </Fact>
        )}
        <Fact name={t("webhook.fired")}>
          {webhook.last_fired_at ? <When at={webhook.last_fired_at} /> : t("webhook.never")}
        </Fact>
        {webhook.last_run_id && (
          <Link to="/runs/$runId" params={{ runId: webhook.last_run_id }} className={textLink}>
            {t("webhook.lastRun")}
          </Link>
        )}
      </dl>
      <div className="flex items-center gap-3">
        <Badge tone={webhook.is_active ? "good" : "warn"}>
          {webhook.is_active ? t("webhook.on") : t("webhook.off")}
        </Badge>
        <Button disabled={busy} onClick={() => onSwitch(!webhook.is_active)}>
          {webhook.is_active ? t("webhook.turnOff") : t("webhook.turnOn")}
        </Button>
      </div>
    </>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div>
      <dt className="text-xs font-medium text-soft">{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

/** Something to carry elsewhere, whole. */
function Copied({ label, text, note }: { label: string; text: string; note?: string }) {
  const { t } = useTranslation();
  const copy = () => void navigator.clipboard.writeText(text).then(() => toast(t("app.copied")));
  return (
    <section aria-label={label} className="flex flex-col gap-1">
      <p className="text-xs font-medium text-soft">{label}</p>
      <div className="flex items-center gap-2">
        <code className="min-w-0 grow rounded-md bg-sunken p-2 break-all">{text}</code>
        <Button onClick={copy}>{t("app.copy")}</Button>
      </div>
      {note && <p className="font-medium text-warn">{note}</p>}
    </section>
  );
}
