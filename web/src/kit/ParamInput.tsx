import { useTranslation } from "react-i18next";
import { optionValues, type Parameter } from "@/model/parameters";
import { Check, Select, TextArea, TextInput } from "./Input";

interface Props {
  parameter: Pick<
    Parameter,
    "label" | "type" | "required" | "options" | "help_text" | "placeholder" | "default_value"
  >;
  value: unknown;
  onChange(value: unknown): void;
}

const nativeTypes: Readonly<Record<string, string>> = {
  url: "url",
  date: "date",
  datetime: "datetime-local",
};

/** The native input that fits a parameter's type; undefined means not given. */
export function ParamInput({ parameter, value, onChange }: Props) {
  const { t } = useTranslation();
  const label = parameter.required ? `${parameter.label} *` : parameter.label;
  const shown =
    value === undefined || value === null ? "" : typeof value === "string" ? value : JSON.stringify(value);
  const common = {
    label,
    help: parameter.help_text,
    placeholder:
      parameter.default_value === null || parameter.default_value === undefined
        ? (parameter.placeholder ?? "")
        : t("param.default", { value: String(parameter.default_value) }),
  };
  const text = (typed: string) => onChange(typed === "" ? undefined : typed);
  switch (parameter.type) {
    case "textarea":
      return <TextArea {...common} value={shown} onChange={(event) => text(event.target.value)} />;
    case "json":
      return (
        <TextArea
          {...common}
          className="font-mono"
          value={shown}
          onChange={(event) => text(event.target.value)}
        />
      );
    case "number":
    case "integer":
    case "float":
    case "decimal":
      return (
        <TextInput
          {...common}
          inputMode={parameter.type === "integer" ? "numeric" : "decimal"}
          value={shown}
          onChange={(event) => text(event.target.value)}
        />
      );
    case "boolean":
      return (
        <Check
          label={label}
          checked={value === true || value === "true"}
          onChange={(event) => onChange(event.target.checked)}
        />
      );
    case "select":
      return (
        <Select
          label={label}
          help={parameter.help_text}
          value={shown}
          onChange={(event) => text(event.target.value)}
          options={[
            { value: "", label: "–" },
            ...optionValues(parameter.options).map((option) => ({ value: option, label: option })),
          ]}
        />
      );
    default:
      return (
        <TextInput
          {...common}
          type={nativeTypes[parameter.type] ?? "text"}
          value={shown}
          onChange={(event) => text(event.target.value)}
        />
      );
  }
}
