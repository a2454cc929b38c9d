import { useMutation, useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import type { Agent, Assignment } from "@/api/agents";
import { forget, keep, recall } from "@/api/local";
import { meQuery } from "@/api/me";
import { startTeamRun } from "@/api/teamRuns";
import { inputSchemaOfWorkflow } from "@/api/versionInputs";
import { myWorkflows } from "@/api/workflows";
import { FormDialog } from "@/kit/FormDialog";
import { Check, Select } from "@/kit/Input";
import { Problem } from "@/kit/Problem";
import { SchemaForm } from "@/kit/SchemaForm";
import { misfits } from "@/model/schemaForm";

interface Props {
  agent: Agent;
  assignments: readonly Assignment[];
  onClose(): void;
}

/** Has an agent, or the team that its assignment names, run a workflow now. */
export function StartRun({ agent, assignments, onClose }: Props) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const [workflowId, setWorkflow] = useState(assignments.find((one) => one.is_active)?.workflow_id ?? "");
  const [values, setValues] = useState<Record<string, unknown>>({});
  const [ask, setAsk] = useState(false);
  const me = useQuery(meQuery);
  const keptAs = `team-run:${agent.ai_lenser_id}:${workflowId}`;
  useEffect(() => {
    setValues({});
    void recall<Record<string, unknown>>(keptAs).then((kept) => kept && setValues(kept));
  }, [keptAs]);
  const mine = useQuery({
    queryKey: ["workflows", me.data?.id, ""],
    queryFn: () => myWorkflows(me.data?.id ?? ""),
    enabled: me.data !== undefined,
  });
  const schema = useQuery({
    queryKey: ["workflow-inputs", workflowId],
    queryFn: () => inputSchemaOfWorkflow(workflowId),
    enabled: workflowId !== "",
  });
  const start = useMutation({
    mutationFn: () => startTeamRun(agent.ai_lenser_id, workflowId, values, ask ? "require_approval" : "auto"),
    onSuccess: async (teamRunId) => {
      await forget(keptAs);
      await navigate({ to: "/team-runs/$teamRunId", params: { teamRunId } });
    },
  });
  const assigned = new Map(assignments.map((one) => [one.workflow_id, one]));
  const options = [
    ...assignments.map((one) => ({
      value: one.workflow_id,
      label: `${one.workflow_title ?? "–"} · ${one.team_name ?? agent.display_name}`,
    })),
    ...(mine.data ?? [])
      .filter((one) => !assigned.has(one.id))
      .map((one) => ({ value: one.id, label: one.title })),
  ];
  const ready = workflowId !== "" && schema.data !== undefined && misfits(schema.data, values).length === 0;
  return (
    <FormDialog
      id="start-run"
      title={t("agent.start")}
      action={t("runDialog.start")}
      disabled={!ready || start.isPending}
      error={start.error}
      onSubmit={() => start.mutate()}
      onClose={onClose}
    >
      <Select
        label={t("runs.workflow")}
        value={workflowId}
        onChange={(event) => setWorkflow(event.target.value)}
        options={[{ value: "", label: "–" }, ...options]}
      />
      {workflowId !== "" && schema.data !== undefined && (
        <SchemaForm
          schema={schema.data}
          values={values}
          onChange={(next) => {
            setValues(next);
            void keep(keptAs, next);
          }}
        />
      )}
      <Check label={t("agent.askFirst")} checked={ask} onChange={(event) => setAsk(event.target.checked)} />
      {schema.isError && <Problem error={schema.error} onRetry={() => schema.refetch()} />}
    </FormDialog>
  );
}
