import { useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { updateAgent, updatePersonality } from "@/api/agents";
import { EditForm } from "@/kit/EditForm";
import { Panel } from "@/kit/Page";
import type { SectionProps } from "./AgentPage";
import { ProfilesPanel } from "./ProfilesPanel";
import { agentSchema } from "./schemas";

export function BehaviourSection({ agent, workspace }: SectionProps) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const again = async () => {
    await queries.invalidateQueries({ queryKey: ["agent"] });
    await queries.invalidateQueries({ queryKey: ["profile"] });
  };
  return (
    <div className="grid items-start gap-4 xl:grid-cols-2">
      <div className="flex flex-col gap-4">
        <Panel title={t("agent.note")}>
          <EditForm
            keptAs={`note:${agent.ai_lenser_id}`}
            schema={{ properties: { personality_note: { type: "string", maxLength: 8000 } } }}
            values={{ personality_note: agent.personality_note ?? undefined }}
            save={(patch) => updatePersonality(agent.ai_lenser_id, String(patch.personality_note ?? ""))}
            onSaved={again}
          />
        </Panel>
        <Panel title={t("lenser.profile")}>
          <EditForm
            keptAs={`agent:${agent.ai_lenser_id}`}
            schema={{
              ...agentSchema,
              properties: Object.fromEntries(
                Object.entries(agentSchema.properties ?? {}).filter(([name]) => name !== "handle"),
              ),
              required: ["display_name", "visibility"],
            }}
            values={agent as unknown as Record<string, unknown>}
            save={(patch) => updateAgent(agent.ai_lenser_id, patch)}
            onSaved={again}
          />
        </Panel>
      </div>
      <ProfilesPanel
        kind="personality"
        agentId={agent.ai_lenser_id}
        profiles={workspace.profiles.personality}
      />
    </div>
  );
}
