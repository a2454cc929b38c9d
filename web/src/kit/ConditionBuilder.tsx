import { Plus, Trash2 } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import {
  type Condition,
  conditionProblem,
  holds,
  readValue,
  takesValue,
  testTypes,
  writeValue,
} from "@/model/conditions";
import { Button } from "./Button";
import { Select, TextArea, TextInput } from "./Input";
import { Badge } from "./Page";

interface Props {
  value: Condition | null;
  /** the value that the edge carried in the newest run; undefined when there is none */
  sample: unknown;
  readOnly: boolean;
  /** what the button says that takes the condition away */
  without?: string;
  onChange(condition: Condition | null): void;
}

const firstTest: Condition = { type: "present" };

/** A condition as rows of rules or as its JSON, answered on the newest value that was seen. */
export function ConditionBuilder({ value, sample, readOnly, without, onChange }: Props) {
  const { t } = useTranslation();
  const [json, setJson] = useState<string | null>(null);
  const [bad, setBad] = useState<string | null>(null);

  function type(text: string) {
    setJson(text);
    try {
      const read = JSON.parse(text);
      const problem = conditionProblem(read);
      setBad(problem && t(problem));
      if (problem === null) onChange(read);
    } catch (error) {
      setBad(error instanceof Error ? error.message : String(error));
    }
  }

  if (value === null)
    return (
      <Button disabled={readOnly} onClick={() => onChange(firstTest)}>
        <Plus size={15} aria-hidden className="mr-1 inline" />
        {t("condition.add")}
      </Button>
    );
  return (
    <fieldset disabled={readOnly} className="flex flex-col gap-2">
      <legend className="sr-only">{t("edge.condition")}</legend>
      {json === null ? (
        <Part value={value} onChange={onChange} onRemove={() => onChange(null)} />
      ) : (
        <TextArea
          label={t("condition.json")}
          quiet
          className="font-mono"
          value={json}
          onChange={(event) => type(event.target.value)}
          help={bad && <span className="text-bad">{bad}</span>}
        />
      )}
      <div className="flex flex-wrap items-center gap-2">
        <Button onClick={() => setJson(json === null ? JSON.stringify(value, null, 2) : null)}>
          {json === null ? "JSON" : t("condition.rows")}
        </Button>
        <Button tone="danger" onClick={() => onChange(null)}>
          {without ?? t("condition.remove")}
        </Button>
        {sample === undefined ? (
          <span className="text-xs text-soft">{t("condition.noSample")}</span>
        ) : (
          <span data-holds={holds(value, sample)}>
            <Badge tone={holds(value, sample) ? "good" : "bad"}>
              {t(holds(value, sample) ? "condition.holds" : "condition.holdsNot")}
            </Badge>
          </span>
        )}
      </div>
    </fieldset>
  );
}

interface PartProps {
  value: Condition;
  onChange(condition: Condition): void;
  onRemove(): void;
}

function Part({ value, onChange, onRemove }: PartProps) {
  const { t } = useTranslation();
  if (!("type" in value)) return <Group value={value} onChange={onChange} onRemove={onRemove} />;
  const change = (type: string) => {
    const { value: wanted, ...rest } = value;
    if (!takesValue(type)) return onChange({ ...rest, type });
    const list = type === "in" || type === "not_in";
    const kept = wanted ?? (list ? [] : "");
    onChange({
      ...rest,
      type,
      value: list && !Array.isArray(kept) ? [kept] : !list && Array.isArray(kept) ? (kept[0] ?? "") : kept,
    });
  };
  return (
    <div className="flex flex-wrap items-end gap-1.5 rounded-md border border-line p-2">
      <div className="min-w-20 flex-1">
        <TextInput
          label={t("condition.path")}
          placeholder={t("condition.whole")}
          value={value.path ?? ""}
          onChange={(event) => {
            const { path: _, ...rest } = value;
            onChange(event.target.value === "" ? rest : { ...rest, path: event.target.value });
          }}
        />
      </div>
      <div className="min-w-28 flex-1">
        <Select
          label={t("condition.test")}
          value={value.type}
          onChange={(event) => change(event.target.value)}
          options={testTypes.map((type) => ({ value: type, label: t(`test.${type}`) }))}
        />
      </div>
      {takesValue(value.type) && (
        <div className="min-w-20 flex-1">
          <ValueInput value={value.value} onChange={(wanted) => onChange({ ...value, value: wanted })} />
        </div>
      )}
      <div className="flex">
        <button
          type="button"
          aria-label={t("condition.group")}
          title={t("condition.group")}
          onClick={() => onChange({ all: [value, firstTest] })}
          className="rounded p-2 text-soft hover:bg-sunken"
        >
          <Plus size={15} aria-hidden />
        </button>
        <button
          type="button"
          aria-label={t("condition.removeRow")}
          onClick={onRemove}
          className="rounded p-2 text-soft hover:bg-sunken hover:text-bad"
        >
          <Trash2 size={15} aria-hidden />
        </button>
      </div>
    </div>
  );
}

function ValueInput({ value, onChange }: { value: unknown; onChange(value: unknown): void }) {
  const { t } = useTranslation();
  const [typed, setTyped] = useState<string | null>(null);
  return (
    <TextInput
      label={t("condition.value")}
      value={typed ?? writeValue(value)}
      onChange={(event) => {
        setTyped(event.target.value);
        onChange(readValue(event.target.value));
      }}
      onBlur={() => setTyped(null)}
    />
  );
}

function Group({
  value,
  onChange,
  onRemove,
}: Omit<PartProps, "value"> & { value: Exclude<Condition, { type: string }> }) {
  const { t } = useTranslation();
  const mode = "all" in value ? "all" : "any" in value ? "any" : "not";
  const parts = "all" in value ? value.all : "any" in value ? value.any : [value.not];
  const make = (how: string, list: Condition[]): Condition =>
    how === "not"
      ? { not: list.length === 1 && list[0] ? list[0] : { all: list } }
      : how === "any"
        ? { any: list }
        : { all: list };
  return (
    <div className="flex flex-col gap-2 rounded-md border border-line bg-sunken p-2">
      <div className="flex items-end gap-2">
        <Select
          label={t("condition.mode")}
          value={mode}
          onChange={(event) => onChange(make(event.target.value, parts))}
          options={["all", "any", "not"].map((one) => ({ value: one, label: t(`condition.${one}`) }))}
        />
        {mode !== "not" && (
          <Button onClick={() => onChange(make(mode, [...parts, firstTest]))}>{t("condition.addRow")}</Button>
        )}
      </div>
      {parts.map((part, at) => (
        <Part
          // biome-ignore lint/suspicious/noArrayIndexKey: rules have no name but their place
          key={at}
          value={part}
          onChange={(next) =>
            onChange(
              make(
                mode,
                parts.map((one, index) => (index === at ? next : one)),
              ),
            )
          }
          onRemove={() => {
            const left = parts.filter((_, index) => index !== at);
            const [only] = left;
            if (!only) onRemove();
            else onChange(left.length === 1 && mode !== "not" ? only : make(mode, left));
          }}
        />
      ))}
    </div>
  );
}
