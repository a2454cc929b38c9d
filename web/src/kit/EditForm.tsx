import { useMutation } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { forget, keep, recall } from "@/api/local";
import { changes, type FormField, type JsonSchema, misfits } from "@/model/schemaForm";
import { Button } from "./Button";
import { Problem } from "./Problem";
import { SchemaForm } from "./SchemaForm";
import { toast } from "./toast";

interface Props {
  /** what names the form in this browser, so that a reload loses nothing */
  keptAs: string;
  schema: JsonSchema;
  values: Readonly<Record<string, unknown>>;
  /** stores what was changed */
  save(patch: Record<string, unknown>): Promise<unknown>;
  onSaved?(): void;
  disabled?: boolean;
  action?: string;
  /** everything is sent, not only what differs from the start */
  wholeWhenNew?: boolean;
}

/** What a row and its choices are called in the page's language; the server's own names where there is no better one. */
export function useFieldNames() {
  const { t } = useTranslation();
  return {
    nameOf: (field: FormField) => t(`field.${field.name}`, field.title),
    choiceOf: (_field: FormField, choice: string) => t(`choice.${choice}`, choice),
    helpOf: (field: FormField) => t(`help.${field.name}`, { defaultValue: "" }) || field.help,
  };
}

/** A form over what the server holds: only what was changed is sent, and what is typed is kept until it is stored. */
export function EditForm({
  keptAs,
  schema,
  values,
  save,
  onSaved,
  disabled,
  action,
  wholeWhenNew = false,
}: Props) {
  const { t } = useTranslation();
  const names = useFieldNames();
  const [own, setOwn] = useState<Record<string, unknown> | null>(null);
  const [round, setRound] = useState(0);
  useEffect(() => {
    void recall<Record<string, unknown>>(keptAs).then((kept) => kept && setOwn(kept));
  }, [keptAs]);
  const known = Object.fromEntries(
    Object.keys(schema.properties ?? {}).map((name) => [name, values[name] ?? undefined]),
  );
  const shown = own ?? known;
  const patch = changes(known, shown);
  const dirty = Object.keys(patch).length > 0;
  const leave = async () => {
    await forget(keptAs);
    setOwn(null);
    setRound(round + 1);
  };
  const store = useMutation({
    mutationFn: () =>
      save(
        wholeWhenNew
          ? Object.fromEntries(Object.entries(shown).filter(([, value]) => value !== undefined))
          : patch,
      ),
    onSuccess: async () => {
      toast(t("edit.saved"));
      await onSaved?.();
      await leave();
    },
  });
  const fits = misfits(schema, shown).length === 0;
  return (
    <form
      data-form={keptAs}
      onSubmit={(event) => {
        event.preventDefault();
        if (dirty && fits) store.mutate();
      }}
      className="flex flex-col gap-3"
    >
      <SchemaForm
        key={round}
        schema={schema}
        values={shown}
        disabled={disabled || store.isPending}
        onChange={(next) => {
          setOwn(next);
          void keep(keptAs, next);
        }}
        {...names}
      />
      {store.isError && <Problem error={store.error} />}
      {!disabled && (
        <div className="flex flex-wrap gap-2">
          <Button tone="accent" type="submit" disabled={!dirty || !fits || store.isPending}>
            {action ?? t("app.save")}
          </Button>
          {dirty && <Button onClick={leave}>{t("edit.leave")}</Button>}
        </div>
      )}
    </form>
  );
}
