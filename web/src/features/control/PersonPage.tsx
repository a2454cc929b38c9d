import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Link, useNavigate } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { listAgents, type Profile, updateProfile } from "@/api/agents";
import { searchLenses } from "@/api/lenses";
import { EditForm } from "@/kit/EditForm";
import { textLink } from "@/kit/links";
import { Badge, PageHead, Panel } from "@/kit/Page";
import { When } from "@/kit/When";
import { LensLinks } from "./LensLinks";
import { agentSchema } from "./schemas";

/** A person: what all may see, and for the person itself the form to change it. */
export function PersonPage({ profile, mine }: { profile: Profile; mine: boolean }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const navigate = useNavigate();
  const lenses = useQuery({
    queryKey: ["lenses-of", profile.id],
    queryFn: () => searchLenses({ owner: profile.id }),
  });
  const agents = useQuery({
    queryKey: ["agents", profile.id],
    queryFn: () => listAgents(profile.id),
    enabled: mine,
  });
  return (
    <div className="flex flex-col gap-4" data-mode={mine ? "person-owner" : "person-public"}>
      <PageHead title={profile.display_name}>
        {mine && <Badge tone="accent">{t("lenser.you")}</Badge>}
      </PageHead>
      <div className="grid items-start gap-4 lg:grid-cols-2">
        <Panel title={mine ? t("lenser.profile") : undefined}>
          {mine ? (
            <EditForm
              keptAs={`profile:${profile.id}`}
              schema={agentSchema}
              values={profile as unknown as Record<string, unknown>}
              save={async (patch) => {
                await updateProfile(profile.id, patch as Partial<Profile>);
                await queries.invalidateQueries({ queryKey: ["me"] });
                await queries.invalidateQueries({ queryKey: ["profile"] });
                if (typeof patch.handle === "string")
                  await navigate({ to: "/lenser/$handle", params: { handle: patch.handle } });
              }}
            />
          ) : (
            <>
              <p className="text-sm text-soft">@{profile.handle}</p>
              {profile.headline && <p className="mt-1 font-medium">{profile.headline}</p>}
              {profile.bio && <p className="mt-2 text-sm whitespace-pre-wrap">{profile.bio}</p>}
              <p className="mt-3 text-sm text-soft">
                {t("lenser.since")} <When at={profile.created_at} />
              </p>
            </>
          )}
        </Panel>
        <div className="flex flex-col gap-4">
          {mine && (
            <Panel title={t("app.agents")}>
              {agents.data?.length === 0 && <p className="text-sm text-soft">{t("agents.empty")}</p>}
              <ul className="flex flex-col gap-1.5 text-sm">
                {(agents.data ?? []).map((agent) => (
                  <li key={agent.ai_lenser_id} className="truncate">
                    <Link to="/lenser/$handle" params={{ handle: agent.handle }} className={textLink}>
                      {agent.display_name}
                    </Link>
                  </li>
                ))}
              </ul>
            </Panel>
          )}
          <LensLinks lenses={lenses.data} />
        </div>
      </div>
    </div>
  );
}
