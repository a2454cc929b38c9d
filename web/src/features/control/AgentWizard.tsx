import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { createAgent, updateAgent, updatePersonality, updatePolicy, updateSettings } from "@/api/agents";
import { listModels } from "@/api/lenses";
import { forget, keep, recall } from "@/api/local";
import { Button } from "@/kit/Button";
import { FormDialog } from "@/kit/FormDialog";
import { Select, TextArea, TextInput } from "@/kit/Input";

const steps = ["who", "model", "limits"] as const;
const keptAs = "agent-wizard";

interface Plan {
  name: string;
  handle: string;
  headline: string;
  model: string;
  note: string;
  approval: string;
  limit: string;
}

const blank: Plan = {
  name: "",
  handle: "",
  headline: "",
  model: "",
  note: "",
  approval: "require_human",
  limit: "",
};

/** A handle that a name suggests. */
export const suggestHandle = (name: string): string =>
  name
    .normalize("NFKD")
    .replaceAll(/\p{M}/gu, "")
    .toLowerCase()
    .replaceAll("ı", "i")
    .replaceAll("ß", "ss")
    .replaceAll(/[^a-z0-9]+/g, ".")
    .replaceAll(/^\.+|\.+$/g, "")
    .slice(0, 24);

/** Makes an agent in three steps: who it is, what it works with, how far it may go. */
export function AgentWizard({ me, onClose }: { me: string; onClose(): void }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const queries = useQueryClient();
  const [at, setAt] = useState(0);
  const [plan, setPlan] = useState(blank);
  const [made, setMade] = useState<string | null>(null);
  const models = useQuery({ queryKey: ["models"], queryFn: listModels, staleTime: 60_000 });
  useEffect(() => {
    void recall<Plan>(keptAs).then((kept) => kept && setPlan(kept));
  }, []);
  const set = (patch: Partial<Plan>) => {
    const next = { ...plan, ...patch };
    setPlan(next);
    void keep(keptAs, next);
  };
  const handle = plan.handle || suggestHandle(plan.name);
  const create = useMutation({
    mutationFn: async () => {
      // A step that failed is done again without making a second agent.
      const id = made ?? (await createAgent(me, handle, plan.name, plan.model || null)).ai_lenser_id;
      setMade(id);
      if (plan.headline) await updateAgent(id, { headline: plan.headline });
      if (plan.note) await updatePersonality(id, plan.note);
      if (plan.approval !== blank.approval) await updateSettings(id, { approval_default: plan.approval });
      if (plan.limit) await updatePolicy(id, { spending_limit_credits: Number(plan.limit) });
    },
    onSuccess: async () => {
      await forget(keptAs);
      await queries.invalidateQueries({ queryKey: ["agents"] });
      await navigate({ to: "/lenser/$handle", params: { handle } });
    },
  });
  const last = at === steps.length - 1;
  const ready = plan.name.trim() !== "" && /^[a-z0-9._]{4,24}$/.test(handle);
  return (
    <FormDialog
      id="agent-wizard"
      title={t("agents.new")}
      action={last ? t("wizard.create") : t("wizard.next")}
      buttons={at > 0 && <Button onClick={() => setAt(at - 1)}>{t("wizard.back")}</Button>}
      disabled={!ready || create.isPending}
      error={create.error}
      onSubmit={() => (last ? create.mutate() : setAt(at + 1))}
      onClose={onClose}
    >
      <p className="text-sm text-soft">
        {t("wizard.step", { at: at + 1, of: steps.length })} · {t(`wizard.${steps[at]}`)}
      </p>
      {at === 0 && (
        <>
          <TextInput
            label={t("field.display_name")}
            value={plan.name}
            required
            maxLength={60}
            autoFocus
            onChange={(event) => set({ name: event.target.value })}
          />
          <TextInput
            label={t("field.handle")}
            value={handle}
            required
            pattern="[a-z0-9._]{4,24}"
            help={t("help.handle")}
            onChange={(event) => set({ handle: event.target.value.toLowerCase() })}
          />
          <TextInput
            label={t("field.headline")}
            value={plan.headline}
            maxLength={120}
            onChange={(event) => set({ headline: event.target.value })}
          />
        </>
      )}
      {at === 1 && (
        <>
          <Select
            label={t("field.default_model_id")}
            value={plan.model}
            onChange={(event) => set({ model: event.target.value })}
            help={t("wizard.modelHelp")}
            options={[
              { value: "", label: t("try.defaultModel") },
              ...(models.data ?? []).map((one) => ({
                value: one.id,
                label: `${one.provider_name} · ${one.name}`,
              })),
            ]}
          />
          <TextArea
            label={t("field.personality_note")}
            value={plan.note}
            maxLength={8000}
            help={t("help.personality_note")}
            onChange={(event) => set({ note: event.target.value })}
          />
        </>
      )}
      {at === 2 && (
        <>
          <Select
            label={t("field.approval_default")}
            value={plan.approval}
            onChange={(event) => set({ approval: event.target.value })}
            options={["require_human", "auto", "deny"].map((value) => ({
              value,
              label: t(`choice.${value}`),
            }))}
          />
          <TextInput
            label={t("field.spending_limit_credits")}
            value={plan.limit}
            inputMode="numeric"
            pattern="[0-9]*"
            help={t("help.spending_limit_credits")}
            onChange={(event) => set({ limit: event.target.value })}
          />
        </>
      )}
    </FormDialog>
  );
}
