import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Plus } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import {
  type AgentProfile,
  deleteAgentProfile,
  makeDefault,
  type ProfileKind,
  saveAgentProfile,
} from "@/api/agents";
import { Button } from "@/kit/Button";
import { Confirm } from "@/kit/Confirm";
import { EditForm } from "@/kit/EditForm";
import { Menu } from "@/kit/Menu";
import { Badge, Panel } from "@/kit/Page";
import { Problem } from "@/kit/Problem";
import { profileSchemas } from "./schemas";

interface Props {
  kind: ProfileKind;
  agentId: string;
  profiles: readonly AgentProfile[];
}

/** The profiles of one kind: one of them holds where nothing else is chosen. */
export function ProfilesPanel({ kind, agentId, profiles }: Props) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const [open, setOpen] = useState<string | "new" | null>(null);
  const [leaving, setLeaving] = useState<AgentProfile | null>(null);
  const again = () =>
    Promise.all([
      queries.invalidateQueries({ queryKey: ["workspace"] }),
      queries.invalidateQueries({ queryKey: ["effective-policy"] }),
    ]);
  const prefer = useMutation({
    mutationFn: (id: string) => makeDefault(kind, agentId, id),
    onSuccess: again,
  });
  const remove = useMutation({
    mutationFn: (id: string) => deleteAgentProfile(kind, id),
    onSuccess: async () => {
      setLeaving(null);
      await again();
    },
  });
  return (
    <Panel
      title={t(`profiles.${kind}`)}
      aside={
        <Button onClick={() => setOpen(open === "new" ? null : "new")}>
          <Plus size={15} aria-hidden className="-ml-1 inline" /> {t("profiles.new")}
        </Button>
      }
    >
      <div className="flex flex-col gap-3" data-profiles={kind}>
        {prefer.isError && <Problem error={prefer.error} />}
        {open === "new" && (
          <div className="rounded-lg border border-line p-3">
            <EditForm
              keptAs={`profile:${kind}:${agentId}:new`}
              schema={profileSchemas[kind]}
              values={{}}
              action={t("profiles.create")}
              save={(values) =>
                saveAgentProfile(kind, agentId, null, {
                  ...withoutNull(values),
                  is_default: profiles.length === 0,
                })
              }
              onSaved={async () => {
                setOpen(null);
                await again();
              }}
            />
          </div>
        )}
        {profiles.length === 0 && open !== "new" && (
          <p className="text-sm text-soft">{t(`profiles.none.${kind}`)}</p>
        )}
        {profiles.map((profile) => (
          <div key={profile.id} className="rounded-lg border border-line">
            <div className="flex items-center gap-2 p-2">
              <button
                type="button"
                aria-expanded={open === profile.id}
                onClick={() => setOpen(open === profile.id ? null : profile.id)}
                className="min-w-0 grow truncate rounded-md px-2 py-1 text-left text-sm font-medium hover:bg-sunken"
              >
                {profile.name}
              </button>
              {profile.is_default && <Badge tone="accent">{t("profiles.default")}</Badge>}
              <Menu
                label={t("app.more")}
                place="right-0 mt-1"
                items={[
                  {
                    label: t("profiles.makeDefault"),
                    disabled: profile.is_default,
                    run: () => prefer.mutate(profile.id),
                  },
                  { label: t("profiles.delete"), danger: true, run: () => setLeaving(profile) },
                ]}
              >
                ⋯
              </Menu>
            </div>
            {open === profile.id && (
              <div className="border-t border-line p-3">
                <EditForm
                  keptAs={`profile:${kind}:${profile.id}`}
                  schema={profileSchemas[kind]}
                  values={profile}
                  save={(patch) => saveAgentProfile(kind, agentId, profile.id, patch)}
                  onSaved={again}
                />
              </div>
            )}
          </div>
        ))}
      </div>
      {leaving && (
        <Confirm
          title={t("profiles.delete")}
          action={t("profiles.delete")}
          danger
          busy={remove.isPending}
          error={remove.error}
          onConfirm={() => remove.mutate(leaving.id)}
          onClose={() => setLeaving(null)}
        >
          <p>{t("profiles.deleteText", { name: leaving.name })}</p>
        </Confirm>
      )}
    </Panel>
  );
}

const withoutNull = (values: Record<string, unknown>) =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value !== null));
