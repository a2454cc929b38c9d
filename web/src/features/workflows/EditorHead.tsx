import { Link, useNavigate } from "@tanstack/react-router";
import { Ellipsis, Play } from "lucide-react";
import { useTranslation } from "react-i18next";
import type { WorkflowDetail } from "@/api/workflows";
import { Button } from "@/kit/Button";
import { Menu } from "@/kit/Menu";
import { Badge, PageHead } from "@/kit/Page";
import { SaveMark, type SaveState } from "@/kit/SaveMark";
import { toast } from "@/kit/toast";
import { copyGraph } from "@/model/clipboard";
import type { Graph } from "@/model/graph";

interface Props {
  about: WorkflowDetail;
  graph: Graph;
  state: SaveState;
  mine: boolean;
  onPublish(): void;
  onRun(): void;
  onOpen(dialog: "details" | "webhook"): void;
  onClone(): void;
  onArchive(): void;
}

/** What the workflow is called, whether it is stored and published, and what can be done with all of it. */
export function EditorHead({
  about,
  graph,
  state,
  mine,
  onPublish,
  onRun,
  onOpen,
  onClone,
  onArchive,
}: Props) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  return (
    <PageHead
      title={about.title}
      above={
        <Link to="/workflows" className="text-sm text-accent hover:underline">
          ← {t("app.workflows")}
        </Link>
      }
    >
      {mine && <SaveMark state={state} />}
      <Badge tone={about.status === "published" ? "good" : "warn"}>{t(`status.${about.status}`)}</Badge>
      {mine && (
        <Button onClick={onPublish} disabled={graph.nodes.length === 0}>
          {t("lens.publish")}
        </Button>
      )}
      <Button tone="accent" onClick={onRun} disabled={graph.nodes.length === 0}>
        <Play size={15} aria-hidden className="mr-1 inline" />
        {t("workflow.run")}
      </Button>
      <Menu
        label={t("app.more")}
        items={[
          ...(mine ? [{ label: t("workflow.details"), run: () => onOpen("details") }] : []),
          ...(mine ? [{ label: t("webhook.open"), run: () => onOpen("webhook") }] : []),
          ...(mine
            ? [
                {
                  label: t("triggers.open"),
                  run: () => void navigate({ to: "/schedules", search: { view: "triggers" } }),
                },
              ]
            : []),
          { label: t("workflow.clone"), run: onClone },
          {
            label: t("workflow.copyJson"),
            run: () =>
              void navigator.clipboard
                .writeText(copyGraph(graph, new Set(graph.nodes.map((node) => node.id))))
                .then(() => toast(t("app.copied"))),
          },
          ...(mine ? [{ label: t("lens.archive"), danger: true, run: onArchive }] : []),
        ]}
      >
        <Ellipsis size={16} aria-hidden />
      </Menu>
    </PageHead>
  );
}
