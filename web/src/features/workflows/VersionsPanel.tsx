import { useMutation, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { versionGraph, type WorkflowVersion, workflowVersions } from "@/api/workflows";
import { Button } from "@/kit/Button";
import { Badge } from "@/kit/Page";
import { Problem } from "@/kit/Problem";
import type { Graph } from "@/model/graph";
import { changedFields, diffGraphs, onlyMoved } from "@/model/graphDiff";

interface Props {
  workflowId: string;
  graph: Graph;
  readOnly: boolean;
  onCompare(version: { number: number; graph: Graph } | null): void;
  onRestore(version: { number: number; graph: Graph }): void;
}

/** The versions of a workflow: what the graph on the canvas changes against one of them, and the way back to it. */
export function VersionsPanel({ workflowId, graph, readOnly, onCompare, onRestore }: Props) {
  const { t } = useTranslation();
  const versions = useQuery({
    queryKey: ["workflow-versions", workflowId],
    queryFn: () => workflowVersions(workflowId),
  });
  const [shown, setShown] = useState<{ id: string; number: number; graph: Graph } | null>(null);
  const compare = useMutation({
    mutationFn: async (version: WorkflowVersion) => ({
      id: version.id,
      number: version.version_number,
      graph: await versionGraph(version.id),
    }),
    onSuccess: (found) => {
      setShown(found);
      onCompare(found);
    },
  });
  if (versions.isError) return <Problem error={versions.error} onRetry={() => versions.refetch()} />;
  return (
    <div className="flex flex-col gap-3">
      {versions.data?.length === 0 && <p className="text-sm text-soft">{t("versions.none")}</p>}
      <ul className="flex flex-col divide-y divide-line">
        {(versions.data ?? []).map((version) => (
          <li key={version.id} className="flex flex-wrap items-center gap-2 py-2 text-sm">
            <span className="font-semibold">v{version.version_number}</span>
            <Badge tone={version.status === "published" ? "good" : "plain"}>
              {t(`status.${version.status}`)}
            </Badge>
            <span className="min-w-0 grow truncate text-xs text-soft">
              {version.changelog ?? new Date(version.created_at).toLocaleString()}
            </span>
            <Button
              aria-pressed={shown?.id === version.id}
              onClick={() => {
                if (shown?.id !== version.id) return compare.mutate(version);
                setShown(null);
                onCompare(null);
              }}
            >
              {t(shown?.id === version.id ? "versions.hide" : "versions.compare")}
            </Button>
          </li>
        ))}
      </ul>
      {compare.isError && <Problem error={compare.error} />}
      {shown && (
        <div className="rounded-md border border-line p-3 text-sm">
          <h2 className="mb-2 font-semibold">{t("versions.since", { number: shown.number })}</h2>
          <Changes from={shown.graph} to={graph} />
          {!readOnly && (
            <Button className="mt-3" onClick={() => onRestore(shown)}>
              {t("versions.restore")}
            </Button>
          )}
        </div>
      )}
    </div>
  );
}

function Changes({ from, to }: { from: Graph; to: Graph }) {
  const { t } = useTranslation();
  const patch = diffGraphs(from, to);
  const labels = new Map([...from.nodes, ...to.nodes].map((node) => [node.id, node.label]));
  const lines = [
    ...patch.nodes
      .filter((change) => !onlyMoved(change))
      .map((change) => ({
        id: change.id,
        name: (change.to ?? change.from)?.label ?? "",
        change,
      })),
    ...patch.edges.map((change) => {
      const edge = change.to ?? change.from;
      return {
        id: change.id,
        name: `${labels.get(edge?.source_node_id ?? "")} → ${labels.get(edge?.target_node_id ?? "")}`,
        change,
      };
    }),
  ];
  const moved = patch.nodes.filter(onlyMoved).length;
  if (lines.length + moved === 0) return <p className="text-soft">{t("diff.same")}</p>;
  return (
    <ul className="flex flex-col gap-1">
      {lines.map(({ id, name, change }) => {
        const what = change.from === null ? "added" : change.to === null ? "removed" : "changed";
        const fields = change.from && change.to ? changedFields<object>(change.from, change.to) : [];
        return (
          <li key={id} className="flex flex-wrap items-center gap-1.5">
            <Badge tone={what === "added" ? "good" : what === "removed" ? "bad" : "warn"}>
              {t(`diff.${what}`)}
            </Badge>
            <span className="font-medium">{name}</span>
            <span className="text-xs text-soft">{fields.join(", ")}</span>
          </li>
        );
      })}
      {moved > 0 && <li className="text-soft">{t("did.move", { count: moved })}</li>}
    </ul>
  );
}
