import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { type Approval, grantStandingTool } from "@/api/approvals";
import { Button } from "@/kit/Button";
import { FormDialog } from "@/kit/FormDialog";
import { Check, Select } from "@/kit/Input";
import { toast } from "@/kit/toast";
import { asText } from "@/model/json";

interface Props {
  approval: Approval;
  toolId: string;
  onClose(): void;
  onGranted(): void;
}

/** Approves calls of a tool in advance: for a time, with the arguments that must be the same as those of the call that waits. */
export function StandingTool({ approval, toolId, onClose, onGranted }: Props) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const given = Object.entries(approval.inputs ?? {});
  const [same, setSame] = useState<ReadonlySet<string>>(new Set(given.map(([name]) => name)));
  const [here, setHere] = useState(approval.workflow_id !== null);
  const [hours, setHours] = useState(24);
  const grant = useMutation({
    mutationFn: () =>
      grantStandingTool(approval.ai_lenser_id, toolId, {
        workflowId: here ? approval.workflow_id : null,
        match: Object.fromEntries(given.filter(([name]) => same.has(name))),
        hours,
      }),
    onSuccess: async () => {
      toast(t("standing.grantedTool"));
      onGranted();
      await queries.invalidateQueries({ queryKey: ["standing"] });
    },
  });
  const toggle = (name: string) => {
    const next = new Set(same);
    if (!next.delete(name)) next.add(name);
    setSame(next);
  };
  return (
    <FormDialog
      id="standing-form"
      title={t("standing.tool", { tool: approval.title ?? "" })}
      action={t("standing.toolDo")}
      buttons={<Button onClick={onClose}>{t("app.cancel")}</Button>}
      disabled={grant.isPending}
      error={grant.error}
      onSubmit={() => grant.mutate()}
      onClose={onClose}
    >
      <p className="text-sm text-soft">{t("standing.toolHelp")}</p>
      <fieldset className="flex flex-col gap-2">
        <legend className="mb-1 text-sm font-medium text-soft">{t("standing.arguments")}</legend>
        {given.length === 0 && <p className="text-sm">{t("standing.anyArguments")}</p>}
        {given.map(([name, value]) => (
          <div key={name} className="min-w-0">
            <Check label={name} checked={same.has(name)} onChange={() => toggle(name)} />
            <p
              className={`ml-6 max-h-24 overflow-y-auto text-sm break-words whitespace-pre-wrap ${same.has(name) ? "" : "text-soft line-through"}`}
            >
              {asText(value)}
            </p>
          </div>
        ))}
      </fieldset>
      {approval.workflow_id !== null && (
        <Check
          label={t("standing.inWorkflow")}
          checked={here}
          onChange={(event) => setHere(event.target.checked)}
        />
      )}
      <Select
        label={t("standing.howLong")}
        value={String(hours)}
        onChange={(event) => setHours(Number(event.target.value))}
        options={[1, 24, 168].map((count) => ({
          value: String(count),
          label: t("standing.hours", { count }),
        }))}
      />
      <p className="text-xs text-soft">{t("standing.tainted")}</p>
    </FormDialog>
  );
}
