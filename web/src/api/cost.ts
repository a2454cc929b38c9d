import { call } from "./rest";

export const groupings = ["workflow", "agent", "schedule", "lens", "lens_version", "model", "key"] as const;
export type Grouping = (typeof groupings)[number];

export interface CostRow {
  key: string;
  label: string;
  runs: number;
  credits: number;
  input_tokens: number;
  output_tokens: number;
  previous_credits: number;
}

export interface CostOverview {
  month: string;
  credits: number;
  runs: number;
  forecast_credits: number;
  previous_credits: number;
  usd_per_credit: number;
}

export const costBy = (grouping: Grouping | "day", days: number): Promise<CostRow[]> =>
  call("fn_get_cost_breakdown", { p_by: grouping, p_days: days });

export const costOverview = (): Promise<CostOverview> => call("fn_get_cost_overview");
