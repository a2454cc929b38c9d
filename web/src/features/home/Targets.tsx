import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import {
  addTarget,
  listTargets,
  removeTarget,
  replayTarget,
  rotateTarget,
  switchTarget,
  type Target,
  testTarget,
} from "@/api/notices";
import { Button } from "@/kit/Button";
import { TextInput } from "@/kit/Input";
import { Badge, Panel } from "@/kit/Page";
import { Problem } from "@/kit/Problem";
import { When } from "@/kit/When";

const tones = { ready: "good", failing: "bad", off: "plain", no_secret: "warn" } as const;

/** Where the caller is told outside of this page: webhooks and letters, and what did not arrive. */
export function Targets() {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const [url, setUrl] = useState("");
  // Shown until the page is left; it is not kept in the browser.
  const [secret, setSecret] = useState("");
  const targets = useQuery({ queryKey: ["targets"], queryFn: listTargets });
  const change = useMutation({
    mutationFn: async (work: () => Promise<unknown>) => work(),
    onSettled: () => queries.invalidateQueries({ queryKey: ["targets"] }),
  });
  const rotate = async (id: string) => setSecret(await rotateTarget(id));
  const add = async () => {
    const made = await addTarget(url);
    setUrl("");
    await rotate(made.id);
  };
  const letters = targets.data?.some((one) => one.kind === "email") ?? true;
  return (
    <Panel title={t("notices.title")}>
      <p className="text-sm text-soft">{t("notices.text")}</p>
      {targets.isError && <Problem error={targets.error} onRetry={() => targets.refetch()} />}
      {change.isError && <Problem error={change.error} />}
      {secret && (
        <p role="status" className="my-2 rounded-lg bg-sunken p-3 text-sm">
          {t("notices.secret")} <code className="font-mono break-all">{secret}</code>
        </p>
      )}
      <ul className="my-3 flex flex-col gap-2">
        {(targets.data ?? []).map((one) => (
          <TargetRow
            key={one.id}
            target={one}
            busy={change.isPending}
            onDo={(work) => change.mutate(work)}
            onRotate={() => change.mutate(() => rotate(one.id))}
          />
        ))}
      </ul>
      <form
        className="flex flex-wrap items-end gap-2"
        onSubmit={(event) => {
          event.preventDefault();
          change.mutate(add);
        }}
      >
        <TextInput label={t("notices.url")} value={url} onChange={(event) => setUrl(event.target.value)} />
        <Button type="submit" disabled={url.trim() === "" || change.isPending}>
          {t("notices.add")}
        </Button>
        {!letters && (
          <Button disabled={change.isPending} onClick={() => change.mutate(() => addTarget(null))}>
            {t("notices.letters")}
          </Button>
        )}
      </form>
    </Panel>
  );
}

interface RowProps {
  target: Target;
  busy: boolean;
  onDo(work: () => Promise<unknown>): void;
  onRotate(): void;
}

function TargetRow({ target, busy, onDo, onRotate }: RowProps) {
  const { t } = useTranslation();
  const button = (label: string, work: () => void) => (
    <Button disabled={busy} onClick={work}>
      {label}
    </Button>
  );
  return (
    <li className="flex flex-wrap items-center gap-2 rounded-lg border border-line p-3 text-sm">
      <span className="min-w-0 grow break-all">
        {target.label ?? target.url ?? t("notices.mailbox")}{" "}
        {target.waiting > 0 && t("notices.waiting", { count: target.waiting })}
      </span>
      <Badge tone={tones[target.state]}>{t(`notices.state.${target.state}`)}</Badge>
      {target.kind === "webhook" && button(t("notices.rotate"), onRotate)}
      {target.state !== "no_secret" &&
        target.is_active &&
        button(t("notices.test"), () => onDo(() => testTarget(target.id)))}
      {target.given_up > 0 &&
        button(t("notices.replay", { count: target.given_up }), () => onDo(() => replayTarget(target.id)))}
      {button(t(target.is_active ? "notices.switchOff" : "notices.switchOn"), () =>
        onDo(() => switchTarget(target.id, !target.is_active)),
      )}
      <Button tone="danger" disabled={busy} onClick={() => onDo(() => removeTarget(target.id))}>
        {t("notices.remove")}
      </Button>
      <span className="basis-full text-soft">
        {target.last_delivered_at && (
          <>
            {t("notices.delivered")} <When at={target.last_delivered_at} />
          </>
        )}{" "}
        {target.last_error}
      </span>
    </li>
  );
}
