import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Link, useNavigate, useParams } from "@tanstack/react-router";
import {
  Check,
  CircleAlert,
  Ellipsis,
  LayoutGrid,
  ListTree,
  LoaderCircle,
  Network,
  Play,
  Plus,
  Redo2,
  Undo2,
} from "lucide-react";
import { useEffect, useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { meQuery } from "@/api/me";
import { getNodeResults, listRunsOf } from "@/api/runs";
import {
  archiveWorkflow,
  cloneWorkflow,
  getWorkflow,
  type LoadedWorkflow,
  updateWorkflow,
} from "@/api/workflows";
import { Button } from "@/kit/Button";
import { shortcutText, useCommands } from "@/kit/commands";
import { Menu } from "@/kit/Menu";
import { Badge, PageHead } from "@/kit/Page";
import { Problem } from "@/kit/Problem";
import { Tabs } from "@/kit/Tabs";
import { toast } from "@/kit/toast";
import { Waiting } from "@/kit/Waiting";
import { autoLayout } from "@/model/autoLayout";
import { copyGraph, pasteGraph } from "@/model/clipboard";
import { valueAt } from "@/model/conditions";
import {
  addNode,
  changeEdge,
  changeNode,
  connect,
  emptyGraph,
  type Graph,
  type GraphEdge,
  inRunOrder,
  moveNodes,
  remove,
} from "@/model/graph";
import { diffGraphs, onlyMoved, withRemoved } from "@/model/graphDiff";
import type { Step } from "@/model/history";
import { outputPaths } from "@/model/outputPaths";
import { runInputs } from "@/model/workflowInputs";
import { Canvas } from "./Canvas";
import { ConflictDialog } from "./ConflictDialog";
import { ConnectDialog } from "./ConnectDialog";
import { DetailsDialog } from "./DetailsDialog";
import { EdgePanel } from "./EdgePanel";
import { firstConfigs, kindIcons, offeredKinds } from "./kinds";
import { NodePanel } from "./NodePanel";
import { Outline } from "./Outline";
import { ProblemsPanel } from "./ProblemsPanel";
import { PublishWorkflow } from "./PublishWorkflow";
import { RunDialog } from "./RunDialog";
import { type GraphEditor, useGraphEditor } from "./useGraphEditor";
import { useParameters } from "./useParameters";
import { VersionsPanel } from "./VersionsPanel";
import { WebhookDialog } from "./WebhookDialog";

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
  const queries = useQueryClient();
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
  const [view, setView] = useState<"canvas" | "outline">(() => (innerWidth < 768 ? "outline" : "canvas"));
  const [side, setSide] = useState<Side>("inspect");
  const [open, setOpen] = useState<"run" | "publish" | "details" | "webhook" | "connect" | null>(null);
  const [against, setAgainst] = useState<{ number: number; graph: Graph } | null>(null);
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
  const named = (done: Step | undefined) =>
    done ? `: ${t(`did.${done.label}`, { count: done.patch.nodes.length || done.patch.edges.length })}` : "";
  const canvasProps = {
    graph,
    problems: editor.problems,
    chosen,
    readOnly,
    onChoose: choose,
    onConnect: join,
    onRemove: drop,
  };
  const tool =
    "inline-flex size-9 items-center justify-center rounded-md text-soft hover:bg-sunken hover:text-ink disabled:opacity-35";
  return (
    <>
      <PageHead
        title={about.title}
        above={
          <Link to="/workflows" className="text-sm text-accent hover:underline">
            ← {t("app.workflows")}
          </Link>
        }
      >
        {mine && <SaveMark editor={editor} />}
        <Badge tone={about.status === "published" ? "good" : "warn"}>{t(`status.${about.status}`)}</Badge>
        {mine && (
          <Button onClick={publish} disabled={graph.nodes.length === 0}>
            {t("lens.publish")}
          </Button>
        )}
        <Button tone="accent" onClick={run} disabled={graph.nodes.length === 0}>
          <Play size={15} aria-hidden className="mr-1 inline" />
          {t("workflow.run")}
        </Button>
        <Menu
          label={t("app.more")}
          items={[
            ...(mine ? [{ label: t("workflow.details"), run: () => setOpen("details") }] : []),
            ...(mine ? [{ label: t("webhook.open"), run: () => setOpen("webhook") }] : []),
            ...(mine
              ? [
                  {
                    label: t("triggers.open"),
                    run: () => void navigate({ to: "/schedules", search: { view: "triggers" } }),
                  },
                ]
              : []),
            { label: t("workflow.clone"), run: () => clone.mutate() },
            {
              label: t("workflow.copyJson"),
              run: () =>
                void navigator.clipboard
                  .writeText(copyGraph(graph, new Set(graph.nodes.map((node) => node.id))))
                  .then(() => toast(t("app.copied"))),
            },
            ...(mine ? [{ label: t("lens.archive"), danger: true, run: () => archive.mutate() }] : []),
          ]}
        >
          <Ellipsis size={16} aria-hidden />
        </Menu>
      </PageHead>
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
          <div
            role="toolbar"
            aria-label={t("edit.tools")}
            className="flex flex-wrap items-center gap-0.5 border-b border-line px-2 py-1"
          >
            {mine && (
              <>
                <Menu
                  label={t("edit.addStep")}
                  place="top-full left-0 mt-1"
                  items={offeredKinds.map((kind) => {
                    const Icon = kindIcons[kind];
                    return {
                      label: t(`kind.${kind}`),
                      icon: Icon && <Icon size={15} aria-hidden />,
                      run: () => add(kind),
                    };
                  })}
                >
                  <Plus size={16} aria-hidden />
                  {t("edit.addStep")}
                </Menu>
                <button
                  type="button"
                  className={tool}
                  aria-label={t("edit.undo")}
                  title={`${t("edit.undo")}${named(editor.edited.past.at(-1))} · ${shortcutText("Mod+z")}`}
                  disabled={editor.edited.past.length === 0}
                  onClick={editor.undo}
                >
                  <Undo2 size={17} aria-hidden />
                </button>
                <button
                  type="button"
                  className={tool}
                  aria-label={t("edit.redo")}
                  title={`${t("edit.redo")}${named(editor.edited.future[0])} · ${shortcutText("Mod+Shift+z")}`}
                  disabled={editor.edited.future.length === 0}
                  onClick={editor.redo}
                >
                  <Redo2 size={17} aria-hidden />
                </button>
                <button
                  type="button"
                  className={tool}
                  aria-label={t("edit.layout")}
                  title={`${t("edit.layout")} L`}
                  onClick={arrange}
                >
                  <LayoutGrid size={17} aria-hidden />
                </button>
              </>
            )}
            <div className="ml-auto flex rounded-md border border-line p-0.5">
              {(["canvas", "outline"] as const).map((one) => {
                const Icon = one === "canvas" ? Network : ListTree;
                return (
                  <button
                    key={one}
                    type="button"
                    aria-pressed={view === one}
                    onClick={() => setView(one)}
                    className={`inline-flex min-h-7 items-center gap-1.5 rounded px-2 text-sm ${view === one ? "bg-sunken font-medium" : "text-soft"}`}
                  >
                    <Icon size={15} aria-hidden />
                    <span className="sr-only sm:not-sr-only">{t(`view.${one}`)}</span>
                  </button>
                );
              })}
            </div>
          </div>
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
      {open === "run" && (
        <RunDialog
          workflowId={about.id}
          inputs={runInputs(graph, parametersOf)}
          onClose={() => setOpen(null)}
        />
      )}
      {open === "publish" && (
        <PublishWorkflow
          workflowId={about.id}
          headId={about.head_version_id}
          graph={graph}
          problems={editor.problems}
          onClose={() => setOpen(null)}
          onDone={() => {
            setOpen(null);
            setAbout({ ...about, status: "published" });
            toast(t("lens.published"));
            void queries.invalidateQueries({ queryKey: ["workflow-versions", about.id] });
            void getWorkflow(about.id).then((fresh) => fresh && setAbout(fresh.workflow));
          }}
        />
      )}
      {open === "details" && (
        <DetailsDialog
          workflow={about}
          onClose={() => setOpen(null)}
          onSave={async (fields) => {
            await editor.flush();
            const rows = await updateWorkflow(about.id, editor.revision(), fields);
            editor.tellRevision(rows[0]?.revision ?? editor.revision() + 1);
            setAbout({ ...about, ...fields });
            setOpen(null);
          }}
        />
      )}
      {open === "connect" && only !== undefined && (
        <ConnectDialog
          graph={graph}
          source={only}
          onClose={() => setOpen(null)}
          onConnect={(target) => {
            setOpen(null);
            join(only, target);
          }}
        />
      )}
      {open === "webhook" && <WebhookDialog workflowId={about.id} onClose={() => setOpen(null)} />}
      {editor.conflict && <ConflictDialog conflict={editor.conflict} onSettle={editor.settle} />}
    </>
  );
}

