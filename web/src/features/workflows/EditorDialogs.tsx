import { useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { getWorkflow, updateWorkflow, type WorkflowDetail } from "@/api/workflows";
import { toast } from "@/kit/toast";
import type { GraphNode } from "@/model/graph";
import type { Parameter } from "@/model/parameters";
import { runInputs } from "@/model/workflowInputs";
import { ConnectDialog } from "./ConnectDialog";
import { DetailsDialog } from "./DetailsDialog";
import { PublishWorkflow } from "./PublishWorkflow";
import { RunDialog } from "./RunDialog";
import type { GraphEditor } from "./useGraphEditor";
import { WebhookDialog } from "./WebhookDialog";

export type OpenDialog = "run" | "publish" | "details" | "webhook" | "connect" | null;

interface Props {
  open: OpenDialog;
  about: WorkflowDetail;
  editor: GraphEditor;
  /** the one step that is chosen */
  only: string | undefined;
  parametersOf(node: GraphNode): Parameter[];
  onClose(): void;
  onAbout(about: WorkflowDetail): void;
  onJoin(source: string, target: string): void;
}

/** The dialogs of the editor, of which one at most is open. */
export function EditorDialogs({ open, about, editor, only, parametersOf, onClose, onAbout, onJoin }: Props) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const { graph } = editor.edited;
  return (
    <>
      {open === "run" && (
        <RunDialog workflowId={about.id} inputs={runInputs(graph, parametersOf)} onClose={onClose} />
      )}
      {open === "publish" && (
        <PublishWorkflow
          workflowId={about.id}
          headId={about.head_version_id}
          graph={graph}
          problems={editor.problems}
          onClose={onClose}
          onDone={() => {
            onClose();
            onAbout({ ...about, status: "published" });
            toast(t("lens.published"));
            void queries.invalidateQueries({ queryKey: ["workflow-versions", about.id] });
            void getWorkflow(about.id).then((fresh) => fresh && onAbout(fresh.workflow));
          }}
        />
      )}
      {open === "details" && (
        <DetailsDialog
          workflow={about}
          onClose={onClose}
          onSave={async (fields) => {
            await editor.flush();
            const rows = await updateWorkflow(about.id, editor.revision(), fields);
            editor.tellRevision(rows[0]?.revision ?? editor.revision() + 1);
            onAbout({ ...about, ...fields });
            onClose();
          }}
        />
      )}
      {open === "connect" && only !== undefined && (
        <ConnectDialog
          graph={graph}
          source={only}
          onClose={onClose}
          onConnect={(target) => {
            onClose();
            onJoin(only, target);
          }}
        />
      )}
      {open === "webhook" && <WebhookDialog workflowId={about.id} onClose={onClose} />}
    </>
  );
}
