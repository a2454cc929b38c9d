import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { approveToolChange, type Tool } from "@/api/tools";
import { Button } from "@/kit/Button";
import { Dialog } from "@/kit/Dialog";
import { Problem } from "@/kit/Problem";
import { asText } from "@/model/json";

/** What an MCP server says now about a tool beside what its owner took; taking it unblocks the tool. */
export function ToolChange({ tool, onClose }: { tool: Tool; onClose(): void }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const approve = useMutation({
    mutationFn: () => approveToolChange(tool.id, tool.offered_hash ?? ""),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: ["tools"] });
      onClose();
    },
  });
  const known = { description: tool.description, inputSchema: tool.schema_input };
  return (
    <Dialog
      title={t("tools.changedOne", { name: tool.name })}
      wide
      firm
      onClose={onClose}
      footer={
        <Button tone="accent" disabled={approve.isPending} onClick={() => approve.mutate()}>
          {t("tools.approveChange")}
        </Button>
      }
    >
      <div className="flex flex-col gap-3 text-sm">
        <p>{t("tools.changedWhy")}</p>
        <Side title={t("tools.asTaken")} value={known} />
        <Side title={t("tools.asOffered")} value={tool.offered} />
        {approve.isError && <Problem error={approve.error} />}
      </div>
    </Dialog>
  );
}

function Side({ title, value }: { title: string; value: unknown }) {
  return (
    <div>
      <p className="mb-1 text-xs font-medium text-soft">{title}</p>
      <pre className="max-h-60 overflow-auto rounded-md bg-sunken p-3 font-mono text-xs break-words whitespace-pre-wrap">
        {asText(value)}
      </pre>
    </div>
  );
}