interface InspectProps extends Pick<ReturnType<typeof useParameters>, "lensOf" | "parametersOf"> {
  graph: Graph;
  chosen: ReadonlySet<string>;
  editor: GraphEditor;
  readOnly: boolean;
  results: ReadonlyMap<string, unknown>;
  onRemove(ids: ReadonlySet<string>): void;
}

function Inspect({ graph, chosen, editor, readOnly, lensOf, parametersOf, results, onRemove }: InspectProps) {
  const { t } = useTranslation();
  const [only] = chosen;
  const node = chosen.size === 1 ? graph.nodes.find((one) => one.id === only) : undefined;
  const edge = chosen.size === 1 ? graph.edges.find((one) => one.id === only) : undefined;
  if (node)
    return (
      <NodePanel
        key={node.id}
        node={node}
        graph={graph}
        lens={lensOf(node)}
        parameters={parametersOf(node)}
        readOnly={readOnly}
        onNode={(part) =>
          editor.change(
            "node",
            changeNode(graph, node.id, part),
            `node ${node.id} ${Object.keys(part).join()}`,
          )
        }
        onRemove={() => onRemove(new Set([node.id]))}
      />
    );
  const source = edge && graph.nodes.find((one) => one.id === edge.source_node_id);
  const target = edge && graph.nodes.find((one) => one.id === edge.target_node_id);
  if (edge && source && target) {
    const last = results.get(source.id);
    return (
      <EdgePanel
        key={edge.id}
        edge={edge}
        graph={graph}
        source={source}
        target={target}
        paths={outputPaths(source, lensOf(source)?.output ?? null, last)}
        parameters={parametersOf(target)}
        sample={sampleOf(last, edge)}
        readOnly={readOnly}
        onGraph={editor.change}
        onEdge={(part) =>
          editor.change(
            "edge",
            changeEdge(graph, edge.id, part),
            `edge ${edge.id} ${Object.keys(part).join()}`,
          )
        }
        onRemove={() => onRemove(new Set([edge.id]))}
      />
    );
  }
  return (
    <div className="text-sm text-soft">
      <p>{chosen.size > 1 ? t("side.many", { count: chosen.size }) : t("side.none")}</p>
      {chosen.size > 1 && !readOnly && (
        <Button tone="danger" className="mt-3" onClick={() => onRemove(chosen)}>
          {t("side.removeAll")}
        </Button>
      )}
    </div>
  );
}

