import { useQuery } from "@tanstack/react-query";
import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import { Plus } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { meQuery } from "@/api/me";
import { listInvocations, listToolsRegistry, type Tool } from "@/api/tools";
import { Button } from "@/kit/Button";
import { useCommands } from "@/kit/commands";
import { Egress } from "@/kit/Egress";
import { textLink } from "@/kit/links";
import { Badge, Empty, PageHead } from "@/kit/Page";
import { Problem } from "@/kit/Problem";
import { Table } from "@/kit/Table";
import { Tabs } from "@/kit/Tabs";
import { Invocations } from "./Invocations";
import { McpImport } from "./McpImport";
import { Rollup } from "./Rollup";
import { ToolChange } from "./ToolChange";
import { ToolDialog } from "./ToolDialog";
import { TryTool } from "./TryTool";

type View = "registry" | "calls" | "use";

/** The tools that the caller's agents may be given, the calls they made, and what waits for approval. */
export function ToolsPage() {
  const { t } = useTranslation();
  const { view = "registry" } = useSearch({ from: "/signed-in/tools" });
  const navigate = useNavigate({ from: "/tools" });
  const [editing, setEditing] = useState<Tool | "new" | null>(null);
  const [trying, setTrying] = useState<Tool | null>(null);
  const [changed, setChanged] = useState<Tool | null>(null);
  const [importing, setImporting] = useState(false);
  const me = useQuery(meQuery);
  const tools = useQuery({
    queryKey: ["tools", me.data?.id],
    queryFn: () => listToolsRegistry(me.data?.id ?? ""),
    enabled: me.data !== undefined,
  });
  const calls = useQuery({
    queryKey: ["invocations"],
    queryFn: () => listInvocations(),
    refetchInterval: 5000,
  });
  const pending = (calls.data ?? []).filter((one) => one.approval_status === "pending").length;
  useCommands([{ id: "new-tool", label: t("tools.new"), shortcut: "n", run: () => setEditing("new") }]);
  const create = (
    <Button tone="accent" onClick={() => setEditing("new")}>
      <Plus size={16} aria-hidden className="-ml-1 inline" /> {t("tools.new")}
    </Button>
  );
  return (
    <>
      <PageHead title={t("app.tools")}>
        <Button onClick={() => setImporting(true)}>{t("tools.importMcp")}</Button>
        {create}
      </PageHead>
      <Tabs<View>
        label={t("app.tools")}
        chosen={view}
        onChoose={(next) => navigate({ search: next === "registry" ? {} : { view: next }, replace: true })}
        tabs={[
          { id: "registry", label: t("tools.registry") },
          { id: "calls", label: pending > 0 ? `${t("tools.calls")} (${pending})` : t("tools.calls") },
          { id: "use", label: t("tools.use") },
        ]}
      >
        {view === "registry" && (
          <>
            {tools.isError && <Problem error={tools.error} onRetry={() => tools.refetch()} />}
            {tools.data?.length === 0 && <Empty text={t("tools.empty")}>{create}</Empty>}
            {tools.data && tools.data.length > 0 && (
              <Table
                label={t("tools.registry")}
                rows={tools.data}
                keyOf={(tool) => tool.id}
                columns={[
                  {
                    key: "name",
                    head: t("tool.name"),
                    cell: (tool) => (
                      <span className="flex min-w-0 flex-col">
                        <button
                          type="button"
                          onClick={() => setEditing(tool)}
                          className={`text-left break-words ${textLink}`}
                        >
                          {tool.name}
                        </button>
                        <code className="font-mono text-xs break-all text-soft">{tool.key}</code>
                      </span>
                    ),
                  },
                  {
                    key: "egress",
                    head: t("tool.egress"),
                    cell: (tool) => <Egress value={tool.egress_class} />,
                  },
                  {
                    key: "gate",
                    head: t("tool.gate"),
                    from: "sm",
                    cell: (tool) =>
                      tool.requires_approval || tool.is_dangerous ? t("tool.afterApproval") : t("tool.free"),
                  },
                  { key: "kind", head: t("tool.kind"), from: "md", cell: (tool) => tool.kind },
                  {
                    key: "status",
                    head: t("runs.status"),
                    from: "md",
                    cell: (tool) => (
                      <Badge tone={tool.status === "active" ? "good" : "plain"}>
                        {t(`tool.status.${tool.status}`, tool.status)}
                      </Badge>
                    ),
                  },
                  {
                    key: "try",
                    head: "",
                    figure: true,
                    cell: (tool) =>
                      tool.changed_at ? (
                        <Button tone="danger" onClick={() => setChanged(tool)}>
                          {t("tools.changed")}
                        </Button>
                      ) : (
                        <Button onClick={() => setTrying(tool)}>{t("tools.try")}</Button>
                      ),
                  },
                ]}
              />
            )}
          </>
        )}
        {view === "calls" && (
          <>
            {calls.isError && <Problem error={calls.error} onRetry={() => calls.refetch()} />}
            {pending > 0 && (
              <p className="mb-3 text-sm">
                <Link to="/approvals" className={textLink}>
                  {t("tools.pending", { count: pending })}
                </Link>
              </p>
            )}
            <Invocations calls={calls.data ?? []} />
          </>
        )}
        {view === "use" && <Rollup />}
      </Tabs>
      {editing && <ToolDialog tool={editing === "new" ? null : editing} onClose={() => setEditing(null)} />}
      {changed && <ToolChange tool={changed} onClose={() => setChanged(null)} />}
      {importing && <McpImport onClose={() => setImporting(false)} />}
      {trying && <TryTool tool={trying} onClose={() => setTrying(null)} />}
    </>
  );
}
