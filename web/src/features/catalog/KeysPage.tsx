import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { Plus } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { type ApiKey, addKey, listKeys, listProviders, revokeKey, rotateKey, testKey } from "@/api/catalog";
import { Button } from "@/kit/Button";
import { Confirm } from "@/kit/Confirm";
import { useCommands } from "@/kit/commands";
import { FormDialog } from "@/kit/FormDialog";
import { Select, TextInput } from "@/kit/Input";
import { plainLink } from "@/kit/links";
import { Badge, Empty, PageHead } from "@/kit/Page";
import { Problem } from "@/kit/Problem";
import { When } from "@/kit/When";

/** The caller's own keys to providers: the last four characters, the cap and what is left of it; never the key. */
export function KeysPage() {
  const { t } = useTranslation();
  const [adding, setAdding] = useState(false);
  const keys = useQuery({ queryKey: ["keys"], queryFn: listKeys });
  useCommands([{ id: "new-key", label: t("keys.add"), shortcut: "n", run: () => setAdding(true) }]);
  const create = (
    <Button tone="accent" onClick={() => setAdding(true)}>
      <Plus size={16} aria-hidden className="-ml-1 inline" /> {t("keys.add")}
    </Button>
  );
  return (
    <>
      <PageHead title={t("app.keys")}>
        <Link to="/catalog" className={plainLink}>
          {t("app.catalog")}
        </Link>
        {create}
      </PageHead>
      {keys.isError && <Problem error={keys.error} onRetry={() => keys.refetch()} />}
      {keys.data?.length === 0 && <Empty text={t("keys.empty")}>{create}</Empty>}
      <ul className="flex flex-col gap-3">
        {(keys.data ?? []).map((key) => (
          <KeyCard key={key.id} apiKey={key} />
        ))}
      </ul>
      {adding && <AddKey onClose={() => setAdding(false)} />}
    </>
  );
}

const soon = 14 * 86_400_000;

function KeyCard({ apiKey }: { apiKey: ApiKey }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const [asking, setAsking] = useState(false);
  const [rotating, setRotating] = useState(false);
  const revoke = useMutation({
    mutationFn: () => revokeKey(apiKey.id),
    onSuccess: async () => {
      setAsking(false);
      await queries.invalidateQueries({ queryKey: ["keys"] });
    },
  });
  const test = useMutation({ mutationFn: () => testKey(apiKey.id) });
  const cap = apiKey.spending_cap_credits;
  const used = cap ? Math.min(1, apiKey.spent_credits / cap) : 0;
  const ending = apiKey.is_active && apiKey.expires_at && Date.parse(apiKey.expires_at) - Date.now() < soon;
  const models = test.data?.models ?? [];
  return (
    <li
      data-key={apiKey.key_suffix}
      className="flex flex-col gap-2 rounded-xl border border-line bg-panel p-4"
    >
      <div className="flex flex-wrap items-center gap-2">
        <p className="min-w-0 grow">
          <span className="font-medium">{apiKey.label ?? apiKey.provider_name}</span>{" "}
          <code className="font-mono text-sm text-soft">…{apiKey.key_suffix}</code>
          {apiKey.label && <span className="ml-2 text-sm text-soft">{apiKey.provider_name}</span>}
        </p>
        <Badge tone={apiKey.is_active ? "good" : "plain"}>
          {t(
            `keys.status.${apiKey.is_active ? "active" : apiKey.status === "active" ? "expired" : apiKey.status}`,
          )}
        </Badge>
        {apiKey.is_active && (
          <>
            <Button disabled={test.isPending} onClick={() => test.mutate()}>
              {t("keys.test")}
            </Button>
            <Button onClick={() => setRotating(true)}>{t("keys.rotate")}</Button>
            <Button tone="danger" onClick={() => setAsking(true)}>
              {t("keys.revoke")}
            </Button>
          </>
        )}
      </div>
      <p className="flex flex-wrap gap-x-4 gap-y-1 text-sm text-soft">
        <span>
          {t("keys.added")} <When at={apiKey.created_at} />
        </span>
        {apiKey.last_used_at && (
          <span>
            {t("keys.used")} <When at={apiKey.last_used_at} />
          </span>
        )}
        {apiKey.expires_at && (
          <span className={ending ? "font-medium text-warn" : ""}>
            {t("keys.expires")} <When at={apiKey.expires_at} />
          </span>
        )}
      </p>
      {ending && <p className="text-sm text-warn">{t("keys.renew")}</p>}
      {cap !== null && (
        <div className="text-sm">
          <p className="mb-1 text-soft">
            {t("keys.ofCap", { spent: Number(apiKey.spent_credits.toFixed(3)), cap })}
          </p>
          <div className="h-2 overflow-hidden rounded-full bg-sunken" aria-hidden>
            <div
              className={`h-full ${used >= 0.9 ? "bg-bad" : "bg-accent"}`}
              style={{ width: `${used * 100}%` }}
            />
          </div>
        </div>
      )}
      {test.isError && <Problem error={test.error} />}
      {test.isSuccess && (
        <p className={`text-sm ${test.data.ok === false ? "text-bad" : "text-good"}`} role="status">
          {test.data.ok === false
            ? (test.data.message ?? t("keys.refused"))
            : models.length > 0
              ? t("keys.unlocks", { models: models.slice(0, 12).join(", ") })
              : t("keys.works")}
        </p>
      )}
      {rotating && (
        <RotateKey apiKey={apiKey} onClose={() => setRotating(false)} onRotated={() => test.reset()} />
      )}
      {asking && (
        <Confirm
          title={t("keys.revoke")}
          action={t("keys.revoke")}
          danger
          busy={revoke.isPending}
          error={revoke.error}
          onConfirm={() => revoke.mutate()}
          onClose={() => setAsking(false)}
        >
          <p>{t("keys.revokeText", { suffix: apiKey.key_suffix })}</p>
        </Confirm>
      )}
    </li>
  );
}

