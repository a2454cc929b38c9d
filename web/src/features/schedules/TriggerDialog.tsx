import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { forget, keep, recall } from "@/api/local";
import { meQuery } from "@/api/me";
import {
  type EventTrigger,
  lastHappening,
  saveTrigger,
  type TriggerEvent,
  type TriggerPlan,
} from "@/api/triggers";
import { inputSchemaOfWorkflow } from "@/api/versionInputs";
import { myWorkflows } from "@/api/workflows";
import { ConditionBuilder } from "@/kit/ConditionBuilder";
import { FormDialog } from "@/kit/FormDialog";
import { Select } from "@/kit/Input";
import { SchemaForm } from "@/kit/SchemaForm";
import { toast } from "@/kit/toast";
import { type JsonSchema, misfits } from "@/model/schemaForm";

const events: readonly TriggerEvent[] = [
  "run.completed",
  "run.failed",
  "run.timed_out",
  "run.cancelled",
  "run.ended",
  "approval.decided",
];
const first: TriggerPlan = {
  workflow_id: "",
  source_workflow_id: "",
  event_type: "run.completed",
  filter: null,
  inputs_template: {},
  workflow_assignment_id: null,
  is_active: true,
};

/** Makes or changes a trigger: after which workflow, on what, under which condition, with which inputs. */
export function TriggerDialog({ trigger, onClose }: { trigger: EventTrigger | null; onClose(): void }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const keptAs = `trigger:${trigger?.id ?? "new"}`;
  const [plan, setPlan] = useState<TriggerPlan>(trigger ?? first);
  useEffect(() => {
    void recall<TriggerPlan>(keptAs).then((kept) => kept && setPlan(kept));
  }, [keptAs]);
  const set = (patch: Partial<TriggerPlan>) => {
    const next = { ...plan, ...patch };
    setPlan(next);
    void keep(keptAs, next);
  };
  const me = useQuery(meQuery);
  const owner = me.data?.id ?? "";
  const workflows = useQuery({
    queryKey: ["workflows", owner, ""],
    queryFn: () => myWorkflows(owner),
    enabled: owner !== "",
  });
  const schema = useQuery({
    queryKey: ["workflow-inputs", plan.workflow_id],
    queryFn: () => inputSchemaOfWorkflow(plan.workflow_id),
    enabled: plan.workflow_id !== "",
  });
  const sample = useQuery({
    queryKey: ["last-happening", plan.source_workflow_id],
    queryFn: async () => (await lastHappening(plan.source_workflow_id)) ?? null,
    enabled: plan.source_workflow_id !== "",
  });
  const save = useMutation({
    mutationFn: () => saveTrigger(plan, trigger?.id ?? null),
    onSuccess: async () => {
      await forget(keptAs);
      toast(t("edit.saved"));
      await queries.invalidateQueries({ queryKey: ["event-triggers"] });
      onClose();
    },
  });
  const asked = withoutBody(schema.data ?? null);
  const itself = plan.workflow_id !== "" && plan.workflow_id === plan.source_workflow_id;
  const ready =
    plan.workflow_id !== "" &&
    plan.source_workflow_id !== "" &&
    !itself &&
    misfits(asked, plan.inputs_template).length === 0;
  const choices = [
    { value: "", label: "–" },
    ...(workflows.data ?? []).map((one) => ({ value: one.id, label: one.title })),
  ];
  return (
    <FormDialog
      id="trigger-form"
      title={trigger ? t("triggers.edit") : t("triggers.new")}
      action={t("app.save")}
      disabled={!ready || save.isPending}
      error={save.error}
      wide
      roomy
      onSubmit={() => save.mutate()}
      onClose={onClose}
    >
      <div className="grid gap-3 sm:grid-cols-3">
        <Select
          label={t("triggers.source")}
          value={plan.source_workflow_id}
          onChange={(event) => set({ source_workflow_id: event.target.value })}
          options={choices}
        />
        <Select
          label={t("triggers.event")}
          value={plan.event_type}
          onChange={(event) => set({ event_type: event.target.value as TriggerEvent })}
          options={events.map((value) => ({
            value,
            label: t(`event.${value}`),
          }))}
        />
        <Select
          label={t("triggers.target")}
          value={plan.workflow_id}
          disabled={trigger !== null}
          onChange={(event) => set({ workflow_id: event.target.value, inputs_template: {} })}
          options={choices}
        />
      </div>
      {itself && <p className="text-sm text-warn">{t("triggers.itself")}</p>}
      <fieldset>
        <legend className="mb-1 text-sm font-semibold">{t("triggers.filter")}</legend>
        <p className="mb-2 text-sm text-soft">{t("triggers.filterHelp")}</p>
        <ConditionBuilder
          value={plan.filter}
          sample={sample.data ?? undefined}
          readOnly={false}
          without={t("condition.none")}
          onChange={(filter) => set({ filter })}
        />
        {sample.data && (
          <details className="mt-2 text-sm">
            <summary className="cursor-pointer text-soft">{t("triggers.sample")}</summary>
            <pre className="mt-1 max-h-60 overflow-auto rounded-md bg-sunken p-2 font-mono text-xs whitespace-pre-wrap">
              {JSON.stringify(sample.data, null, 2)}
            </pre>
          </details>
        )}
      </fieldset>
      {asked && Object.keys(asked.properties ?? {}).length > 0 && (
        <fieldset>
          <legend className="mb-2 text-sm font-semibold">{t("schedule.inputs")}</legend>
          <SchemaForm
            schema={asked}
            values={plan.inputs_template}
            onChange={(inputs_template) => set({ inputs_template })}
          />
        </fieldset>
      )}
    </FormDialog>
  );
}

/** What is left to be given: the input "body" comes from what happened. */
function withoutBody(schema: JsonSchema | null): JsonSchema | null {
  if (!schema) return null;
  const { body: _, ...properties } = schema.properties ?? {};
  return { ...schema, properties, required: (schema.required ?? []).filter((name) => name !== "body") };
}
