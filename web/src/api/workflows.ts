import { call } from "./rest";

export interface WorkflowRow {
  id: string;
  slug: string;
  title: string;
  description: string | null;
  visibility: string;
  node_count: number;
  created_at: string;
  updated_at: string;
  status: string;
}

export const myWorkflows = (
  owner: string,
  { search, sort }: { search?: string | undefined; sort?: string | undefined } = {},
): Promise<WorkflowRow[]> =>
  call("fn_get_my_workflows", {
    p_lenser_id: owner,
    p_limit: 200,
    p_search: search || null,
    p_sort: sort ?? "updated_at",
  });
