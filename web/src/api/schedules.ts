import type { Json } from "@/model/json";
import { call } from "./rest";
import { ApiError } from "./session";

export interface Schedule {
  id: string;
  workflow_id: string;
  workflow_title: string | null;
  description?: string | null;
  cron_expr: string;
  timezone: string;
  global_model_id: string | null;
  inputs_template: Record<string, unknown>;
  is_active: boolean;
  assignee_type: string | null;
  assignee_id: string | null;
  workflow_assignment_id: string | null;
  approval_policy: Json;
  retry_policy: Json;
  failure_policy: Json;
  queue_policy: Json;
  next_run_at: string | null;
  /** when a pause ends by itself */
  resume_at?: string | null;
  last_run_at: string | null;
  last_run_id: string | null;
  last_dispatch_status: string | null;
  last_error_message: string | null;
}

/** What came of an instant: a run and how it stands, or no run and why not. */
export interface ScheduledRun {
  id: string;
  run_id: string | null;
  status: string;
  outcome: string;
  /** how many instants it stands for; more than one only where they were missed */
  instants: number;
  message: string | null;
  scheduled_for: string | null;
  started_at: string | null;
  completed_at: string | null;
  created_at: string;
}

/** When a schedule fires, as the server computed it. */
export interface Fire {
  fire_at: string;
  local_time: string;
  note: string | null;
}

export const listSchedules = (): Promise<Schedule[]> => call("fn_get_workflow_schedules", { p_limit: 200 });

export const saveSchedule = (
  workflowId: string,
  scheduleId: string | null,
  values: Record<string, unknown>,
): Promise<Schedule[]> =>
  call("fn_upsert_workflow_schedule", {
    p_workflow_id: workflowId,
    p_schedule_id: scheduleId,
    ...Object.fromEntries(Object.entries(values).map(([name, value]) => [`p_${name}`, value])),
  });

/** The next fires; null where this server does not compute them. */
export async function previewFires(cron: string, zone: string, count = 10): Promise<Fire[] | null> {
  try {
    return await call<Fire[]>("fn_preview_schedule_fires", {
      p_cron_expr: cron,
      p_timezone: zone,
      p_n: count,
    });
  } catch (problem) {
    if (problem instanceof ApiError && problem.code === "0A000") return null;
    throw problem;
  }
}

/** Switches a schedule off, until an instant where one is named. */
export const pauseSchedule = (id: string, until: string | null = null): Promise<void> =>
  call("fn_pause_workflow_schedule", { p_schedule_id: id, ...(until ? { p_until: until } : {}) });
export const resumeSchedule = (id: string): Promise<void> =>
  call("fn_resume_workflow_schedule", { p_schedule_id: id });
export const triggerSchedule = (id: string): Promise<string | null> =>
  call("fn_trigger_workflow_schedule", { p_schedule_id: id });
export const deleteSchedule = (id: string): Promise<void> =>
  call("fn_delete_workflow_schedule", { p_schedule_id: id });

export const scheduleHistory = (id: string): Promise<ScheduledRun[]> =>
  call("fn_get_workflow_schedule_history", { p_schedule_id: id });

/** Catches up on what was missed since an instant; dry, it only says what it would do. */
export const backfill = (id: string, since: string, dry: boolean): Promise<Record<string, unknown>> =>
  call("fn_backfill_schedule", { p_schedule_id: id, p_since: since, p_dry_run: dry });
