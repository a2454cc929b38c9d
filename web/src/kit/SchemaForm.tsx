import { useState } from "react";
import { useTranslation } from "react-i18next";
import { asText, sameJson } from "@/model/json";
import { type FormField, fieldsOf, type JsonSchema, misfits, typedValue } from "@/model/schemaForm";
import { Check, Select, TextArea, TextInput } from "./Input";

interface Props {
  schema: JsonSchema | null;
  values: Readonly<Record<string, unknown>>;
  onChange(values: Record<string, unknown>): void;
  disabled?: boolean;
  /** what a row, and a choice of it, is called */
  nameOf?(field: FormField): string;
  choiceOf?(field: FormField, choice: string): string;
  helpOf?(field: FormField): string | null;
}

/** A form made from a JSON schema, with what does not fit told at the row; values that the schema does not name have rows of their own. */
export function SchemaForm({ schema, values, onChange, disabled, nameOf, choiceOf, helpOf }: Props) {
  const { t } = useTranslation();
  // What was typed, to the letter: "1." is not yet a number, and half a JSON text is no value.
  const [typed, setTyped] = useState<Readonly<Record<string, string>>>({});
  const wrong = new Map(misfits(schema, values).map((one) => [one.name, t(one.key, one.values)]));

  function set(field: FormField, value: string | boolean) {
    if (typeof value === "string") setTyped({ ...typed, [field.name]: value });
    onChange({ ...values, [field.name]: typedValue(field, value) });
  }

  return (
    <div className="flex flex-col gap-3">
      {fieldsOf(schema, values).map((field) => {
        const value = values[field.name];
        const kept = typed[field.name];
        const shown =
          kept !== undefined && sameJson(typedValue(field, kept) ?? null, value ?? null)
            ? kept
            : field.kind === "list" && Array.isArray(value)
              ? value.join("\n")
              : asText(value);
        const name = nameOf?.(field) ?? field.title;
        const problem = wrong.get(field.name);
        const help = helpOf?.(field) ?? field.help;
        const common = {
          label: field.required ? `${name} *` : name,
          help: problem ? <span className="font-medium text-bad">{problem}</span> : help,
          disabled,
          "aria-invalid": problem ? true : undefined,
          value: shown,
        };
        if (field.kind === "boolean")
          return (
            <Check
              key={field.name}
              label={name}
              disabled={disabled}
              checked={value === true}
              onChange={(event) => set(field, event.target.checked)}
            />
          );
        if (field.kind === "choice")
          return (
            <Select
              key={field.name}
              {...common}
              onChange={(event) => set(field, event.target.value)}
              options={[
                ...(field.required && value !== undefined ? [] : [{ value: "", label: "–" }]),
                ...field.choices.map((one) => ({ value: one, label: choiceOf?.(field, one) ?? one })),
              ]}
            />
          );
        if (field.kind === "long" || field.kind === "json" || field.kind === "list")
          return (
            <TextArea
              key={field.name}
              {...common}
              className={field.kind === "json" ? "font-mono" : ""}
              onChange={(event) => set(field, event.target.value)}
            />
          );
        return (
          <TextInput
            key={field.name}
            {...common}
            inputMode={field.kind === "integer" ? "numeric" : field.kind === "number" ? "decimal" : "text"}
            onChange={(event) => set(field, event.target.value)}
          />
        );
      })}
    </div>
  );
}
