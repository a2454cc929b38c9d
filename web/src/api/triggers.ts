import type { Condition } from "@/model/conditions";
import type { EnumOf } from "./enums";
import { call, lensTables as lenses, unwrap } from "./rest";

export type TriggerEvent = EnumOf<"lenses.workflow_triggers.event_type">;

/** A workflow that starts when something happened to a run of another one. */
export interface EventTrigger {
  id: string;
  workflow_id: string;
  source_workflow_id: string;
  event_type: TriggerEvent;
  filter: Condition | null;
  inputs_template: Record<string, unknown>;
  workflow_assignment_id: string | null;
  is_active: boolean;
  last_fired_at: string | null;
  last_run_id: string | null;
  last_error_message: string | null;
  last_error_at: string | null;
}

const columns =
  "id,workflow_id,source_workflow_id,event_type,filter,inputs_template,workflow_assignment_id,is_active,last_fired_at,last_run_id,last_error_message,last_error_at";

export const listEventTriggers = (): Promise<EventTrigger[]> =>
  unwrap(
    lenses
      .from("workflow_triggers")
      .select(columns)
      .eq("kind", "event")
      .order("created_at")
      .order("id")
      .limit(500),
  );

export type TriggerPlan = Pick<
  EventTrigger,
  | "workflow_id"
  | "source_workflow_id"
  | "event_type"
  | "filter"
  | "inputs_template"
  | "workflow_assignment_id"
  | "is_active"
>;

export const saveTrigger = (plan: TriggerPlan, id: string | null): Promise<EventTrigger> =>
  call("fn_upsert_workflow_trigger", {
    p_workflow_id: plan.workflow_id,
    p_source_workflow_id: plan.source_workflow_id,
    p_event_type: plan.event_type,
    p_filter: plan.filter,
    p_inputs_template: plan.inputs_template,
    p_workflow_assignment_id: plan.workflow_assignment_id,
    p_is_active: plan.is_active,
    p_trigger_id: id,
  });

export const deleteTrigger = (id: string): Promise<void> =>
  call("fn_delete_workflow_trigger", { p_trigger_id: id });

interface EndedRun {
  id: string;
  workflow_id: string;
  status: string;
  trigger_mode: string;
  context_inputs: unknown;
  error: unknown;
  spent_credits: unknown;
  completed_at: string | null;
}

/** What the newest ended run of a workflow would have told a trigger; undefined where none has ended yet. */
export async function lastHappening(workflowId: string): Promise<Record<string, unknown> | undefined> {
  const [run] = await unwrap<EndedRun[]>(
    lenses
      .from("workflow_runs")
      .select("id,workflow_id,status,trigger_mode,context_inputs,error,spent_credits,completed_at")
      .eq("workflow_id", workflowId)
      .not("completed_at", "is", null)
      .order("created_at", { ascending: false })
      .limit(1),
  );
  if (!run) return undefined;
  const told = {
    event: `run.${run.status}`,
    run_id: run.id,
    workflow_id: run.workflow_id,
    status: run.status,
    trigger_mode: run.trigger_mode,
    inputs: run.context_inputs,
    error: run.error,
    credits: run.spent_credits,
    completed_at: run.completed_at,
  };
  // The server leaves out what is not there.
  return Object.fromEntries(Object.entries(told).filter(([, value]) => value !== null));
}
