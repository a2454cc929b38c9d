import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { Plus } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { listAgents } from "@/api/agents";
import { fleetOverview } from "@/api/feed";
import { meQuery } from "@/api/me";
import { Button } from "@/kit/Button";
import { useCommands } from "@/kit/commands";
import { Figures } from "@/kit/Figures";
import { Empty, PageHead } from "@/kit/Page";
import { Problem } from "@/kit/Problem";
import { AgentState } from "./AgentState";
import { AgentWizard } from "./AgentWizard";

/** The caller's agents and how the fleet does. */
export function AgentsPage() {
  const { t } = useTranslation();
  const [making, setMaking] = useState(false);
  const me = useQuery(meQuery);
  const id = me.data?.id ?? "";
  const agents = useQuery({
    queryKey: ["agents", id],
    queryFn: () => listAgents(id),
    enabled: id !== "",
  });
  const fleet = useQuery({
    queryKey: ["fleet", id],
    queryFn: () => fleetOverview(id),
    enabled: id !== "",
    refetchInterval: 10_000,
  });
  useCommands([{ id: "new-agent", label: t("agents.new"), shortcut: "n", run: () => setMaking(true) }]);
  const create = (
    <Button tone="accent" onClick={() => setMaking(true)}>
      <Plus size={16} aria-hidden className="-ml-1 inline" /> {t("agents.new")}
    </Button>
  );
  if (agents.isError) return <Problem error={agents.error} onRetry={() => agents.refetch()} />;
  return (
    <>
      <PageHead title={t("app.agents")}>{create}</PageHead>
      {agents.data?.length === 0 && <Empty text={t("agents.empty")}>{create}</Empty>}
      {agents.data && agents.data.length > 0 && (
        <div className="flex flex-col gap-4">
          {fleet.data && (
            <Figures
              items={[
                {
                  label: t("fleet.active"),
                  value: `${fleet.data.agents_active} / ${fleet.data.agents_total}`,
                },
                { label: t("fleet.runs"), value: fleet.data.runs_24h },
                { label: t("fleet.approvals"), value: fleet.data.approvals_pending },
                { label: t("fleet.schedules"), value: fleet.data.schedules_active },
                { label: t("fleet.credits"), value: fleet.data.credits_30d },
              ]}
            />
          )}
          <ul className="grid grid-cols-[repeat(auto-fill,minmax(min(18rem,100%),1fr))] gap-3">
            {agents.data.map((agent) => (
              <li
                key={agent.ai_lenser_id}
                className="relative flex flex-col gap-1.5 rounded-xl border border-line bg-panel p-4 focus-within:border-accent hover:border-soft"
              >
                <div className="flex items-start gap-2">
                  <Link
                    to="/lenser/$handle"
                    params={{ handle: agent.handle }}
                    className="min-w-0 grow font-semibold break-words after:absolute after:inset-0 after:rounded-xl"
                  >
                    {agent.display_name}
                  </Link>
                  <AgentState agent={agent} />
                </div>
                <p className="text-sm text-soft">@{agent.handle}</p>
                {agent.headline && <p className="line-clamp-2 text-sm">{agent.headline}</p>}
              </li>
            ))}
          </ul>
        </div>
      )}
      {making && <AgentWizard me={id} onClose={() => setMaking(false)} />}
    </>
  );
}
