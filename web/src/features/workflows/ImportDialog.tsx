import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "@/kit/Button";
import { Dialog } from "@/kit/Dialog";
import { Badge } from "@/kit/Page";
import { Table } from "@/kit/Table";
import { copyGraph } from "@/model/clipboard";
import { importN8n, readN8n } from "@/model/importN8n";

interface Props {
  /** what was pasted */
  content: string;
  onClose(): void;
  /** the steps and connections, as a copy that can be pasted */
  onTake(copied: string): void;
}

/** What a workflow of n8n would become here, node by node, before any of it is taken. */
export function ImportDialog({ content, onClose, onTake }: Props) {
  const { t } = useTranslation();
  const found = useMemo(() => {
    const workflow = readN8n(content);
    return workflow && importN8n(workflow, () => crypto.randomUUID());
  }, [content]);
  const steps = found?.graph.nodes ?? [];
  return (
    <Dialog
      title={t("import.title")}
      wide
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>{t("app.cancel")}</Button>
          <Button
            tone="accent"
            disabled={!found || steps.length === 0}
            onClick={() =>
              found && onTake(copyGraph(found.graph, new Set(found.graph.nodes.map((node) => node.id))))
            }
          >
            {t("import.take", { count: steps.length })}
          </Button>
        </>
      }
    >
      {!found ? (
        <p className="text-sm">{t("import.unknown")}</p>
      ) : (
        <div className="flex flex-col gap-3">
          <p className="text-sm text-soft">{t("import.help")}</p>
          <Table
            label={t("import.title")}
            rows={found.rows}
            keyOf={(row) => row.name}
            columns={[
              {
                key: "node",
                head: t("import.node"),
                cell: (row) => (
                  <>
                    {row.name} <span className="text-xs text-soft">{row.type}</span>
                  </>
                ),
              },
              {
                key: "step",
                head: t("import.step"),
                cell: (row) =>
                  row.kind ? (
                    <Badge tone="good">{t(`kind.${row.kind}`)}</Badge>
                  ) : (
                    <Badge>{t("import.none")}</Badge>
                  ),
              },
              { key: "note", head: t("import.todo"), cell: (row) => (row.note ? t(row.note) : "") },
            ]}
          />
        </div>
      )}
    </Dialog>
  );
}
