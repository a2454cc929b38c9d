import { useQuery } from "@tanstack/react-query";
import { useParams } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { agentOfProfile, findProfile } from "@/api/agents";
import { meQuery } from "@/api/me";
import { Problem } from "@/kit/Problem";
import { Waiting } from "@/kit/Waiting";
import { AgentPage, type Section, sections } from "./AgentPage";
import { PersonPage } from "./PersonPage";
import { PublicAgent } from "./PublicAgent";

/** /lenser/:handle in its four modes: a person or an agent, seen by its owner or by the public. */
export function LenserPage() {
  const { handle, section } = useParams({ strict: false });
  return <Lenser key={handle} handle={handle ?? ""} section={section} />;
}

function Lenser({ handle, section }: { handle: string; section: string | undefined }) {
  const { t } = useTranslation();
  const me = useQuery(meQuery);
  const profile = useQuery({ queryKey: ["profile", handle], queryFn: () => findProfile(handle) });
  const profileId = profile.data?.type === "ai" ? profile.data.id : "";
  const agent = useQuery({
    queryKey: ["agent", profileId],
    queryFn: () => agentOfProfile(profileId),
    enabled: profileId !== "",
    refetchInterval: 10_000,
  });
  if (profile.isError) return <Problem error={profile.error} onRetry={() => profile.refetch()} />;
  if (agent.isError) return <Problem error={agent.error} onRetry={() => agent.refetch()} />;
  if (profile.isPending || me.isPending) return <Waiting />;
  if (!profile.data) return <p>{t("lenser.notFound", { handle })}</p>;
  if (profile.data.type === "human")
    return <PersonPage profile={profile.data} mine={profile.data.id === me.data?.id} />;
  if (!agent.data) return agent.isPending ? <Waiting /> : <p>{t("lenser.notFound", { handle })}</p>;
  // Who holds a grant sees the personality note as a column, be it empty; the public does not see the column.
  if (!("personality_note" in agent.data)) return <PublicAgent agent={agent.data} />;
  const shown = (sections as readonly string[]).includes(section ?? "") ? (section as Section) : "overview";
  return <AgentPage agent={agent.data} section={shown} />;
}
