import { call } from "./rest";

/** Where signed messages start a workflow. The secret is never part of it. */
export interface Webhook {
  webhook_id: string;
  url: string;
  is_active: boolean;
  secret_hint: string | null;
  rotated_at: string | null;
  last_fired_at: string | null;
  last_run_id: string | null;
  workflow_assignment_id: string | null;
}

export const getWebhook = (workflowId: string): Promise<Webhook> =>
  call("fn_get_workflow_webhook_config", { p_workflow_id: workflowId });

/** A new secret, told this once; the one before stays good until the next. */
export const rotateWebhook = (workflowId: string): Promise<string> =>
  call("fn_rotate_webhook_secret", { p_workflow_id: workflowId });

export const switchWebhook = (workflowId: string, on: boolean): Promise<Webhook> =>
  call("fn_update_workflow_webhook", { p_workflow_id: workflowId, p_is_active: on });
