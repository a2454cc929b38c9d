import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { TriangleAlert } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import {
  addEdge,
  addMember,
  listAgents,
  removeEdge,
  removeMember,
  setEdgeBlocking,
  type Team,
  updateMember,
} from "@/api/agents";
import { meQuery } from "@/api/me";
import { Button } from "@/kit/Button";
import { EditForm } from "@/kit/EditForm";
import { Check, Select, TextInput } from "@/kit/Input";
import { textLink } from "@/kit/links";
import { Problem } from "@/kit/Problem";
import { TeamPicture } from "@/kit/TeamPicture";
import { edgeTypes, teamWarnings } from "@/model/teamGraph";

/** A team as a picture, and beside it everything that can be done with it, by keyboard as well. */
export function TeamEditor({ team }: { team: Team }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const [chosen, setChosen] = useState<string | null>(null);
  const [editing, setEditing] = useState(team.members.length < 2);
  const change = useMutation({
    mutationFn: (act: () => Promise<unknown>) => act(),
    onSuccess: () => queries.invalidateQueries({ queryKey: ["workspace"] }),
  });
  const nameOf = new Map(team.members.map((one) => [one.id, one.agent_display_name]));
  const member = team.members.find((one) => one.id === chosen);
  return (
    <div className="flex flex-col gap-3" data-team={team.name}>
      {teamWarnings(team.members, team.edges).map((warning) => (
        <p key={warning.key} className="flex items-start gap-2 text-sm text-warn">
          <TriangleAlert size={16} aria-hidden className="mt-0.5 shrink-0" />
          {t(warning.key, { names: warning.names.join(", ") })}
        </p>
      ))}
      {team.members.length > 0 && (
        <TeamPicture
          members={team.members}
          edges={team.edges}
          chosen={chosen}
          onChoose={(id) => setChosen(id === chosen ? null : id)}
        />
      )}
      {change.isError && <Problem error={change.error} />}
      {member && (
        <div className="rounded-lg border border-accent p-3">
          <div className="mb-3 flex flex-wrap items-center gap-2">
            <p className="grow text-sm font-semibold">{member.agent_display_name}</p>
            <Link
              to="/lenser/$handle"
              params={{ handle: member.agent_handle }}
              className={`text-sm ${textLink}`}
            >
              @{member.agent_handle}
            </Link>
            <Button
              tone="danger"
              disabled={change.isPending}
              onClick={() =>
                change.mutate(async () => {
                  await removeMember(member.id);
                  setChosen(null);
                })
              }
            >
              {t("team.removeMember")}
            </Button>
          </div>
          <EditForm
            keptAs={`member:${member.id}`}
            schema={{
              required: ["role", "lane"],
              properties: {
                role: { type: "string", minLength: 1, maxLength: 40 },
                responsibility: { type: "string", maxLength: 2000 },
                lane: { type: "integer", minimum: 0, maximum: 99 },
                sort_order: { type: "integer" },
                is_active: { type: "boolean" },
              },
            }}
            values={member as unknown as Record<string, unknown>}
            save={(patch) => updateMember(member.id, patch)}
            onSaved={() => void queries.invalidateQueries({ queryKey: ["workspace"] })}
          />
        </div>
      )}
      <div>
        <Button aria-expanded={editing} onClick={() => setEditing(!editing)}>
          {t("team.edit")}
        </Button>
      </div>
      <div className={`grid items-start gap-4 lg:grid-cols-2 ${editing ? "" : "hidden"}`}>
        <AddMember team={team} />
        <div className="flex flex-col gap-2">
          <ul className="flex flex-col divide-y divide-line text-sm" aria-label={t("team.edges")}>
            {team.edges.map((edge) => (
              <li key={edge.id} className="flex flex-wrap items-center gap-x-3 gap-y-1 py-1.5">
                <span className="min-w-0 grow">
                  {nameOf.get(edge.source_member_id)} <strong>{t(`edge.${edge.edge_type}`)}</strong>{" "}
                  {nameOf.get(edge.target_member_id)}
                </span>
                <Check
                  label={t("team.blocking")}
                  checked={edge.is_blocking}
                  onChange={(event) => change.mutate(() => setEdgeBlocking(edge.id, event.target.checked))}
                />
                <Button onClick={() => change.mutate(() => removeEdge(edge.id))}>
                  {t("team.removeEdge")}
                </Button>
              </li>
            ))}
          </ul>
          {team.members.length > 1 && <AddEdge team={team} />}
        </div>
      </div>
    </div>
  );
}

