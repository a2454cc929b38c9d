import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { Plus } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import {
  type Agent,
  type Assignment,
  createAssignment,
  deleteAssignment,
  type Team,
  updateAssignment,
} from "@/api/agents";
import { meQuery } from "@/api/me";
import { previewPolicies } from "@/api/policies";
import { myWorkflows } from "@/api/workflows";
import { Button } from "@/kit/Button";
import { Confirm } from "@/kit/Confirm";
import { Dialog } from "@/kit/Dialog";
import { Check, Select } from "@/kit/Input";
import { textLink } from "@/kit/links";
import { Badge, Panel } from "@/kit/Page";
import { PolicyCards } from "@/kit/PolicyCards";
import { Problem } from "@/kit/Problem";
import { WhatIf } from "@/kit/WhatIf";
import { defaultPolicies, type Policies } from "@/model/policies";

interface Props {
  agent: Agent;
  teams: readonly Team[];
  assignments: readonly Assignment[];
}

/** Which workflows this agent or its teams carry out, and under which policies. */
export function Assignments({ agent, teams, assignments }: Props) {
  const { t } = useTranslation();
  const [making, setMaking] = useState(false);
  return (
    <Panel
      title={t("agent.assignments")}
      aside={
        <Button onClick={() => setMaking(true)}>
          <Plus size={15} aria-hidden className="-ml-1 inline" /> {t("assignment.new")}
        </Button>
      }
    >
      {assignments.length === 0 && <p className="text-sm text-soft">{t("assignment.none")}</p>}
      <ul className="flex flex-col gap-4">
        {assignments.map((one) => (
          <AssignmentRow key={one.id} agent={agent} assignment={one} />
        ))}
      </ul>
      {making && <NewAssignment agent={agent} teams={teams} onClose={() => setMaking(false)} />}
    </Panel>
  );
}

function AssignmentRow({ agent, assignment }: { agent: Agent; assignment: Assignment }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const [own, setOwn] = useState<Policies | null>(null);
  const [leaving, setLeaving] = useState(false);
  const again = () => queries.invalidateQueries({ queryKey: ["workspace"] });
  const stored: Policies = {
    approval: assignment.approval_policy,
    retry: assignment.retry_policy,
    failure: assignment.failure_policy,
    queue: assignment.queue_policy,
  };
  const save = useMutation({
    mutationFn: (patch: object) => updateAssignment(assignment.id, patch),
    onSuccess: async () => {
      await again();
      setOwn(null);
    },
  });
  const remove = useMutation({ mutationFn: () => deleteAssignment(assignment.id), onSuccess: again });
  return (
    <li data-assignment={assignment.id} className="flex flex-col gap-2">
      <div className="flex flex-wrap items-center gap-2">
        <Link
          to="/workflows/$workflowId"
          params={{ workflowId: assignment.workflow_id }}
          className={`min-w-0 grow truncate ${textLink}`}
        >
          {assignment.workflow_title ?? t("approval.untitled")}
        </Link>
        <Badge>{assignment.team_name ?? agent.display_name}</Badge>
        <Check
          label={t("assignment.active")}
          checked={assignment.is_active}
          onChange={(event) => save.mutate({ is_active: event.target.checked })}
        />
        <Button tone="danger" onClick={() => setLeaving(true)}>
          {t("assignment.remove")}
        </Button>
      </div>
      <PolicyCards policies={own ?? stored} onChange={setOwn} />
      {save.isError && <Problem error={save.error} />}
      {own && (
        <WhatIf of={own} ask={() => previewPolicies(assignment.workflow_id, agent.ai_lenser_id, own)} />
      )}
      {own && (
        <div className="flex gap-2">
          <Button
            tone="accent"
            disabled={save.isPending}
            onClick={() =>
              save.mutate({
                approval_policy: own.approval,
                retry_policy: own.retry,
                failure_policy: own.failure,
                queue_policy: own.queue,
              })
            }
          >
            {t("app.save")}
          </Button>
          <Button onClick={() => setOwn(null)}>{t("edit.leave")}</Button>
        </div>
      )}
      {leaving && (
        <Confirm
          title={t("assignment.remove")}
          action={t("assignment.remove")}
          danger
          busy={remove.isPending}
          error={remove.error}
          onConfirm={() => remove.mutate()}
          onClose={() => setLeaving(false)}
        >
          <p>{t("assignment.removeText", { title: assignment.workflow_title ?? "" })}</p>
        </Confirm>
      )}
    </li>
  );
}

function NewAssignment({ agent, teams, onClose }: { agent: Agent; teams: readonly Team[]; onClose(): void }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const me = useQuery(meQuery);
  const [workflow, setWorkflow] = useState("");
  const [team, setTeam] = useState("");
  const [policies, setPolicies] = useState<Policies>(defaultPolicies);
  const workflows = useQuery({
    queryKey: ["workflows", me.data?.id, ""],
    queryFn: () => myWorkflows(me.data?.id ?? ""),
    enabled: me.data !== undefined,
  });
  const make = useMutation({
    mutationFn: () => createAssignment(agent.ai_lenser_id, workflow, team || null, policies),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: ["workspace"] });
      onClose();
    },
  });
  return (
    <Dialog
      title={t("assignment.new")}
      wide
      onClose={onClose}
      footer={
        <Button tone="accent" disabled={workflow === "" || make.isPending} onClick={() => make.mutate()}>
          {t("assignment.create")}
        </Button>
      }
    >
      <div className="flex flex-col gap-3">
        <Select
          label={t("runs.workflow")}
          value={workflow}
          onChange={(event) => setWorkflow(event.target.value)}
          options={[
            { value: "", label: "–" },
            ...(workflows.data ?? []).map((one) => ({ value: one.id, label: one.title })),
          ]}
        />
        <Select
          label={t("assignment.by")}
          value={team}
          onChange={(event) => setTeam(event.target.value)}
          options={[
            { value: "", label: t("assignment.agentItself", { name: agent.display_name }) },
            ...teams.map((one) => ({ value: one.id, label: one.name })),
          ]}
        />
        <PolicyCards policies={policies} onChange={setPolicies} />
        {make.isError && <Problem error={make.error} />}
      </div>
    </Dialog>
  );
}
