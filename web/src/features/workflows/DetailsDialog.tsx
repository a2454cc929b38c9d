import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { WorkflowDetail } from "@/api/workflows";
import { Button } from "@/kit/Button";
import { Dialog } from "@/kit/Dialog";
import { Select, TextArea, TextInput } from "@/kit/Input";
import { Problem } from "@/kit/Problem";

interface Fields {
  title: string;
  description: string | null;
  visibility: string;
}

interface Props {
  workflow: WorkflowDetail;
  onClose(): void;
  onSave(fields: Fields): Promise<void>;
}

export function DetailsDialog({ workflow, onClose, onSave }: Props) {
  const { t } = useTranslation();
  const [fields, setFields] = useState<Fields>({
    title: workflow.title,
    description: workflow.description,
    visibility: workflow.visibility,
  });
  const save = useMutation({ mutationFn: () => onSave(fields) });
  return (
    <Dialog
      title={t("workflow.details")}
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>{t("app.cancel")}</Button>
          <Button
            tone="accent"
            disabled={save.isPending || fields.title.trim() === ""}
            onClick={() => save.mutate()}
          >
            {t("app.save")}
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-3">
        <TextInput
          label={t("lens.title")}
          value={fields.title}
          maxLength={200}
          onChange={(event) => setFields({ ...fields, title: event.target.value })}
        />
        <TextArea
          label={t("lens.description")}
          value={fields.description ?? ""}
          onChange={(event) => setFields({ ...fields, description: event.target.value || null })}
        />
        <Select
          label={t("lens.visibility")}
          value={fields.visibility}
          onChange={(event) => setFields({ ...fields, visibility: event.target.value })}
          options={["private", "unlisted", "public"].map((value) => ({
            value,
            label: t(`visibility.${value}`),
          }))}
          help={t(`visibility.${fields.visibility}Means`)}
        />
        {save.isError && <Problem error={save.error} />}
      </div>
    </Dialog>
  );
}