function AddMember({ team }: { team: Team }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const me = useQuery(meQuery);
  const [agent, setAgent] = useState("");
  const [role, setRole] = useState("operator");
  const agents = useQuery({
    queryKey: ["agents", me.data?.id],
    queryFn: () => listAgents(me.data?.id ?? ""),
    enabled: me.data !== undefined,
  });
  const inTeam = new Set(team.members.map((one) => one.agent_id));
  const free = (agents.data ?? []).filter((one) => !inTeam.has(one.ai_lenser_id));
  const lane = Math.max(0, ...team.members.map((one) => one.lane));
  const add = useMutation({
    mutationFn: () => addMember(team.id, agent, role, lane),
    onSuccess: async () => {
      setAgent("");
      await queries.invalidateQueries({ queryKey: ["workspace"] });
    },
  });
  return (
    <form
      className="flex flex-wrap items-end gap-2"
      onSubmit={(event) => {
        event.preventDefault();
        add.mutate();
      }}
    >
      <div className="min-w-40 grow">
        <Select
          label={t("team.addMember")}
          value={agent}
          onChange={(event) => setAgent(event.target.value)}
          options={[
            { value: "", label: free.length > 0 ? "–" : t("team.allIn") },
            ...free.map((one) => ({ value: one.ai_lenser_id, label: one.display_name })),
          ]}
        />
      </div>
      <div className="w-32">
        <TextInput
          label={t("field.role")}
          value={role}
          maxLength={40}
          onChange={(event) => setRole(event.target.value)}
        />
      </div>
      <Button type="submit" disabled={agent === "" || role.trim() === "" || add.isPending}>
        {t("team.add")}
      </Button>
      {add.isError && (
        <div className="w-full">
          <Problem error={add.error} />
        </div>
      )}
    </form>
  );
}

function AddEdge({ team }: { team: Team }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const [from, setFrom] = useState("");
  const [to, setTo] = useState("");
  const [type, setType] = useState<string>(edgeTypes[0]);
  const add = useMutation({
    mutationFn: () => addEdge(team.id, from, to, type, false),
    onSuccess: async () => {
      setTo("");
      await queries.invalidateQueries({ queryKey: ["workspace"] });
    },
  });
  const people = (but: string) => [
    { value: "", label: "–" },
    ...team.members
      .filter((one) => one.id !== but)
      .map((one) => ({ value: one.id, label: one.agent_display_name })),
  ];
  return (
    <form
      className="grid grid-cols-2 items-end gap-2 sm:grid-cols-[1fr_1fr_1fr_auto]"
      onSubmit={(event) => {
        event.preventDefault();
        add.mutate();
      }}
    >
      <Select
        label={t("team.edgeFrom")}
        value={from}
        onChange={(event) => setFrom(event.target.value)}
        options={people(to)}
      />
      <Select
        label={t("team.edgeType")}
        value={type}
        onChange={(event) => setType(event.target.value)}
        options={edgeTypes.map((one) => ({ value: one, label: t(`edge.${one}`) }))}
      />
      <Select
        label={t("team.edgeTo")}
        value={to}
        onChange={(event) => setTo(event.target.value)}
        options={people(from)}
      />
      <Button type="submit" disabled={from === "" || to === "" || add.isPending}>
        {t("team.addEdge")}
      </Button>
      {add.isError && (
        <div className="col-span-full">
          <Problem error={add.error} />
        </div>
      )}
    </form>
  );
}
