import { ChevronDown, ChevronUp, Pencil, Trash2 } from "lucide-react";
import { useTranslation } from "react-i18next";
import { Check, Select, TextArea, TextInput } from "@/kit/Input";
import { Badge, Panel } from "@/kit/Page";
import { moveRow, optionValues, type Parameter, type Tool } from "@/model/parameters";
import { labelKey, labelsOf } from "@/model/template";

interface Props {
  body: string;
  rows: readonly Parameter[];
  tools: Tool[];
  readOnly: boolean;
  onChange(rows: Parameter[]): void;
  onRename(label: string): void;
}

/** One row per label: its type, whether it is required, its default, options and help. */
export function ParametersPanel({ body, rows, tools, readOnly, onChange, onRename }: Props) {
  const { t } = useTranslation();
  const inBody = new Set(labelsOf(body).map((one) => labelKey(one.label)));
  const put = (at: number, part: Partial<Parameter>) =>
    onChange(rows.map((row, index) => (index === at ? { ...row, ...part, fresh: false } : row)));
  const icon = "rounded p-1.5 text-soft hover:bg-sunken hover:text-ink disabled:opacity-30";
  return (
    <Panel title={t("lens.parameters")}>
      {rows.length === 0 && <p className="text-sm text-soft">{t("param.none")}</p>}
      <ul className="flex flex-col divide-y divide-line">
        {rows.map((row, at) => (
          <li key={labelKey(row.label)} className="py-3 first:pt-0 last:pb-0" data-parameter={row.label}>
            <div className="flex flex-wrap items-center gap-2">
              <code className="font-mono text-sm font-semibold">{row.label}</code>
              {!inBody.has(labelKey(row.label)) && <Badge tone="warn">{t("param.unused")}</Badge>}
              <div className="ml-auto flex items-center">
                <Check
                  label={t("param.required")}
                  className="mr-2"
                  checked={row.required}
                  disabled={readOnly}
                  onChange={(event) => put(at, { required: event.target.checked })}
                />
                {!readOnly && (
                  <>
                    <button
                      type="button"
                      className={icon}
                      aria-label={t("param.rename", { label: row.label })}
                      onClick={() => onRename(row.label)}
                    >
                      <Pencil size={15} aria-hidden />
                    </button>
                    <button
                      type="button"
                      className={icon}
                      aria-label={t("param.up", { label: row.label })}
                      disabled={at === 0}
                      onClick={() => onChange(moveRow(rows, at, -1))}
                    >
                      <ChevronUp size={15} aria-hidden />
                    </button>
                    <button
                      type="button"
                      className={icon}
                      aria-label={t("param.down", { label: row.label })}
                      disabled={at === rows.length - 1}
                      onClick={() => onChange(moveRow(rows, at, 1))}
                    >
                      <ChevronDown size={15} aria-hidden />
                    </button>
                    {!inBody.has(labelKey(row.label)) && (
                      <button
                        type="button"
                        className={icon}
                        aria-label={t("param.remove", { label: row.label })}
                        onClick={() => onChange(rows.filter((_, index) => index !== at))}
                      >
                        <Trash2 size={15} aria-hidden />
                      </button>
                    )}
                  </>
                )}
              </div>
            </div>
            <div className="mt-2 grid gap-2 sm:grid-cols-[10rem_1fr_1fr]">
              <Select
                label={t("param.type")}
                value={row.type}
                disabled={readOnly}
                onChange={(event) => put(at, { type: event.target.value })}
                options={tools.map((tool) => ({
                  value: tool.type,
                  label: t(`type.${tool.type}`, tool.label),
                }))}
              />
              <TextInput
                label={t("param.defaultValue")}
                value={row.default_value == null ? "" : String(row.default_value)}
                disabled={readOnly}
                onChange={(event) =>
                  put(at, { default_value: event.target.value === "" ? null : event.target.value })
                }
              />
              <TextInput
                label={t("param.help")}
                value={row.help_text ?? ""}
                disabled={readOnly}
                onChange={(event) => put(at, { help_text: event.target.value || null })}
              />
              {row.type === "select" && (
                <div className="sm:col-span-3">
                  <TextArea
                    label={t("param.options")}
                    value={optionValues(row.options).join("\n")}
                    disabled={readOnly}
                    onChange={(event) =>
                      put(at, { options: event.target.value === "" ? [] : event.target.value.split("\n") })
                    }
                  />
                </div>
              )}
            </div>
          </li>
        ))}
      </ul>
    </Panel>
  );
}
