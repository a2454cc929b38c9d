import { useState } from "react";
import { useTranslation } from "react-i18next";
import { asText, type Json } from "@/model/json";
import {
  approvalModes,
  failureModes,
  missedModes,
  type Policies,
  type PolicyKind,
  policySentences,
  withSetting,
} from "@/model/policies";
import { Button } from "./Button";
import { Check, Select, TextArea, TextInput } from "./Input";

const kinds: readonly PolicyKind[] = ["approval", "retry", "failure", "queue"];

interface Props {
  policies: Policies;
  /** left out where they are only shown */
  onChange?: (policies: Policies) => void;
}

/** The four policies as cards that say in plain sentences what holds; each opens as a form, or as the JSON that is stored. */
export function PolicyCards({ policies, onChange }: Props) {
  const { t } = useTranslation();
  const [open, setOpen] = useState<PolicyKind | null>(null);
  return (
    <div className="grid gap-2 sm:grid-cols-2">
      {kinds.map((kind) => (
        <div
          key={kind}
          data-policy={kind}
          className={`rounded-lg border border-line p-3 ${open === kind ? "sm:col-span-2" : ""}`}
        >
          <div className="flex items-start gap-2">
            <div className="min-w-0 grow">
              <p className="text-xs font-medium text-soft">{t(`policy.${kind}`)}</p>
              <p className="text-sm">
                {policySentences(kind, policies[kind])
                  .map((one) => t(one.key, one.values))
                  .join(" ")}
              </p>
            </div>
            {onChange && (
              <Button aria-expanded={open === kind} onClick={() => setOpen(open === kind ? null : kind)}>
                {open === kind ? t("app.close") : t("policy.change")}
                <span className="sr-only"> {t(`policy.${kind}`)}</span>
              </Button>
            )}
          </div>
          {open === kind && onChange && (
            <PolicyForm
              kind={kind}
              policy={policies[kind]}
              onChange={(policy) => onChange({ ...policies, [kind]: policy })}
            />
          )}
        </div>
      ))}
    </div>
  );
}

interface FormProps {
  kind: PolicyKind;
  policy: Json;
  onChange(policy: Json): void;
}

function PolicyForm({ kind, policy, onChange }: FormProps) {
  const { t } = useTranslation();
  const [json, setJson] = useState<string | null>(null);
  const set = (name: string, value: unknown) => onChange(withSetting(policy, name, value));
  const whole = (name: string, label: string, factor = 1) => (
    <TextInput
      label={label}
      inputMode="numeric"
      value={typeof policy[name] === "number" ? String(Number(policy[name]) / factor) : ""}
      onChange={(event) => {
        const number = Number(event.target.value);
        set(name, event.target.value === "" || Number.isNaN(number) ? undefined : number * factor);
      }}
    />
  );
  const text = (name: string, label: string, placeholder: string) => (
    <TextInput
      label={label}
      placeholder={placeholder}
      value={typeof policy[name] === "string" ? policy[name] : ""}
      onChange={(event) => set(name, event.target.value.trim() || undefined)}
    />
  );
  const choice = (name: string, label: string, options: readonly string[], prefix: string, first: string) => (
    <Select
      label={label}
      value={String(policy[name] ?? first)}
      onChange={(event) => set(name, event.target.value)}
      options={options.map((value) => ({ value, label: t(`${prefix}.${value}`, { count: 1000 }) }))}
    />
  );
  return (
    <div className="mt-3 flex flex-col gap-3 border-t border-line pt-3">
      {kind === "approval" && (
        <>
          <Check
            label={t("policy.approval.ask")}
            checked={policy.requiresApproval !== false}
            onChange={(event) =>
              onChange(
                withSetting(
                  event.target.checked ? policy : withSetting(policy, "mode", undefined),
                  "requiresApproval",
                  event.target.checked,
                ),
              )
            }
          />
          {policy.requiresApproval !== false && (
            <>
              {choice("mode", t("policy.approval.when"), approvalModes, "policy.approval", "every_run")}
              {whole("timeoutMinutes", t("policy.approval.timeoutField"))}
            </>
          )}
        </>
      )}
      {kind === "retry" && (
        <>
          {whole("maxRetries", t("policy.retry.field"))}
          {whole("backoffMs", t("policy.retry.pauseField"), 1000)}
          {whole("timeoutMs", t("policy.retry.limitField"), 1000)}
        </>
      )}
      {kind === "failure" && (
        <>
          {choice("mode", t("policy.failure.when"), failureModes, "policy.failure", "isolate")}
          {policy.mode === "fallback" && (
            <>
              {text("fallbackModelId", t("policy.failure.modelField"), "provider/model")}
              {text("fallbackAssigneeId", t("policy.failure.assigneeField"), "")}
            </>
          )}
        </>
      )}
      {kind === "queue" && (
        <>
          <Check
            label={t("policy.queue.oneByOne")}
            checked={policy.mode === "serial"}
            onChange={(event) => set("mode", event.target.checked ? "serial" : "parallel")}
          />
          {policy.mode !== "serial" && whole("maxConcurrency", t("policy.queue.field"))}
          {whole("priority", t("policy.queue.priorityField"))}
          {choice("onMissed", t("policy.queue.when"), missedModes, "policy.queue.missed", "skip")}
        </>
      )}
      <details>
        <summary className="cursor-pointer text-sm text-soft">{t("policy.asJson")}</summary>
        <TextArea
          label={t("policy.asJson")}
          quiet
          className="mt-2 font-mono"
          value={json ?? asText(policy)}
          aria-invalid={json !== null || undefined}
          help={json !== null && <span className="font-medium text-bad">{t("policy.badJson")}</span>}
          onChange={(event) => {
            try {
              const parsed: unknown = JSON.parse(event.target.value);
              if (parsed !== null && typeof parsed === "object" && !Array.isArray(parsed)) {
                setJson(null);
                onChange(parsed as Json);
                return;
              }
            } catch {
              // half a JSON text stays as typed until it is whole
            }
            setJson(event.target.value);
          }}
        />
      </details>
    </div>
  );
}
