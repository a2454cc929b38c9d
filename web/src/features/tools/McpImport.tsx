import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { importMcpTools, listMcpServers, listMcpTools } from "@/api/tools";
import { Button } from "@/kit/Button";
import { Dialog } from "@/kit/Dialog";
import { Check, Select } from "@/kit/Input";
import { Problem } from "@/kit/Problem";

/** Shows what an MCP server offers, as plain text, and takes what is chosen into the registry. */
export function McpImport({ onClose }: { onClose(): void }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const [server, setServer] = useState("");
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const [reads, setReads] = useState(false);
  const servers = useQuery({ queryKey: ["mcp-servers"], queryFn: listMcpServers });
  const url = server || (servers.data?.[0] ?? "");
  const tools = useQuery({
    queryKey: ["mcp-tools", url],
    queryFn: () => listMcpTools(url),
    enabled: url !== "",
    retry: false,
  });
  const take = useMutation({
    mutationFn: () => importMcpTools(url, chosen, reads),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: ["tools"] });
      onClose();
    },
  });
  const choose = (name: string, on: boolean) =>
    setChosen(on ? [...chosen, name] : chosen.filter((one) => one !== name));
  return (
    <Dialog
      title={t("tools.importMcp")}
      wide
      onClose={onClose}
      footer={
        <Button tone="accent" disabled={chosen.length === 0 || take.isPending} onClick={() => take.mutate()}>
          {t("tools.take", { count: chosen.length })}
        </Button>
      }
    >
      <div className="flex flex-col gap-3 text-sm">
        {servers.isError && <Problem error={servers.error} onRetry={() => servers.refetch()} />}
        {servers.data?.length === 0 && <p>{t("tools.noMcp")}</p>}
        {url !== "" && (
          <Select
            label={t("tools.mcpServer")}
            value={url}
            onChange={(event) => {
              setServer(event.target.value);
              setChosen([]);
            }}
            options={(servers.data ?? []).map((one) => ({ value: one, label: one }))}
          />
        )}
        {tools.isError && <Problem error={tools.error} onRetry={() => tools.refetch()} />}
        <ul className="flex flex-col gap-2">
          {(tools.data ?? []).map((tool) => (
            <li key={tool.name} className="rounded-md border border-line p-2">
              <Check
                label={tool.title ?? tool.name}
                checked={chosen.includes(tool.name)}
                onChange={(event) => choose(tool.name, event.target.checked)}
              />
              {tool.known_as && <code className="ml-2 font-mono text-xs text-soft">{tool.known_as}</code>}
              {tool.description && <p className="mt-1 break-words text-soft">{tool.description}</p>}
            </li>
          ))}
        </ul>
        {tools.data && tools.data.length > 0 && (
          <Check
            label={t("tools.readsOnly")}
            checked={reads}
            onChange={(event) => setReads(event.target.checked)}
          />
        )}
        {take.isError && <Problem error={take.error} />}
      </div>
    </Dialog>
  );
}
