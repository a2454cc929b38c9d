import { Plus, Trash2 } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Contract } from "@/api/lenses";
import { Button } from "@/kit/Button";
import { Check, Select, TextArea, TextInput } from "@/kit/Input";
import { Panel } from "@/kit/Page";
import {
  addField,
  type ContractField,
  fieldsOf,
  fieldTypes,
  removeField,
  renameField,
  setField,
} from "@/model/contract";
import type { DraftKeeper } from "./useLensDraft";

/** What goes in and what comes out, as fields or as the JSON that is stored. */
export function ContractsPanel({ keeper, readOnly }: { keeper: DraftKeeper; readOnly: boolean }) {
  const { t } = useTranslation();
  return (
    <div className="flex flex-col gap-4">
      <ContractEditor
        title={t("contract.output")}
        what={t("contract.outputMeans")}
        value={keeper.draft.outputContract as Contract | null}
        start={{ kind: "json", artifactKind: "json", fields: {} }}
        named
        readOnly={readOnly}
        onChange={(outputContract) => keeper.change({ outputContract })}
      />
      <ContractEditor
        title={t("contract.input")}
        what={t("contract.inputMeans")}
        value={keeper.draft.inputContract as Contract | null}
        start={{ kind: "inputs", artifactKind: "json", fields: {} }}
        named={false}
        readOnly={readOnly}
        onChange={(inputContract) => keeper.change({ inputContract })}
      />
    </div>
  );
}

interface Props {
  title: string;
  what: string;
  value: Contract | null;
  start: Contract;
  named: boolean;
  readOnly: boolean;
  onChange(contract: Contract | null): void;
}

function ContractEditor({ title, what, value, start, named, readOnly, onChange }: Props) {
  const { t } = useTranslation();
  const [json, setJson] = useState<string | null>(null);
  const [bad, setBad] = useState<string | null>(null);

  function type(text: string) {
    setJson(text);
    try {
      const read = JSON.parse(text);
      setBad(null);
      onChange(read);
    } catch (error) {
      setBad(error instanceof Error ? error.message : String(error));
    }
  }

  return (
    <Panel
      title={title}
      aside={
        value !== null && (
          <Button onClick={() => setJson(json === null ? JSON.stringify(value, null, 2) : null)}>
            {json === null ? "JSON" : t("contract.form")}
          </Button>
        )
      }
    >
      <p className="mb-3 text-sm text-soft">{what}</p>
      {value === null ? (
        !readOnly && (
          <Button onClick={() => onChange(start)}>
            <Plus size={15} aria-hidden className="mr-1 inline" />
            {t("contract.add")}
          </Button>
        )
      ) : json !== null ? (
        <TextArea
          label={`${title} JSON`}
          quiet
          className="font-mono"
          value={json}
          disabled={readOnly}
          onChange={(event) => type(event.target.value)}
          help={bad && <span className="text-bad">{bad}</span>}
        />
      ) : (
        <fieldset disabled={readOnly} className="flex flex-col gap-3">
          <legend className="sr-only">{title}</legend>
          {named && (
            <div className="grid gap-2 sm:grid-cols-2">
              <TextInput
                label="kind"
                value={value.kind}
                maxLength={60}
                onChange={(event) => onChange({ ...value, kind: event.target.value })}
              />
              <TextInput
                label="artifactKind"
                value={value.artifactKind}
                maxLength={60}
                onChange={(event) => onChange({ ...value, artifactKind: event.target.value })}
              />
            </div>
          )}
          <ul className="flex flex-col gap-3">
            {fieldsOf(value).map(([name, field], at) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: a field keeps its place while its name is typed
              <Field key={at} name={name} field={field} value={value} onChange={onChange} />
            ))}
          </ul>
          <div className="flex flex-wrap items-center gap-3">
            <Button onClick={() => onChange(addField(value))}>
              <Plus size={15} aria-hidden className="mr-1 inline" />
              {t("contract.addField")}
            </Button>
            <Check
              label={t("contract.strict")}
              checked={value.strict === true}
              onChange={(event) => onChange({ ...value, strict: event.target.checked })}
            />
            <Button tone="danger" className="ml-auto" onClick={() => onChange(null)}>
              {t("contract.remove")}
            </Button>
          </div>
        </fieldset>
      )}
    </Panel>
  );
}

interface FieldProps {
  name: string;
  field: ContractField;
  value: Contract;
  onChange(contract: Contract): void;
}

function Field({ name, field, value, onChange }: FieldProps) {
  const { t } = useTranslation();
  const put = (part: ContractField) => onChange(setField(value, name, part));
  const limits: [keyof ContractField & string, boolean][] =
    field.type === "number" || field.type === "integer"
      ? [
          ["min", true],
          ["max", true],
        ]
      : field.type === "string" || field.type === "url" || field.type === "array"
        ? [
            ["minLength", true],
            ["maxLength", true],
          ]
        : [];
  return (
    <li className="rounded-md border border-line p-3">
      <div className="grid items-end gap-2 sm:grid-cols-[1fr_9rem_auto_auto]">
        <TextInput
          label={t("contract.field")}
          value={name}
          onChange={(event) => onChange(renameField(value, name, event.target.value))}
        />
        <Select
          label={t("param.type")}
          value={field.type ?? "any"}
          onChange={(event) => put({ type: event.target.value })}
          options={fieldTypes.map((type) => ({ value: type, label: type }))}
        />
        <Check
          label={t("param.required")}
          className="min-h-9"
          checked={field.required === true}
          onChange={(event) => put({ required: event.target.checked })}
        />
        <button
          type="button"
          aria-label={t("contract.removeField", { name })}
          onClick={() => onChange(removeField(value, name))}
          className="rounded p-2 text-soft hover:bg-sunken hover:text-bad"
        >
          <Trash2 size={15} aria-hidden />
        </button>
      </div>
      <div className="mt-2 grid grid-cols-2 gap-2 sm:grid-cols-3">
        {limits.map(([limit]) => (
          <TextInput
            key={limit}
            label={t(`contract.${limit}`)}
            type="number"
            value={(field[limit] as number | undefined) ?? ""}
            onChange={(event) =>
              put({ [limit]: event.target.value === "" ? undefined : Number(event.target.value) })
            }
          />
        ))}
        {field.type === "array" && (
          <Select
            label={t("contract.itemType")}
            value={field.itemType ?? "any"}
            onChange={(event) => put({ itemType: event.target.value })}
            options={fieldTypes.map((type) => ({ value: type, label: type }))}
          />
        )}
        {field.type === "string" && (
          <TextInput
            label={t("contract.pattern")}
            value={field.pattern ?? ""}
            onChange={(event) => put({ pattern: event.target.value || undefined })}
          />
        )}
      </div>
    </li>
  );
}
