import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { listStanding, revokeStanding, type Standing as StandingRow, toolNames } from "@/api/approvals";
import { meQuery } from "@/api/me";
import { agentNames, workflowTitles } from "@/api/names";
import { Button } from "@/kit/Button";
import { Empty } from "@/kit/Page";
import { Problem } from "@/kit/Problem";
import { Table } from "@/kit/Table";
import { When } from "@/kit/When";
import { asText } from "@/model/json";

/** What was approved in advance, for how long, and the button that ends it. */
export function Standing() {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const me = useQuery(meQuery);
  const standing = useQuery({ queryKey: ["standing"], queryFn: listStanding });
  const agents = useQuery({
    queryKey: ["agent-names", me.data?.id],
    queryFn: () => agentNames(me.data?.id ?? ""),
    enabled: me.data !== undefined,
  });
  const ids = (standing.data ?? []).flatMap((one) => one.workflow_id ?? []);
  const titles = useQuery({
    queryKey: ["workflow-titles", ids],
    queryFn: () => workflowTitles(ids),
    enabled: ids.length > 0,
  });
  const toolIds = (standing.data ?? []).flatMap((one) => one.tool_id ?? []);
  const tools = useQuery({
    queryKey: ["tool-names", toolIds],
    queryFn: () => toolNames(toolIds),
    enabled: toolIds.length > 0,
  });
  const what = (one: StandingRow): string => {
    const workflow = one.workflow_id ? (titles.data?.get(one.workflow_id) ?? "–") : null;
    if (!one.tool_id) return workflow ?? t("standing.everything");
    const held = Object.entries(one.argument_match ?? {});
    const values = held.map(([name, value]) => `${name} = ${asText(value)}`);
    return [
      tools.data?.get(one.tool_id) ?? "–",
      values.length > 0 ? values.join(", ") : t("standing.anyArguments"),
      ...(workflow ? [workflow] : []),
    ].join(" · ");
  };
  const revoke = useMutation({
    mutationFn: revokeStanding,
    onSuccess: () => queries.invalidateQueries({ queryKey: ["standing"] }),
  });
  if (standing.isError) return <Problem error={standing.error} onRetry={() => standing.refetch()} />;
  if (standing.data?.length === 0) return <Empty text={t("standing.empty")} />;
  return (
    <>
      {revoke.isError && <Problem error={revoke.error} />}
      <Table
        label={t("approvals.standing")}
        rows={standing.data ?? []}
        keyOf={(one) => one.id}
        columns={[
          {
            key: "agent",
            head: t("app.agent"),
            cell: (one) => agents.data?.get(one.ai_lenser_id)?.display_name ?? "–",
          },
          {
            key: "what",
            head: t("standing.what"),
            cell: (one) => <span className="break-words">{what(one)}</span>,
          },
          { key: "until", head: t("standing.until"), cell: (one) => <When at={one.expires_at} /> },
          {
            key: "end",
            head: "",
            figure: true,
            cell: (one) => (
              <Button tone="danger" disabled={revoke.isPending} onClick={() => revoke.mutate(one.id)}>
                {t("standing.end")}
              </Button>
            ),
          },
        ]}
      />
    </>
  );
}
