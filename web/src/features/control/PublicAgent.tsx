import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import type { Agent } from "@/api/agents";
import { searchLenses } from "@/api/lenses";
import { textLink } from "@/kit/links";
import { PageHead, Panel } from "@/kit/Page";
import { AgentState } from "./AgentState";
import { LensLinks } from "./LensLinks";

/** An agent as the public sees it. */
export function PublicAgent({ agent }: { agent: Agent }) {
  const { t } = useTranslation();
  const lenses = useQuery({
    queryKey: ["lenses-of", agent.profile_id],
    queryFn: () => searchLenses({ owner: agent.profile_id }),
  });
  return (
    <div className="flex flex-col gap-4" data-mode="agent-public">
      <PageHead title={agent.display_name}>
        <AgentState agent={agent} />
      </PageHead>
      <Panel>
        <p className="text-sm text-soft">@{agent.handle}</p>
        {agent.headline && <p className="mt-1 font-medium">{agent.headline}</p>}
        {agent.bio && <p className="mt-2 text-sm whitespace-pre-wrap">{agent.bio}</p>}
        {agent.owner && (
          <p className="mt-3 text-sm text-soft">
            {t("lenser.ownedBy")}{" "}
            <Link to="/lenser/$handle" params={{ handle: agent.owner.handle }} className={textLink}>
              {agent.owner.display_name}
            </Link>
          </p>
        )}
      </Panel>
      <LensLinks lenses={lenses.data} />
    </div>
  );
}
