import { useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { registerTool, type Tool, updateTool } from "@/api/tools";
import { Dialog } from "@/kit/Dialog";
import { EditForm } from "@/kit/EditForm";
import type { JsonSchema } from "@/model/schemaForm";

const schema = (known: boolean): JsonSchema => ({
  required: known ? ["name", "egress_class", "kind"] : ["key", "name", "egress_class", "kind"],
  properties: {
    ...(known ? {} : { key: { type: "string", pattern: "^[a-z][a-z0-9_.-]{0,79}$" } }),
    name: { type: "string", minLength: 1, maxLength: 120 },
    description: { type: "string", maxLength: 4000 },
    category: { type: "string", maxLength: 60 },
    kind: { enum: ["http", "mcp", "builtin"] },
    egress_class: { enum: ["none", "read_only", "write"] },
    endpoint_url: { type: "string", maxLength: 100, pattern: "^https?://" },
    http_method: { enum: ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE"] },
    auth_method: { enum: ["none", "api_key", "oauth", "service_account"] },
    requires_approval: { type: "boolean" },
    is_dangerous: { type: "boolean" },
    ...(known ? { status: { enum: ["active", "disabled", "deprecated"] } } : {}),
    schema_input: { type: "object" },
    schema_output: { type: "object" },
  },
});

/** A tool of the registry as a form. */
export function ToolDialog({ tool, onClose }: { tool: Tool | null; onClose(): void }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  return (
    <Dialog title={tool ? tool.name : t("tools.new")} wide onClose={onClose}>
      <EditForm
        keptAs={`tool:${tool?.id ?? "new"}`}
        schema={schema(tool !== null)}
        values={
          (tool ?? { kind: "http", egress_class: "none", auth_method: "none" }) as Record<string, unknown>
        }
        wholeWhenNew={tool === null}
        action={tool ? t("app.save") : t("tools.create")}
        save={(values) => (tool ? updateTool(tool.id, values) : registerTool(values))}
        onSaved={async () => {
          await queries.invalidateQueries({ queryKey: ["tools"] });
          onClose();
        }}
      />
    </Dialog>
  );
}
