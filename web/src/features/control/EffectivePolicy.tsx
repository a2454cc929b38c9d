import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { effectivePolicy, type Team } from "@/api/agents";
import { Select } from "@/kit/Input";
import { Badge, Panel } from "@/kit/Page";
import { Problem } from "@/kit/Problem";
import { Table } from "@/kit/Table";
import { policyRows } from "@/model/effectivePolicy";

/** What holds after all profiles and policies are merged, and where each value comes from; for the agent, or for one of its places in a team. */
export function EffectivePolicy({ agentId, teams }: { agentId: string; teams: readonly Team[] }) {
  const { t } = useTranslation();
  const [member, setMember] = useState("");
  const policy = useQuery({
    queryKey: ["effective-policy", agentId, member],
    queryFn: () => effectivePolicy(agentId, member || null),
    placeholderData: (before) => before,
  });
  const places = teams.flatMap((team) =>
    team.members.map((one) => ({
      value: one.id,
      label: `${one.agent_display_name} · ${team.name} (${one.role})`,
    })),
  );
  const rows = policyRows(policy.data ?? {});
  return (
    <Panel
      title={t("governance.effective")}
      aside={
        places.length > 0 && (
          <Select
            label={t("governance.for")}
            quiet
            value={member}
            onChange={(event) => setMember(event.target.value)}
            options={[{ value: "", label: t("governance.agentItself") }, ...places]}
          />
        )
      }
    >
      <p className="mb-3 text-sm text-soft">{t("governance.effectiveText")}</p>
      {policy.isError && <Problem error={policy.error} onRetry={() => policy.refetch()} />}
      <Table
        label={t("governance.effective")}
        rows={rows}
        keyOf={(row) => `${row.section}.${row.name}`}
        columns={[
          {
            key: "part",
            head: t("governance.part"),
            from: "sm",
            cell: (row) => t(`governance.section.${row.section}`, row.section),
          },
          {
            key: "name",
            head: t("governance.value"),
            cell: (row) => t(`field.${row.name}`, row.name.replaceAll("_", " ")),
          },
          {
            key: "is",
            head: t("governance.is"),
            cell: (row) => <span className="break-words">{t(`choice.${row.value}`, row.value)}</span>,
          },
          {
            key: "source",
            head: t("governance.source"),
            cell: (row) => (
              <Badge tone={row.source === "team_member" ? "accent" : "plain"}>
                {t(`governance.from.${row.source}`, row.source)}
                {row.profile && `: ${row.profile}`}
              </Badge>
            ),
          },
        ]}
      />
    </Panel>
  );
}
