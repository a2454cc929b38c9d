import { useMutation, useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { listModels } from "@/api/lenses";
import { keep, recall } from "@/api/local";
import { startRun } from "@/api/workflows";
import { Button } from "@/kit/Button";
import { FormDialog } from "@/kit/FormDialog";
import { Select } from "@/kit/Input";
import { ParamInput } from "@/kit/ParamInput";
import { givenValues, missingValues } from "@/model/parameters";
import type { RunInput } from "@/model/workflowInputs";

interface Props {
  workflowId: string;
  inputs: RunInput[];
  onClose(): void;
}

/** Asks for what the workflow's nodes need and starts a run; a double click starts one. */
export function RunDialog({ workflowId, inputs, onClose }: Props) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const [values, setValues] = useState<Record<string, unknown>>({});
  const [model, setModel] = useState("");
  const keptAs = `run-values:${workflowId}`;
  const key = useRef(crypto.randomUUID());
  const models = useQuery({ queryKey: ["models"], queryFn: listModels, staleTime: 60_000 });
  useEffect(() => {
    void recall<Record<string, unknown>>(keptAs).then((kept) => kept && setValues(kept));
  }, [keptAs]);
  const start = useMutation({
    mutationFn: () => startRun(workflowId, givenValues(inputs, values), model || null, key.current),
    onSuccess: (runId) => navigate({ to: "/runs/$runId", params: { runId } }),
    onError: () => {
      key.current = crypto.randomUUID();
    },
  });
  const missing = missingValues(inputs, values);
  return (
    <FormDialog
      id="run-form"
      title={t("runDialog.title")}
      action={t("runDialog.start")}
      buttons={<Button onClick={onClose}>{t("app.cancel")}</Button>}
      disabled={start.isPending || missing.length > 0}
      error={start.error}
      onSubmit={() => start.mutate()}
      onClose={onClose}
    >
      {inputs.length === 0 && <p className="text-sm text-soft">{t("runDialog.noInputs")}</p>}
      {inputs.map((input) => (
        <ParamInput
          key={input.label}
          parameter={{
            ...input,
            help_text: input.help_text ?? t("runDialog.readBy", { labels: input.readBy.join(", ") }),
          }}
          value={values[input.label]}
          onChange={(value) => {
            const next = { ...values, [input.label]: value };
            setValues(next);
            void keep(keptAs, next);
          }}
        />
      ))}
      <Select
        label={t("try.model")}
        value={model}
        onChange={(event) => setModel(event.target.value)}
        options={[
          { value: "", label: t("try.defaultModel") },
          ...(models.data ?? []).map((one) => ({
            value: `${one.provider_key}/${one.key}`,
            label: `${one.provider_name} · ${one.name}`,
          })),
        ]}
      />
    </FormDialog>
  );
}
