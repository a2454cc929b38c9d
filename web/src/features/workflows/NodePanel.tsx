import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { Trash2 } from "lucide-react";
import { lazy, type ReactNode, Suspense, useId, useState } from "react";
import { useTranslation } from "react-i18next";
import { listAgents } from "@/api/agents";
import { listModels, listVersions, searchLenses } from "@/api/lenses";
import { meQuery } from "@/api/me";
import { listToolsRegistry } from "@/api/tools";
import { myWorkflows } from "@/api/workflows";
import { Button } from "@/kit/Button";
import { useFieldNames } from "@/kit/EditForm";
import { Select, TextArea, TextInput } from "@/kit/Input";
import { Badge } from "@/kit/Page";
import { SchemaForm } from "@/kit/SchemaForm";
import type { Graph, GraphNode } from "@/model/graph";
import { groupOf, noteOf } from "@/model/groups";
import { formValues, kindForms, withForm } from "@/model/kindForms";
import { type Parameter, parameterTypes } from "@/model/parameters";
import { labelKey } from "@/model/template";
import type { BoundLens } from "./useParameters";

const CodeEditor = lazy(() => import("@/kit/CodeEditor").then((module) => ({ default: module.CodeEditor })));

interface Props {
  node: GraphNode;
  graph: Graph;
  lens: BoundLens | null;
  parameters: Parameter[];
  readOnly: boolean;
  onNode(part: Partial<GraphNode>): void;
  onRemove(): void;
  /** what else is done with the step */
  children?: ReactNode;
}

/** One node: its name, its lens or its template, what feeds its parameters, and how it runs. */
export function NodePanel({ node, graph, lens, parameters, readOnly, onNode, onRemove, children }: Props) {
  const { t } = useTranslation();
  const put = (key: string, value: unknown) => {
    const { [key]: _, ...rest } = node.config;
    onNode({ config: value === undefined || value === "" ? rest : { ...rest, [key]: value } });
  };
  return (
    <div className="flex flex-col gap-4">
      <TextInput
        label={t("node.label")}
        value={node.label}
        maxLength={120}
        disabled={readOnly}
        onChange={(event) => event.target.value.trim() && onNode({ label: event.target.value })}
      />
      {node.kind === "lens" && (
        <LensFields node={node} lens={lens} readOnly={readOnly} onNode={onNode} put={put} />
      )}
      {node.kind === "transform" && (
        <div>
          <p className="mb-1 text-sm font-medium text-soft">{t("node.text")}</p>
          {node.config.output === undefined ? (
            <Suspense fallback={<div className="h-44" />}>
              <CodeEditor
                key={node.id}
                label={t("node.text")}
                className="h-44"
                readOnly={readOnly}
                value={typeof node.config.text === "string" ? node.config.text : ""}
                onChange={(text) => text !== node.config.text && put("text", text)}
                placeholderText={t("node.textHint")}
              />
            </Suspense>
          ) : (
            <JsonField
              label={t("node.output")}
              value={node.config.output}
              readOnly={readOnly}
              onChange={(output) => put("output", output)}
            />
          )}
        </div>
      )}
      {kindForms[node.kind] && <KindFields key={node.id} node={node} readOnly={readOnly} onNode={onNode} />}
      <Feeds node={node} graph={graph} parameters={parameters} readOnly={readOnly} onNode={onNode} />
      {children}
      <NoteFields node={node} graph={graph} readOnly={readOnly} put={put} />
      <details className="rounded-md border border-line p-3">
        <summary className="cursor-pointer text-sm font-medium">{t("node.howItRuns")}</summary>
        <div className="mt-3 flex flex-col gap-3">
          <Select
            label={t("node.join")}
            value={String(node.config.join ?? "any")}
            disabled={readOnly}
            onChange={(event) => put("join", event.target.value === "any" ? undefined : event.target.value)}
            options={["any", "all"].map((value) => ({ value, label: t(`node.join_${value}`) }))}
          />
          <TextInput
            label={t("node.timeout")}
            type="number"
            min={1}
            disabled={readOnly}
            value={typeof node.config.timeout_ms === "number" ? node.config.timeout_ms / 1000 : ""}
            onChange={(event) =>
              put(
                "timeout_ms",
                event.target.value === "" ? undefined : Math.round(Number(event.target.value) * 1000),
              )
            }
          />
          <JsonField
            label={t("node.config")}
            value={node.config}
            readOnly={readOnly}
            onChange={(config) => onNode({ config: config as GraphNode["config"] })}
          />
        </div>
      </details>
      {!readOnly && (
        <Button tone="danger" className="self-start" onClick={onRemove}>
          <Trash2 size={15} aria-hidden className="mr-1 inline" />
          {t("node.remove")}
        </Button>
      )}
    </div>
  );
}

