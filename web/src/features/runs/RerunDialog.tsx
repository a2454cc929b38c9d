import { useMutation, useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { rerun } from "@/api/runs";
import { Button } from "@/kit/Button";
import { Dialog } from "@/kit/Dialog";
import { Select, TextArea } from "@/kit/Input";
import { Badge } from "@/kit/Page";
import { Problem } from "@/kit/Problem";

interface Props {
  runId: string;
  fromNode: string | null;
  fromLabel: string | null;
  inputs: Record<string, unknown>;
  onClose(): void;
}

/** Says what would run again, what is reused and what it will cost about, and only then starts. */
export function RerunDialog({ runId, fromNode, fromLabel, inputs, onClose }: Props) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const [version, setVersion] = useState<"same" | "newest">("same");
  const [typed, setTyped] = useState<Readonly<Record<string, string>>>({});
  const edited = Object.fromEntries(
    Object.entries(inputs).map(([name, value]) => [
      name,
      typed[name] === undefined ? value : readAs(value, typed[name]),
    ]),
  );
  const given = Object.keys(typed).length > 0 ? edited : null;
  const plan = useQuery({
    queryKey: ["rerun", runId, fromNode, version, given],
    queryFn: () => rerun(runId, fromNode, { version, inputs: given, dry: true }),
    retry: false,
    placeholderData: (before) => before,
  });
  const start = useMutation({
    mutationFn: () => rerun(runId, fromNode, { version, inputs: given, dry: false }),
    onSuccess: (done) => {
      onClose();
      if (done.run_id) void navigate({ to: "/runs/$runId", params: { runId: done.run_id } });
    },
  });
  return (
    <Dialog
      title={fromLabel ? t("rerun.from", { label: fromLabel }) : t("rerun.all")}
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>{t("app.cancel")}</Button>
          <Button tone="accent" disabled={start.isPending || plan.isError} onClick={() => start.mutate()}>
            {t("rerun.start")}
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-4">
        <Select
          label={t("node.version")}
          value={version}
          onChange={(event) => setVersion(event.target.value === "newest" ? "newest" : "same")}
          options={["same", "newest"].map((value) => ({ value, label: t(`rerun.${value}`) }))}
        />
        {Object.entries(inputs).map(([name, value]) => (
          <TextArea
            key={name}
            label={name}
            className="max-h-40"
            value={typed[name] ?? (typeof value === "string" ? value : JSON.stringify(value))}
            onChange={(event) => setTyped({ ...typed, [name]: event.target.value })}
          />
        ))}
        {plan.isError && <Problem error={plan.error} />}
        {plan.data && (
          <div data-plan className="text-sm">
            <p className="mb-1 font-medium">{t("rerun.again", { count: plan.data.invalidated.length })}</p>
            <p className="flex flex-wrap gap-1">
              {plan.data.invalidated.map((step) => (
                <Badge key={step.node_id} tone="warn">
                  {step.label}
                </Badge>
              ))}
            </p>
            <p className="mt-3 mb-1 font-medium">{t("rerun.reused", { count: plan.data.reused.length })}</p>
            <p className="flex flex-wrap gap-1">
              {plan.data.reused.map((step) => (
                <Badge key={step.node_id} tone="good">
                  {step.label}
                </Badge>
              ))}
            </p>
            <p className="mt-3 text-soft">{t("rerun.cost", { credits: plan.data.estimated_credits })}</p>
          </div>
        )}
        {start.isError && <Problem error={start.error} />}
      </div>
    </Dialog>
  );
}

function readAs(before: unknown, typed: string): unknown {
  if (typeof before === "string") return typed;
  try {
    return JSON.parse(typed);
  } catch {
    return typed;
  }
}
