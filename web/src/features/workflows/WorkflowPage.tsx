import { useMutation, useQuery } from "@tanstack/react-query";
import { useNavigate, useParams } from "@tanstack/react-router";
import { lazy, Suspense, useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { meQuery } from "@/api/me";
import { archiveWorkflow, cloneWorkflow, getWorkflow, type LoadedWorkflow } from "@/api/workflows";
import { Button } from "@/kit/Button";
import { useCommands } from "@/kit/commands";
import { Badge } from "@/kit/Page";
import { Problem } from "@/kit/Problem";
import { Tabs } from "@/kit/Tabs";
import { toast } from "@/kit/toast";
import { Waiting } from "@/kit/Waiting";
import { autoLayout } from "@/model/autoLayout";
import { copyGraph, pasteGraph } from "@/model/clipboard";
import {
  addNode,
  connect,
  emptyGraph,
  type Graph,
  type GraphEdge,
  inRunOrder,
  moveNodes,
  remove,
} from "@/model/graph";
import { diffGraphs, onlyMoved, withRemoved } from "@/model/graphDiff";
import { Canvas } from "./Canvas";
import { ConflictDialog } from "./ConflictDialog";
import { EditorDialogs, type OpenDialog } from "./EditorDialogs";
import { EditorHead } from "./EditorHead";
import { Inspect, useLastResults } from "./Inspect";
import { firstConfigs, offeredKinds } from "./kinds";
import { Outline } from "./Outline";
import { ProblemsPanel } from "./ProblemsPanel";
import { Toolbar, type View } from "./Toolbar";
import { useCopyAndPaste } from "./useCopyAndPaste";
import { useGraphEditor } from "./useGraphEditor";
import { useParameters } from "./useParameters";
import { VersionsPanel } from "./VersionsPanel";

// Few paste what another tool made.
const ImportDialog = lazy(() =>
  import("./ImportDialog").then((module) => ({ default: module.ImportDialog })),
);

export function WorkflowPage() {
  const { t } = useTranslation();
  const { workflowId } = useParams({ from: "/signed-in/workflows/$workflowId" });
  const loaded = useQuery({
    queryKey: ["workflow", workflowId],
    queryFn: () => getWorkflow(workflowId),
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
  });
  const me = useQuery(meQuery);
  if (loaded.isError) return <Problem error={loaded.error} onRetry={() => loaded.refetch()} />;
  if (loaded.data === null) return <p>{t("workflow.notFound")}</p>;
  if (!loaded.data || me.data === undefined) return <Waiting />;
  return (
    <Editor key={workflowId} loaded={loaded.data} mine={loaded.data.workflow.lenser_id === me.data?.id} />
  );
}

type Side = "inspect" | "problems" | "versions";
const nothing: ReadonlySet<string> = new Set();

function Editor({ loaded, mine }: { loaded: LoadedWorkflow; mine: boolean }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const [about, setAbout] = useState(loaded.workflow);
  const editor = useGraphEditor(loaded);
  const { graph } = editor.edited;
  const { lensOf, parametersOf } = useParameters(graph);
  const [wanted, setChosen] = useState<ReadonlySet<string>>(nothing);
  const [arranged, setArranged] = useState(0);
  const chosen = useMemo(() => {
    const there = new Set([...graph.nodes, ...graph.edges].map((one) => one.id));
    return [...wanted].every((id) => there.has(id))
      ? wanted
      : new Set([...wanted].filter((id) => there.has(id)));
  }, [wanted, graph]);
  const [view, setView] = useState<View>(() => (innerWidth < 768 ? "outline" : "canvas"));
  const [side, setSide] = useState<Side>("inspect");
  const [open, setOpen] = useState<OpenDialog>(null);
  const [against, setAgainst] = useState<{ number: number; graph: Graph } | null>(null);
  const [foreign, setForeign] = useState<string | null>(null);
  const results = useLastResults(about.id);
  const readOnly = !mine;

  const choose = (ids: ReadonlySet<string>) => {
    setChosen(ids);
    if (ids.size > 0) setSide("inspect");
  };
  function add(kind: string) {
    const last = graph.nodes.find((node) => chosen.has(node.id)) ?? graph.nodes.at(-1);
    const id = crypto.randomUUID();
    const next = addNode(graph, {
      id,
      label: t(`kind.${kind}`, kind).toLowerCase(),
      kind,
      lens_id: null,
      version_id: null,
      config: firstConfigs[kind] ?? {},
      position_x: (last?.position_x ?? -260) + 260,
      position_y: last?.position_y ?? 0,
      ordinal: 0,
    });
    editor.change("add", next);
    choose(new Set([id]));
  }
  function join(source: string, target: string) {
    const node = graph.nodes.find((one) => one.id === target);
    const id = crypto.randomUUID();
    const next =
      node &&
      connect(
        graph,
        { id, source_node_id: source, target_node_id: target },
        parametersOf(node).map((one) => one.label),
      );
    if (!next) return toast(t("edge.cycle"), "bad");
    editor.change("connect", next);
    choose(new Set([id]));
  }
  function drop(ids: ReadonlySet<string>) {
    editor.change("remove", remove(graph, ids));
    setChosen(nothing);
  }
  const arrange = () => {
    editor.change("layout", moveNodes(graph, autoLayout(graph)));
    setArranged(arranged + 1);
  };
  const nodesChosen = () => new Set(graph.nodes.filter((node) => chosen.has(node.id)).map((node) => node.id));
  function openForm(id: string) {
    choose(new Set([id]));
    requestAnimationFrame(() =>
      document.querySelector<HTMLElement>("aside [role=tabpanel] :is(input, select, textarea)")?.focus(),
    );
  }
  const order = inRunOrder(graph);
  function step(by: number) {
    const at = order.findIndex((node) => chosen.has(node.id));
    const next = order[at === -1 ? 0 : (at + by + order.length) % order.length];
    if (next) choose(new Set([next.id]));
  }
  const [only] = chosen.size === 1 ? nodesChosen() : [];
  async function run() {
    if (await editor.flush()) setOpen("run");
  }
  async function publish() {
    if (await editor.flush()) setOpen("publish");
  }
  function nextProblem() {
    const list = editor.problems;
    if (list.length === 0) return toast(t("problems.none"));
    const at = list.findIndex((one) => chosen.has(one.edge_id ?? one.node_id ?? ""));
    const next = list[(at + 1) % list.length];
    setChosen(new Set([next?.edge_id ?? next?.node_id ?? ""]));
    setSide("problems");
  }
  const clone = useMutation({
    mutationFn: () => cloneWorkflow(about.id),
    onSuccess: (id) => navigate({ to: "/workflows/$workflowId", params: { workflowId: id } }),
  });
  const archive = useMutation({
    mutationFn: () => archiveWorkflow(about.id),
    onSuccess: () => navigate({ to: "/workflows" }),
  });

  useCopyAndPaste({
    copy: () => (nodesChosen().size > 0 ? copyGraph(graph, nodesChosen()) : null),
    paste: (text) => {
      const pasted = readOnly ? null : pasteGraph(graph, text, () => crypto.randomUUID());
      if (!pasted && !readOnly && /"nodes"\s*:/.test(text) && /"connections"\s*:/.test(text)) {
        setForeign(text);
        return true;
      }
      if (!pasted) return false;
      editor.change("paste", pasted.graph);
      choose(new Set(pasted.added));
      return true;
    },
  });
  useCommands([
    { id: "run", label: t("workflow.run"), shortcut: "Mod+Enter", always: true, run },
    { id: "publish", label: t("lens.publish"), shortcut: "Mod+Shift+p", disabled: readOnly, run: publish },
    { id: "save", label: t("lens.saveNow"), shortcut: "Mod+s", always: true, run: () => void editor.flush() },
    {
      id: "undo",
      label: t("edit.undo"),
      shortcut: "Mod+z",
      disabled: editor.edited.past.length === 0,
      run: editor.undo,
    },
    {
      id: "redo",
      label: t("edit.redo"),
      shortcut: "Mod+Shift+z",
      disabled: editor.edited.future.length === 0,
      run: editor.redo,
    },
    { id: "next", label: t("run.nextStep"), shortcut: "j", run: () => step(1) },
    { id: "before", label: t("run.stepBefore"), shortcut: "k", run: () => step(-1) },
    {
      id: "connect",
      label: t("connect.title"),
      shortcut: "e",
      disabled: readOnly || only === undefined,
      run: () => setOpen("connect"),
    },
    { id: "layout", label: t("edit.layout"), shortcut: "l", disabled: readOnly, run: arrange },
    {
      id: "view",
      label: t(view === "canvas" ? "view.outline" : "view.canvas"),
      shortcut: "o",
      run: () => setView(view === "canvas" ? "outline" : "canvas"),
    },
    { id: "problem", label: t("problems.next"), shortcut: "F8", always: true, run: nextProblem },
    ...offeredKinds.map((kind) => ({
      id: `add-${kind}`,
      label: t("edit.add", { kind: t(`kind.${kind}`) }),
      shortcut: `a ${kind.charAt(0)}`,
      disabled: readOnly,
      run: () => add(kind),
    })),
  ]);

  const marks = useMemo(() => (against ? marksOf(against.graph, graph) : undefined), [against, graph]);
  const shown = useMemo(() => (against ? withRemoved(against.graph, graph) : graph), [against, graph]);
  const typeOf = useMemo(() => {
    const nodes = new Map(graph.nodes.map((node) => [node.id, node]));
    const types = new Map<string, string>();
    for (const edge of graph.edges) {
      const target = nodes.get(edge.target_node_id);
      const type = target && parametersOf(target).find((one) => one.label === edge.target_param_label)?.type;
      if (type) types.set(edge.id, t(`type.${type}`, type));
    }
    return (edge: GraphEdge) => types.get(edge.id);
  }, [graph, parametersOf, t]);
  const errors = editor.problems.filter((one) => one.severity === "error").length;
  const canvasProps = {
    graph,
    problems: editor.problems,
    chosen,
    readOnly,
    onChoose: choose,
    onConnect: join,
    onRemove: drop,
  };
  return (
    <>
      <EditorHead
        about={about}
        graph={graph}
        state={editor.state}
        mine={mine}
        onPublish={publish}
        onRun={run}
        onOpen={setOpen}
        onClone={() => clone.mutate()}
        onArchive={() => archive.mutate()}
      />
      {(editor.problem ?? clone.error ?? archive.error) != null && (
        <div className="mb-3">
          <Problem
            error={editor.problem ?? clone.error ?? archive.error}
            onRetry={() => void editor.flush()}
          />
        </div>
      )}
      <div className="grid gap-4 lg:h-[calc(100dvh-8.5rem)] lg:grid-cols-[minmax(0,1fr)_22rem]">
        <div className="flex h-[65dvh] min-w-0 flex-col overflow-hidden rounded-xl border border-line bg-panel lg:h-auto">
          <Toolbar editor={editor} mine={mine} view={view} onView={setView} onAdd={add} onArrange={arrange} />
          <div className="min-h-0 grow">
            {graph.nodes.length === 0 && mine ? (
              <div className="flex h-full flex-col items-center justify-center gap-3 p-6 text-center">
                <p className="max-w-sm text-soft">{t("workflow.empty")}</p>
                <Button tone="accent" onClick={() => add("lens")}>
                  {t("edit.add", { kind: t("kind.lens") })}
                </Button>
              </div>
            ) : view === "canvas" ? (
              <Canvas
                {...canvasProps}
                graph={shown}
                typeOf={typeOf}
                onOpen={openForm}
                arranged={arranged}
                {...(marks ? { marks } : {})}
                onMove={(places) =>
                  editor.change("move", moveNodes(graph, places), `move ${[...places.keys()].join()}`)
                }
              />
            ) : (
              <Outline {...canvasProps} />
            )}
          </div>
        </div>
        <aside
          aria-label={t("workflow.side")}
          className="min-w-0 overflow-y-auto rounded-xl border border-line bg-panel p-3"
        >
          <Tabs<Side>
            label={t("workflow.side")}
            chosen={side}
            onChoose={setSide}
            tabs={[
              { id: "inspect", label: t("side.inspect") },
              {
                id: "problems",
                label: (
                  <>
                    {t("side.problems")}{" "}
                    <Badge tone={errors > 0 ? "bad" : editor.problems.length > 0 ? "warn" : "good"}>
                      {editor.problems.length}
                    </Badge>
                  </>
                ),
              },
              { id: "versions", label: t("lens.versions") },
            ]}
          >
            {side === "inspect" && (
              <Inspect
                graph={graph}
                chosen={chosen}
                editor={editor}
                readOnly={readOnly}
                lensOf={lensOf}
                parametersOf={parametersOf}
                results={results}
                onRemove={drop}
              />
            )}
            {side === "problems" && (
              <ProblemsPanel
                problems={editor.problems}
                chosen={chosen}
                onChoose={setChosen}
                onFixed={readOnly ? undefined : (fixed) => editor.change("fix", fixed)}
                graph={graph}
                parametersOf={parametersOf}
              />
            )}
            {side === "versions" && (
              <VersionsPanel
                workflowId={about.id}
                graph={graph}
                readOnly={readOnly}
                onCompare={setAgainst}
                onRestore={(version) => {
                  editor.change("restore", version.graph);
                  setAgainst(null);
                  toast(t("versions.restored", { number: version.number }));
                }}
              />
            )}
          </Tabs>
        </aside>
      </div>
      <EditorDialogs
        open={open}
        about={about}
        editor={editor}
        only={only}
        parametersOf={parametersOf}
        onClose={() => setOpen(null)}
        onAbout={setAbout}
        onJoin={join}
      />
      {foreign !== null && (
        <Suspense fallback={null}>
          <ImportDialog
            content={foreign}
            onClose={() => setForeign(null)}
            onTake={(copied) => {
              setForeign(null);
              const pasted = pasteGraph(graph, copied, () => crypto.randomUUID());
              if (!pasted) return;
              editor.change("paste", pasted.graph);
              choose(new Set(pasted.added));
              setArranged(arranged + 1);
            }}
          />
        </Suspense>
      )}
      {editor.conflict && <ConflictDialog conflict={editor.conflict} onSettle={editor.settle} />}
    </>
  );
}

function marksOf(from: Graph, to: Graph): Map<string, "added" | "removed" | "changed"> {
  const patch = diffGraphs(from ?? emptyGraph, to);
  return new Map(
    [...patch.nodes.filter((change) => !onlyMoved(change)), ...patch.edges].map((change) => [
      change.id,
      change.from === null ? "added" : change.to === null ? "removed" : "changed",
    ]),
  );
}