/** What an edge carried in the newest run, found as the engine finds it. */
function sampleOf(envelope: unknown, edge: GraphEdge): unknown {
  if (!envelope || typeof envelope !== "object") return undefined;
  const whole = envelope as Record<string, unknown>;
  if (edge.source_output_key.replace(/^\$\./, "") === "output") return whole.output;
  for (const part of [whole.data, whole.media, whole.metadata]) {
    const found = valueAt(part, edge.source_output_key);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** What each node put out in the newest finished run. */
function useLastResults(workflowId: string): ReadonlyMap<string, unknown> {
  const results = useQuery({
    queryKey: ["last-results", workflowId],
    queryFn: async () => {
      const run = (await listRunsOf(workflowId)).find((one) => one.completed_at !== null);
      return new Map(run ? (await getNodeResults(run.id)).map((row) => [row.node_id, row.output_data]) : []);
    },
    staleTime: 10_000,
  });
  return results.data ?? new Map();
}

function useCopyAndPaste({ copy, paste }: { copy(): string | null; paste(text: string): boolean }) {
  useEffect(() => {
    const inField = () => {
      const at = document.activeElement;
      return at instanceof HTMLInputElement || at instanceof HTMLTextAreaElement || at?.shadowRoot != null;
    };
    const onCopy = (event: ClipboardEvent) => {
      const text = inField() || getSelection()?.toString() ? null : copy();
      if (text === null) return;
      event.clipboardData?.setData("text/plain", text);
      event.preventDefault();
    };
    const onPaste = (event: ClipboardEvent) => {
      if (!inField() && paste(event.clipboardData?.getData("text/plain") ?? "")) event.preventDefault();
    };
    document.addEventListener("copy", onCopy);
    document.addEventListener("paste", onPaste);
    return () => {
      document.removeEventListener("copy", onCopy);
      document.removeEventListener("paste", onPaste);
    };
  });
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

function SaveMark({ editor }: { editor: GraphEditor }) {
  const { t } = useTranslation();
  const { state } = editor;
  const Icon = state === "saved" ? Check : state === "problem" ? CircleAlert : LoaderCircle;
  return (
    <span
      role="status"
      data-save={state}
      className={`inline-flex items-center gap-1 text-sm ${state === "problem" ? "text-bad" : "text-soft"}`}
    >
      <Icon size={15} aria-hidden className={state === "saving" ? "ring-turning" : undefined} />
      <span className={state === "saved" ? "sr-only sm:not-sr-only" : ""}>{t(`save.${state}`)}</span>
    </span>
  );
}