interface NoteProps extends Pick<Props, "node" | "graph" | "readOnly"> {
  put(key: string, value: unknown): void;
}

/** What people say to each other about a step, and the group that it belongs to; nothing of it runs. */
function NoteFields({ node, graph, readOnly, put }: NoteProps) {
  const { t } = useTranslation();
  const id = useId();
  const groups = [...new Set(graph.nodes.map(groupOf))].filter((name) => name !== "").sort();
  return (
    <details className="rounded-md border border-line p-3" open={noteOf(node) !== "" || undefined}>
      <summary className="cursor-pointer text-sm font-medium">{t("note.title")}</summary>
      <div className="mt-3 flex flex-col gap-3">
        <TextArea
          label={t("note.note")}
          value={typeof node.config.note === "string" ? node.config.note : ""}
          maxLength={2000}
          disabled={readOnly}
          onChange={(event) => put("note", event.target.value)}
        />
        <TextInput
          label={t("group.name")}
          list={id}
          value={typeof node.config.group === "string" ? node.config.group : ""}
          maxLength={80}
          disabled={readOnly}
          help={t("group.help")}
          onChange={(event) => put("group", event.target.value)}
        />
        <datalist id={id}>
          {groups.map((name) => (
            <option key={name} value={name} />
          ))}
        </datalist>
      </div>
    </details>
  );
}

/** The settings of a kind as a form; other workflows, agents and tools are chosen by name. */
function KindFields({ node, readOnly, onNode }: Pick<Props, "node" | "readOnly" | "onNode">) {
  const { t } = useTranslation();
  const names = useFieldNames();
  const me = useQuery(meQuery);
  const owner = me.data?.id ?? "";
  const workflows = useQuery({
    queryKey: ["workflows", owner, ""],
    queryFn: () => myWorkflows(owner),
    enabled: owner !== "" && node.kind === "sub_workflow",
  });
  const agents = useQuery({
    queryKey: ["agents", owner],
    queryFn: () => listAgents(owner),
    enabled: owner !== "" && node.kind === "agent",
  });
  const tools = useQuery({
    queryKey: ["tools", owner],
    queryFn: () => listToolsRegistry(owner),
    enabled: owner !== "" && node.kind === "tool",
  });
  const choices: Record<string, Map<string, string>> = {
    workflow_id: new Map((workflows.data ?? []).map((one) => [one.id, one.title])),
    ai_lenser_id: new Map((agents.data ?? []).map((one) => [one.ai_lenser_id, one.display_name])),
    tool_key: new Map((tools.data ?? []).map((one) => [one.key, one.name])),
  };
  const form = kindForms[node.kind] ?? {};
  const values = formValues(node.kind, node.config);
  const schema = {
    ...form,
    properties: Object.fromEntries(
      Object.entries(form.properties ?? {}).map(([name, inner]) => {
        const known = choices[name];
        if (!known || known.size === 0) return [name, inner];
        const held = values[name];
        const ids = [...known.keys()];
        return [name, { enum: held === undefined || ids.includes(String(held)) ? ids : [held, ...ids] }];
      }),
    ),
  };
  return (
    <SchemaForm
      schema={schema}
      values={values}
      disabled={readOnly}
      onChange={(next) => onNode({ config: withForm(node.kind, node.config, next) })}
      nameOf={(field) => t(`nodeField.${field.name}`, names.nameOf(field))}
      choiceOf={(field, choice) =>
        choices[field.name]?.get(choice) ?? t(`nodeChoice.${choice}`, names.choiceOf(field, choice))
      }
      helpOf={(field) => t(`nodeHelp.${field.name}`, { defaultValue: "" }) || null}
    />
  );
}

interface LensProps extends Pick<Props, "node" | "lens" | "readOnly" | "onNode"> {
  put(key: string, value: unknown): void;
}

