import type { Policies } from "@/model/policies";
import type { PolicyPreview } from "@/model/whatIf";
import { call } from "./rest";

/** What the last ten runs of a workflow, or those as one agent, would have come to under these policies. */
export const previewPolicies = (
  workflowId: string,
  agentId: string | null,
  policies: Policies,
): Promise<PolicyPreview[]> =>
  call("fn_preview_policies", {
    p_workflow_id: workflowId,
    p_policies: policies,
    p_ai_lenser_id: agentId,
  });