function RotateKey({ apiKey, onClose, onRotated }: { apiKey: ApiKey; onClose(): void; onRotated(): void }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const [secret, setSecret] = useState("");
  const rotate = useMutation({
    mutationFn: () => rotateKey(apiKey.id, secret),
    onSuccess: async () => {
      setSecret("");
      onRotated();
      await queries.invalidateQueries({ queryKey: ["keys"] });
      onClose();
    },
  });
  return (
    <FormDialog
      id="rotate-form"
      title={t("keys.rotate")}
      action={t("keys.store")}
      disabled={secret.trim() === "" || rotate.isPending}
      error={rotate.error}
      secret
      onSubmit={() => rotate.mutate()}
      onClose={onClose}
    >
      <p className="text-sm text-soft">{t("keys.rotateText", { suffix: apiKey.key_suffix })}</p>
      <TextInput
        label={t("keys.key")}
        type="password"
        value={secret}
        autoComplete="off"
        spellCheck={false}
        help={t("keys.keyHelp")}
        onChange={(event) => setSecret(event.target.value)}
      />
    </FormDialog>
  );
}

function AddKey({ onClose }: { onClose(): void }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const providers = useQuery({ queryKey: ["providers"], queryFn: listProviders });
  const [provider, setProvider] = useState("");
  // The key stays in this field's memory alone; it is not kept in the browser.
  const [key, setKey] = useState("");
  const [label, setLabel] = useState("");
  const [cap, setCap] = useState("");
  const [until, setUntil] = useState("");
  const add = useMutation({
    mutationFn: () =>
      addKey({
        provider,
        secret: key,
        ...(label ? { label } : {}),
        ...(until ? { expires_at: new Date(`${until}T23:59:59`).toISOString() } : {}),
        ...(cap ? { spending_cap_credits: Number(cap) } : {}),
      }),
    onSuccess: async () => {
      setKey("");
      await queries.invalidateQueries({ queryKey: ["keys"] });
      onClose();
    },
  });
  const offered = (providers.data ?? []).filter(
    (one) => one.metadata.offline !== true && one.metadata.local !== true,
  );
  return (
    <FormDialog
      id="key-form"
      title={t("keys.add")}
      action={t("keys.store")}
      disabled={provider === "" || key.trim() === "" || add.isPending}
      error={add.error}
      secret
      onSubmit={() => add.mutate()}
      onClose={onClose}
    >
      <Select
        label={t("catalog.provider")}
        value={provider}
        onChange={(event) => setProvider(event.target.value)}
        options={[
          { value: "", label: "–" },
          ...offered.map((one) => ({ value: one.key, label: one.display_name })),
        ]}
      />
      <TextInput
        label={t("keys.key")}
        type="password"
        value={key}
        autoComplete="off"
        spellCheck={false}
        help={t("keys.keyHelp")}
        onChange={(event) => setKey(event.target.value)}
      />
      <TextInput
        label={t("keys.label")}
        value={label}
        maxLength={120}
        onChange={(event) => setLabel(event.target.value)}
      />
      <div className="grid gap-3 sm:grid-cols-2">
        <TextInput
          label={t("keys.cap")}
          inputMode="numeric"
          pattern="[0-9]*"
          value={cap}
          help={t("keys.capHelp")}
          onChange={(event) => setCap(event.target.value)}
        />
        <TextInput
          label={t("keys.until")}
          type="date"
          value={until}
          onChange={(event) => setUntil(event.target.value)}
        />
      </div>
    </FormDialog>
  );
}