function LensFields({ node, lens, readOnly, onNode, put }: LensProps) {
  const { t } = useTranslation();
  const lenses = useQuery({ queryKey: ["lens-choice"], queryFn: () => searchLenses({}), staleTime: 30_000 });
  const models = useQuery({ queryKey: ["models"], queryFn: listModels, staleTime: 60_000 });
  const versions = useQuery({
    queryKey: ["lens-versions", node.lens_id],
    queryFn: () => listVersions(node.lens_id ?? ""),
    enabled: node.lens_id !== null,
    staleTime: 30_000,
  });
  const listed = lenses.data ?? [];
  const known = listed.some((one) => one.id === node.lens_id);
  return (
    <>
      <Select
        label={t("node.lens")}
        value={node.lens_id ?? ""}
        disabled={readOnly}
        onChange={(event) => onNode({ lens_id: event.target.value || null, version_id: null })}
        options={[
          { value: "", label: t("node.noLens") },
          ...(node.lens_id && !known ? [{ value: node.lens_id, label: lens?.title ?? "…" }] : []),
          ...listed.map((one) => ({ value: one.id, label: one.title })),
        ]}
      />
      {node.lens_id && (
        <>
          <Select
            label={t("node.version")}
            value={node.version_id ?? ""}
            disabled={readOnly}
            onChange={(event) => onNode({ version_id: event.target.value || null })}
            options={[
              { value: "", label: t("node.newest", { number: lens?.versionNumber ?? "–" }) },
              ...(versions.data ?? [])
                .filter((version) => version.status === "published")
                .map((version) => ({ value: version.id, label: `v${version.version_number}` })),
            ]}
          />
          <Link
            to="/lenses/$lensId"
            params={{ lensId: node.lens_id }}
            className="-mt-2 text-sm text-accent hover:underline"
          >
            {t("node.openLens")}
          </Link>
        </>
      )}
      <Select
        label={t("try.model")}
        value={typeof node.config.model_id === "string" ? node.config.model_id : ""}
        disabled={readOnly}
        onChange={(event) => put("model_id", event.target.value)}
        options={[
          { value: "", label: t("node.runsModel") },
          ...(models.data ?? []).map((one) => ({
            value: `${one.provider_key}/${one.key}`,
            label: `${one.provider_name} · ${one.name}`,
          })),
        ]}
      />
    </>
  );
}

/** What each parameter gets: an edge, a fixed value, an input of the run, or its default. */
function Feeds({
  node,
  graph,
  parameters,
  readOnly,
  onNode,
}: Pick<Props, "node" | "graph" | "parameters" | "readOnly" | "onNode">) {
  const { t } = useTranslation();
  const fixed = (node.config.param_overrides ?? {}) as Record<string, unknown>;
  const labels = new Map(graph.nodes.map((one) => [one.id, one.label]));
  if (parameters.length === 0) return null;
  function fix(label: string, value: string) {
    const { [label]: _, ...rest } = fixed;
    const next = value === "" ? rest : { ...rest, [label]: value };
    const { param_overrides: __, ...config } = node.config;
    onNode({ config: Object.keys(next).length > 0 ? { ...config, param_overrides: next } : config });
  }
  return (
    <section>
      <h2 className="mb-2 text-sm font-medium text-soft">{t("node.feeds")}</h2>
      <ul className="flex flex-col gap-2">
        {parameters.map((parameter) => {
          const edges = graph.edges.filter(
            (edge) =>
              edge.target_node_id === node.id &&
              labelKey(edge.target_param_label) === labelKey(parameter.label),
          );
          return (
            <li key={parameter.label} className="rounded-md border border-line p-2">
              <div className="flex flex-wrap items-center gap-1.5 text-sm">
                <code className="font-mono font-semibold">{parameter.label}</code>
                <Badge>
                  {(parameterTypes as readonly string[]).includes(parameter.type)
                    ? t(`type.${parameter.type}`)
                    : parameter.type}
                </Badge>
                <span className="text-xs text-soft">
                  {edges.length > 0
                    ? t("node.fromEdges", {
                        labels: edges.map((edge) => labels.get(edge.source_node_id)).join(", "),
                      })
                    : fixed[parameter.label] !== undefined
                      ? t("node.fixedValue")
                      : parameter.default_value != null
                        ? t("param.default", { value: String(parameter.default_value) })
                        : t("node.fromRun")}
                </span>
              </div>
              {(edges.length === 0 || fixed[parameter.label] !== undefined) && (
                <TextInput
                  label={t("node.fix", { label: parameter.label })}
                  quiet
                  className="mt-1.5"
                  placeholder={t("node.fixHint")}
                  disabled={readOnly}
                  value={fixed[parameter.label] === undefined ? "" : String(fixed[parameter.label])}
                  onChange={(event) => fix(parameter.label, event.target.value)}
                />
              )}
            </li>
          );
        })}
      </ul>
    </section>
  );
}

function JsonField({
  label,
  value,
  readOnly,
  onChange,
}: {
  label: string;
  value: unknown;
  readOnly: boolean;
  onChange(value: unknown): void;
}) {
  const [typed, setTyped] = useState<string | null>(null);
  const [bad, setBad] = useState<string | null>(null);
  return (
    <TextArea
      label={label}
      className="font-mono"
      value={typed ?? JSON.stringify(value, null, 2)}
      disabled={readOnly}
      help={bad && <span className="text-bad">{bad}</span>}
      onBlur={() => bad === null && setTyped(null)}
      onChange={(event) => {
        setTyped(event.target.value);
        try {
          onChange(JSON.parse(event.target.value));
          setBad(null);
        } catch (error) {
          setBad(error instanceof Error ? error.message : String(error));
        }
      }}
    />
  );
}
