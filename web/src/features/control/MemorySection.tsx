import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { plainLink } from "@/kit/links";
import type { SectionProps } from "./AgentPage";
import { ProfilesPanel } from "./ProfilesPanel";

export function MemorySection({ agent, workspace }: SectionProps) {
  const { t } = useTranslation();
  return (
    <div className="flex flex-col gap-4">
      <div>
        <Link to="/memory" search={{ agent: agent.handle }} className={plainLink}>
          {t("agent.toMemory")}
        </Link>
      </div>
      <ProfilesPanel kind="memory" agentId={agent.ai_lenser_id} profiles={workspace.profiles.memory} />
    </div>
  );
}
