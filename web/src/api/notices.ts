import { call } from "./rest";

/** Where a person is told of approvals and of ends of runs. */
export interface Target {
  id: string;
  kind: "webhook" | "email";
  url: string | null;
  label: string | null;
  events: string[];
  is_active: boolean;
  state: "ready" | "failing" | "off" | "no_secret";
  waiting: number;
  given_up: number;
  last_delivered_at: string | null;
  last_error: string | null;
}

export const listTargets = (): Promise<Target[]> => call("fn_list_notification_targets");

export const addTarget = (url: string | null): Promise<Target> =>
  call("fn_upsert_notification_target", url === null ? { p_kind: "email" } : { p_url: url });

export const switchTarget = (id: string, isActive: boolean): Promise<Target> =>
  call("fn_upsert_notification_target", { p_target_id: id, p_is_active: isActive });

/** A new secret, given out this once. */
export const rotateTarget = (id: string): Promise<string> =>
  call("fn_rotate_notification_secret", { p_target_id: id });

export const testTarget = (id: string): Promise<string> =>
  call("fn_test_notification_target", { p_target_id: id });

export const replayTarget = (id: string): Promise<number> =>
  call("fn_replay_notifications", { p_target_id: id });

export const removeTarget = (id: string): Promise<void> =>
  call("fn_delete_notification_target", { p_target_id: id });
