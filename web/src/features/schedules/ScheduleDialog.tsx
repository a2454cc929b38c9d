import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { listAgents } from "@/api/agents";
import { forget, keep, recall } from "@/api/local";
import { meQuery } from "@/api/me";
import { previewPolicies } from "@/api/policies";
import { type Schedule, saveSchedule } from "@/api/schedules";
import { inputSchemaOfWorkflow } from "@/api/versionInputs";
import { myWorkflows } from "@/api/workflows";
import { FormDialog } from "@/kit/FormDialog";
import { Select, TextInput } from "@/kit/Input";
import { PolicyCards } from "@/kit/PolicyCards";
import { SchemaForm } from "@/kit/SchemaForm";
import { toast } from "@/kit/toast";
import { WhatIf } from "@/kit/WhatIf";
import { defaultPolicies, type Policies } from "@/model/policies";
import { misfits } from "@/model/schemaForm";
import { CronBuilder } from "./CronBuilder";
import { Fires } from "./Fires";

interface Plan {
  workflow: string;
  cron: string;
  zone: string;
  assignee: string;
  description: string;
  inputs: Record<string, unknown>;
  policies: Policies;
}

const viewerZone = Intl.DateTimeFormat().resolvedOptions().timeZone;
const zones = Intl.supportedValuesOf("timeZone");

function planOf(schedule: Schedule | null): Plan {
  if (!schedule)
    return {
      workflow: "",
      cron: "0 9 * * mon-fri",
      zone: viewerZone,
      assignee: "",
      description: "",
      inputs: {},
      policies: { ...defaultPolicies, approval: { requiresApproval: false } },
    };
  return {
    workflow: schedule.workflow_id,
    cron: schedule.cron_expr,
    zone: schedule.timezone,
    assignee: schedule.assignee_id ?? "",
    description: schedule.description ?? "",
    inputs: schedule.inputs_template,
    policies: {
      approval: schedule.approval_policy,
      retry: schedule.retry_policy,
      failure: schedule.failure_policy,
      queue: schedule.queue_policy,
    },
  };
}

/** Makes or changes a schedule: what runs, when, by whom, and under which policies. */
export function ScheduleDialog({ schedule, onClose }: { schedule: Schedule | null; onClose(): void }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const keptAs = `schedule:${schedule?.id ?? "new"}`;
  const [plan, setPlan] = useState(() => planOf(schedule));
  useEffect(() => {
    void recall<Plan>(keptAs).then((kept) => kept && setPlan(kept));
  }, [keptAs]);
  const set = (patch: Partial<Plan>) => {
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
  const agents = useQuery({
    queryKey: ["agents", owner],
    queryFn: () => listAgents(owner),
    enabled: owner !== "",
  });
  const schema = useQuery({
    queryKey: ["workflow-inputs", plan.workflow],
    queryFn: () => inputSchemaOfWorkflow(plan.workflow),
    enabled: plan.workflow !== "",
  });
  const save = useMutation({
    mutationFn: () =>
      saveSchedule(plan.workflow, schedule?.id ?? null, {
        cron_expr: plan.cron,
        timezone: plan.zone,
        description: plan.description || null,
        is_active: schedule?.is_active ?? true,
        assignee_id: plan.assignee || null,
        workflow_assignment_id: schedule?.workflow_assignment_id ?? null,
        global_model_id: schedule?.global_model_id ?? null,
        approval_policy: plan.policies.approval,
        retry_policy: plan.policies.retry,
        failure_policy: plan.policies.failure,
        queue_policy: plan.policies.queue,
        inputs_template: plan.inputs,
      }),
    onSuccess: async () => {
      await forget(keptAs);
      toast(t("edit.saved"));
      await queries.invalidateQueries({ queryKey: ["schedules"] });
      onClose();
    },
  });
  const agent = agents.data?.find((one) => one.ai_lenser_id === plan.assignee)?.ai_lenser_id ?? null;
  const ready =
    plan.workflow !== "" && plan.cron.trim() !== "" && misfits(schema.data ?? null, plan.inputs).length === 0;
  return (
    <FormDialog
      id="schedule-form"
      title={schedule ? t("schedule.edit") : t("schedules.new")}
      action={t("app.save")}
      disabled={!ready || save.isPending}
      error={save.error}
      wide
      roomy
      onSubmit={() => save.mutate()}
      onClose={onClose}
    >
      <div className="grid gap-3 sm:grid-cols-2">
        <Select
          label={t("runs.workflow")}
          value={plan.workflow}
          disabled={schedule !== null}
          onChange={(event) => set({ workflow: event.target.value, inputs: {} })}
          options={[
            { value: "", label: "–" },
            ...(workflows.data ?? []).map((one) => ({ value: one.id, label: one.title })),
          ]}
        />
        <Select
          label={t("schedule.by")}
          value={plan.assignee}
          onChange={(event) => set({ assignee: event.target.value })}
          options={[
            { value: "", label: t("schedule.byMe") },
            ...(agents.data ?? []).map((one) => ({ value: one.ai_lenser_id, label: one.display_name })),
          ]}
        />
      </div>
      <CronBuilder value={plan.cron} onChange={(cron) => set({ cron })} />
      <div>
        <TextInput
          label={t("schedule.zone")}
          value={plan.zone}
          list="zones"
          required
          onChange={(event) => set({ zone: event.target.value })}
        />
        <datalist id="zones">
          {["UTC", ...zones].map((zone) => (
            <option key={zone} value={zone} />
          ))}
        </datalist>
      </div>
      <Fires cron={plan.cron} zone={plan.zone} />
      {schema.data && Object.keys(schema.data.properties ?? {}).length > 0 && (
        <fieldset>
          <legend className="mb-2 text-sm font-semibold">{t("schedule.inputs")}</legend>
          <SchemaForm schema={schema.data} values={plan.inputs} onChange={(inputs) => set({ inputs })} />
        </fieldset>
      )}
      <TextInput
        label={t("schedule.description")}
        value={plan.description}
        maxLength={2000}
        onChange={(event) => set({ description: event.target.value })}
      />
      <PolicyCards policies={plan.policies} onChange={(policies) => set({ policies })} />
      {plan.workflow !== "" && (
        <WhatIf
          of={[plan.policies, plan.workflow, plan.assignee]}
          ask={() => previewPolicies(plan.workflow, agent, plan.policies)}
        />
      )}
    </FormDialog>
  );
}
