import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { findProfile, grantOwnership, listOwnerships, revokeOwnership } from "@/api/agents";
import { Button } from "@/kit/Button";
import { Check, Select, TextInput } from "@/kit/Input";
import { Panel } from "@/kit/Page";
import { Problem } from "@/kit/Problem";
import { scopes } from "./schemas";

/** Who looks after an agent, and how far each may go. */
export function People({ agentId }: { agentId: string }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const [handle, setHandle] = useState("");
  const [role, setRole] = useState("operator");
  const [chosen, setChosen] = useState<readonly string[]>(["approvals:decide"]);
  const people = useQuery({ queryKey: ["ownerships", agentId], queryFn: () => listOwnerships(agentId) });
  const again = () => queries.invalidateQueries({ queryKey: ["ownerships"] });
  const grant = useMutation({
    mutationFn: async () => {
      const found = await findProfile(handle.replace(/^@/, ""));
      if (found?.type !== "human") throw new Error(t("people.nobody", { handle }));
      await grantOwnership(agentId, found.id, role, role === "operator" ? [...chosen] : []);
    },
    onSuccess: async () => {
      setHandle("");
      await again();
    },
  });
  const revoke = useMutation({ mutationFn: revokeOwnership, onSuccess: again });
  return (
    <Panel title={t("people.title")}>
      {people.isError && <Problem error={people.error} onRetry={() => people.refetch()} />}
      <ul className="divide-y divide-line">
        {(people.data ?? [])
          .filter((one) => one.revoked_at === null)
          .map((one) => (
            <li key={one.id} className="flex flex-wrap items-center gap-2 py-2 text-sm">
              <span className="min-w-0 grow">
                <span className="font-medium">{one.owner_display_name}</span>{" "}
                <span className="text-soft">@{one.owner_handle}</span>
                <span className="block text-xs text-soft">
                  {t(`people.role.${one.role}`, one.role)}
                  {one.permission_scope.length > 0 &&
                    ` · ${one.permission_scope.map((scope) => t(`scope.${scope}`, scope)).join(", ")}`}
                </span>
              </span>
              {one.role !== "owner" && (
                <Button tone="danger" disabled={revoke.isPending} onClick={() => revoke.mutate(one.id)}>
                  {t("people.revoke")}
                </Button>
              )}
            </li>
          ))}
      </ul>
      {revoke.isError && <Problem error={revoke.error} />}
      <form
        className="mt-3 flex flex-col gap-3 border-t border-line pt-3"
        onSubmit={(event) => {
          event.preventDefault();
          grant.mutate();
        }}
      >
        <div className="grid gap-3 sm:grid-cols-2">
          <TextInput
            label={t("people.handle")}
            value={handle}
            required
            onChange={(event) => setHandle(event.target.value)}
          />
          <Select
            label={t("people.as")}
            value={role}
            onChange={(event) => setRole(event.target.value)}
            options={["operator", "co_owner"].map((value) => ({ value, label: t(`people.role.${value}`) }))}
          />
        </div>
        {role === "operator" && (
          <fieldset className="flex flex-wrap gap-x-4 gap-y-1">
            <legend className="mb-1 text-sm font-medium text-soft">{t("people.scopes")}</legend>
            {scopes.map((scope) => (
              <Check
                key={scope}
                label={t(`scope.${scope}`)}
                checked={chosen.includes(scope)}
                onChange={(event) =>
                  setChosen(event.target.checked ? [...chosen, scope] : chosen.filter((one) => one !== scope))
                }
              />
            ))}
          </fieldset>
        )}
        {grant.isError && <Problem error={grant.error} />}
        <div>
          <Button type="submit" disabled={grant.isPending}>
            {t("people.grant")}
          </Button>
        </div>
      </form>
    </Panel>
  );
}
