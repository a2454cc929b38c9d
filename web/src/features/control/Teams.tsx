import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Plus } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { type Agent, createTeam, type Team, updateTeam } from "@/api/agents";
import { Button } from "@/kit/Button";
import { FormDialog } from "@/kit/FormDialog";
import { TextArea, TextInput } from "@/kit/Input";
import { Menu } from "@/kit/Menu";
import { Badge, Panel } from "@/kit/Page";
import { Problem } from "@/kit/Problem";
import { TeamEditor } from "./TeamEditor";

/** The teams that an agent leads. */
export function Teams({ agent, teams }: { agent: Agent; teams: readonly Team[] }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const [making, setMaking] = useState(false);
  const change = useMutation({
    mutationFn: ({ id, status }: { id: string; status: string }) => updateTeam(id, { status }),
    onSuccess: () => queries.invalidateQueries({ queryKey: ["workspace"] }),
  });
  const create = (
    <Button onClick={() => setMaking(true)}>
      <Plus size={15} aria-hidden className="-ml-1 inline" /> {t("team.new")}
    </Button>
  );
  return (
    <>
      {teams.length === 0 && (
        <Panel title={t("agent.teams")} aside={create}>
          <p className="text-sm text-soft">{t("team.none")}</p>
        </Panel>
      )}
      {teams.map((team, at) => (
        <Panel
          key={team.id}
          title={
            <>
              {team.name} {team.status !== "active" && <Badge tone="warn">{t(`team.${team.status}`)}</Badge>}
            </>
          }
          aside={
            <>
              {at === 0 && create}
              <Menu
                label={t("app.more")}
                place="right-0 mt-1"
                items={[
                  {
                    label: t(team.status === "paused" ? "team.resume" : "team.pause"),
                    run: () =>
                      change.mutate({ id: team.id, status: team.status === "paused" ? "active" : "paused" }),
                  },
                  {
                    label: t("team.archive"),
                    danger: true,
                    run: () => change.mutate({ id: team.id, status: "archived" }),
                  },
                ]}
              >
                ⋯
              </Menu>
            </>
          }
        >
          {team.description && <p className="mb-3 text-sm text-soft">{team.description}</p>}
          {change.isError && <Problem error={change.error} />}
          <TeamEditor team={team} />
        </Panel>
      ))}
      {making && <NewTeam agent={agent} onClose={() => setMaking(false)} />}
    </>
  );
}

function NewTeam({ agent, onClose }: { agent: Agent; onClose(): void }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const [name, setName] = useState("");
  const [description, setDescription] = useState("");
  const make = useMutation({
    mutationFn: () => createTeam(agent.ai_lenser_id, name, description),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: ["workspace"] });
      onClose();
    },
  });
  return (
    <FormDialog
      id="new-team"
      title={t("team.new")}
      action={t("team.create")}
      disabled={make.isPending}
      error={make.error}
      onSubmit={() => make.mutate()}
      onClose={onClose}
    >
      <TextInput
        label={t("field.name")}
        value={name}
        required
        maxLength={120}
        autoFocus
        onChange={(event) => setName(event.target.value)}
      />
      <TextArea
        label={t("team.purpose")}
        value={description}
        maxLength={4000}
        onChange={(event) => setDescription(event.target.value)}
      />
    </FormDialog>
  );
}
