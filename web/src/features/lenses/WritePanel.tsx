import type { EditorView } from "@codemirror/view";
import { useEffect, useMemo, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { CodeEditor } from "@/kit/CodeEditor";
import { FormDialog } from "@/kit/FormDialog";
import { TextInput } from "@/kit/Input";
import { followBody, givenValues, renameParameter, type Tool } from "@/model/parameters";
import { labelKey } from "@/model/template";
import { lensSyntax, tellFacts } from "./lensSyntax";
import { ParametersPanel } from "./ParametersPanel";
import type { DraftKeeper } from "./useLensDraft";

interface Props {
  keeper: DraftKeeper;
  values: Record<string, unknown>;
  tools: Tool[];
  readOnly: boolean;
}

/** The text of the lens, and beneath it the parameters that its labels make. */
export function WritePanel({ keeper, values, tools, readOnly }: Props) {
  const { t } = useTranslation();
  const { draft } = keeper;
  const view = useRef<EditorView | null>(null);
  const [renaming, setRenaming] = useState<string | null>(null);
  const syntax = useMemo(() => lensSyntax((label) => setRenaming(label)), []);

  useEffect(() => {
    const filled = new Set(Object.keys(givenValues(draft.parameters, values)).map(labelKey));
    view.current?.dispatch({ effects: tellFacts.of({ rows: draft.parameters, filled }) });
  }, [draft.parameters, values]);

  return (
    <div className="flex flex-col gap-4">
      <div>
        <CodeEditor
          label={t("lens.body")}
          value={draft.body}
          readOnly={readOnly}
          extensions={syntax}
          placeholderText={t("lens.bodyHint")}
          className="h-72 max-h-[70vh] resize-y"
          onView={(editor) => {
            view.current = editor;
          }}
          onChange={(body) => {
            if (body !== draft.body && !readOnly)
              keeper.change({ body, parameters: followBody(body, draft.parameters) });
          }}
        />
        <p className="mt-1 text-xs text-soft">{t("lens.bodyKeys")}</p>
      </div>
      <ParametersPanel
        body={draft.body}
        rows={draft.parameters}
        tools={tools}
        readOnly={readOnly}
        onChange={(parameters) => keeper.change({ parameters })}
        onRename={setRenaming}
      />
      {renaming !== null && (
        <Rename
          label={renaming}
          onClose={() => setRenaming(null)}
          onRename={(to) => {
            const renamed = renameParameter(draft.body, draft.parameters, renaming, to);
            if (renamed) keeper.change({ body: renamed.body, parameters: renamed.rows });
            return renamed !== null;
          }}
        />
      )}
    </div>
  );
}

function Rename({
  label,
  onClose,
  onRename,
}: {
  label: string;
  onClose(): void;
  onRename(to: string): boolean;
}) {
  const { t } = useTranslation();
  const [refused, setRefused] = useState(false);
  return (
    <FormDialog
      id="rename"
      title={t("param.rename", { label })}
      action={t("param.renameDo")}
      onSubmit={(form) => (onRename(String(form.get("label"))) ? onClose() : setRefused(true))}
      onClose={onClose}
    >
      <TextInput
        label={t("param.newName")}
        name="label"
        defaultValue={label}
        autoFocus
        help={refused ? <span className="text-bad">{t("param.renameRefused")}</span> : t("param.renameHelp")}
      />
    </FormDialog>
  );
}
