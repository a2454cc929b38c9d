import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { Play, Square } from "lucide-react";
import { useDeferredValue, useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import {
  deletePreset,
  listModels,
  listPresets,
  type ModelRow,
  renderVersion,
  runLens,
  savePreset,
} from "@/api/lenses";
import { keep, recall } from "@/api/local";
import { cancelRun } from "@/api/runs";
import { useRun } from "@/api/useRun";
import { Button } from "@/kit/Button";
import { shortcutText, useCommands } from "@/kit/commands";
import { DiffText } from "@/kit/DiffText";
import { Select } from "@/kit/Input";
import { Keys, Menu } from "@/kit/Menu";
import { Output } from "@/kit/Output";
import { Badge, Panel } from "@/kit/Page";
import { ParamInput } from "@/kit/ParamInput";
import { Problem } from "@/kit/Problem";
import { Status } from "@/kit/Status";
import { toast } from "@/kit/toast";
import { givenValues, missingValues } from "@/model/parameters";
import { untouchedNode } from "@/model/runEvents";
import { estimateTokens, labelKey, sketch } from "@/model/template";
import { durationText } from "@/model/time";
import type { DraftKeeper } from "./useLensDraft";

interface Props {
  lensId: string;
  keeper: DraftKeeper;
  values: Record<string, unknown>;
  onValues(values: Record<string, unknown>): void;
}

/** Values in, the rendered prompt as the server makes it, and the answer of a model as it comes. */
export function TryPanel({ lensId, keeper, values, onValues }: Props) {
  const { t } = useTranslation();
  const { draft, versionId, state } = keeper;
  const [model, setModel] = useState("");
  const [runId, setRunId] = useState<string | null>(null);
  const [before, setBefore] = useState<string | null>(null);
  const keptAs = `values:${lensId}`;
  const models = useQuery({ queryKey: ["models"], queryFn: listModels, staleTime: 60_000 });
  const chosen = models.data?.find((one) => `${one.provider_key}/${one.key}` === model);
  const missing = missingValues(draft.parameters, values);

  // biome-ignore lint/correctness/useExhaustiveDependencies: read once, when the lens is opened
  useEffect(() => {
    void recall<Record<string, unknown>>(keptAs).then((kept) => kept && onValues(kept));
  }, [keptAs]);

  function put(next: Record<string, unknown>) {
    onValues(next);
    void keep(keptAs, next);
  }

  const start = useMutation({
    mutationFn: async () => {
      if (!(await keeper.flush())) throw new Error(t("try.notSaved"));
      return runLens(lensId, keeper.versionId, givenValues(draft.parameters, values), model || null);
    },
    onSuccess: setRunId,
  });
  const stop = () => runId && void cancelRun(runId);
  useCommands([
    { id: "try", label: t("try.run"), shortcut: "Mod+Enter", always: true, run: () => start.mutate() },
    { id: "try-stop", label: t("try.stop"), shortcut: "Escape", disabled: runId === null, run: stop },
  ]);

  return (
    <div className="flex min-w-0 flex-col gap-4">
      <Panel
        title={t("try.values")}
        aside={<Presets lensId={lensId} versionId={versionId} values={values} onValues={put} />}
      >
        {draft.parameters.length === 0 && <p className="text-sm text-soft">{t("try.noValues")}</p>}
        <div className="flex flex-col gap-3">
          {draft.parameters.map((parameter) => (
            <ParamInput
              key={labelKey(parameter.label)}
              parameter={parameter}
              value={values[parameter.label]}
              onChange={(value) => put({ ...values, [parameter.label]: value })}
            />
          ))}
        </div>
        <div className="mt-4 flex flex-wrap items-end gap-2">
          <div className="min-w-40 grow">
            <Select
              label={t("try.model")}
              value={model}
              onChange={(event) => setModel(event.target.value)}
              options={[
                { value: "", label: t("try.defaultModel") },
                ...(models.data ?? []).map((one) => ({
                  value: `${one.provider_key}/${one.key}`,
                  label: `${one.provider_name} · ${one.name}`,
                })),
              ]}
            />
          </div>
          <Button
            tone="accent"
            disabled={start.isPending || missing.length > 0}
            onClick={() => start.mutate()}
          >
            <Play size={15} aria-hidden className="mr-1 inline" />
            {t("try.run")} <span className="ml-1 font-normal">{shortcutText("Mod+Enter")}</span>
          </Button>
        </div>
        {missing.length > 0 && (
          <p className="mt-2 text-sm text-warn">{t("try.missing", { labels: missing.join(", ") })}</p>
        )}
        {start.isError && (
          <div className="mt-3">
            <Problem error={start.error} />
          </div>
        )}
      </Panel>
      {runId && <Answer key={runId} runId={runId} before={before} onStop={stop} onDone={setBefore} />}
      <Preview
        keeper={keeper}
        values={values}
        settled={state === "saved"}
        versionId={versionId}
        model={chosen}
      />
    </div>
  );
}

function Presets({
  lensId,
  versionId,
  values,
  onValues,
}: {
  lensId: string;
  versionId: string;
  values: Record<string, unknown>;
  onValues(values: Record<string, unknown>): void;
}) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const key = ["presets", versionId];
  const presets = useQuery({
    queryKey: key,
    queryFn: () => listPresets(versionId),
    enabled: versionId !== "",
  });
  const [naming, setNaming] = useState(false);
  const add = useMutation({
    mutationFn: (name: string) => savePreset(lensId, versionId, name, values),
    onSuccess: () => {
      setNaming(false);
      toast(t("try.pinned"));
      void queries.invalidateQueries({ queryKey: key });
    },
    onError: (error) => toast(error.message, "bad"),
  });
  const drop = useMutation({
    mutationFn: deletePreset,
    onSuccess: () => queries.invalidateQueries({ queryKey: key }),
  });
  if (naming)
    return (
      <form
        className="flex gap-2"
        onSubmit={(event) => {
          event.preventDefault();
          add.mutate(String(new FormData(event.currentTarget).get("name")));
        }}
      >
        <input
          name="name"
          required
          maxLength={120}
          // biome-ignore lint/a11y/noAutofocus: the person has just asked to name it
          autoFocus
          aria-label={t("try.presetName")}
          placeholder={t("try.presetName")}
          onKeyDown={(event) => event.key === "Escape" && setNaming(false)}
          className="w-36 rounded-md border border-line bg-panel px-2 text-sm"
        />
        <Button type="submit">{t("try.pin")}</Button>
      </form>
    );
  return (
    <Menu
      label={t("try.presets")}
      items={[
        ...(presets.data ?? []).map((preset) => ({ label: preset.name, run: () => onValues(preset.values) })),
        { label: t("try.pinThese"), run: () => setNaming(true) },
        ...(presets.data ?? []).map((preset) => ({
          label: t("try.forget", { name: preset.name }),
          danger: true,
          run: () => drop.mutate(preset.id),
        })),
        { label: t("try.clear"), run: () => onValues({}) },
      ]}
    >
      {t("try.presets")}
    </Menu>
  );
}

interface AnswerProps {
  runId: string;
  before: string | null;
  onStop(): void;
  onDone(text: string): void;
}

function Answer({ runId, before, onStop, onDone }: AnswerProps) {
  const { t } = useTranslation();
  const { run, connected } = useRun(runId);
  const [comparing, setComparing] = useState(false);
  const node = Object.values(run.nodes)[0] ?? untouchedNode;
  const over = run.endedAt !== null;
  const first = useRef(before);
  const [tried] = node.tries;
  const ttfb =
    node.ttfbMs ?? (tried?.firstTextAt ? Date.parse(tried.firstTextAt) - Date.parse(tried.startedAt) : null);

  useEffect(() => {
    if (over && node.text) onDone(node.text);
  }, [over, node.text, onDone]);

  return (
    <Panel
      title={t("try.answer")}
      aside={
        over ? (
          <Link to="/runs/$runId" params={{ runId }} className="text-sm text-accent hover:underline">
            {t("try.openRun")}
          </Link>
        ) : (
          <Button tone="danger" onClick={onStop}>
            <Square size={13} aria-hidden className="mr-1 inline" />
            {t("try.stop")} <Keys keys="Esc" />
          </Button>
        )
      }
    >
      <div className="mb-2 flex flex-wrap items-center gap-x-3 gap-y-1 text-xs text-soft" aria-live="off">
        <Status value={over && run.status !== "completed" ? run.status : node.status} />
        {ttfb !== null && <span>{t("try.firstWord", { time: durationText(ttfb) })}</span>}
        {node.outputTokens > 0 && (
          <span>{t("try.tokens", { input: node.inputTokens, output: node.outputTokens })}</span>
        )}
        {over && <span>{t("try.credits", { credits: Number(run.credits.toFixed(3)) })}</span>}
        {node.model && <span>{node.model}</span>}
        {!connected && <span className="text-warn">{t("run.reconnecting")}</span>}
      </div>
      {node.error ? (
        <p className="text-bad">{node.error}</p>
      ) : comparing && first.current !== null ? (
        <DiffText from={first.current} to={node.text} />
      ) : (
        <Output text={node.text || t("try.waiting")} live={!over} className="max-h-96" />
      )}
      {over && first.current !== null && (
        <Button className="mt-2" onClick={() => setComparing(!comparing)}>
          {t(comparing ? "try.showAnswer" : "try.diffBefore")}
        </Button>
      )}
    </Panel>
  );
}

interface PreviewProps {
  keeper: DraftKeeper;
  values: Record<string, unknown>;
  settled: boolean;
  versionId: string;
  model: ModelRow | undefined;
}

/** The prompt at once as a sketch, and as the server renders it as soon as the server has the text. */
function Preview({ keeper, values, settled, versionId, model }: PreviewProps) {
  const { t } = useTranslation();
  const { draft } = keeper;
  // Both lag behind together: values that are not yet whole must not be sent as if they were.
  const late = useDeferredValue(values);
  const given = givenValues(draft.parameters, late);
  const missing = missingValues(draft.parameters, late);
  const rendered = useQuery({
    queryKey: ["render", versionId, draft.body, draft.parameters, given],
    queryFn: () => renderVersion(versionId, given),
    enabled: settled && missing.length === 0 && versionId !== "",
    retry: false,
    gcTime: 10_000,
  });
  const shown = new Map<string, string>();
  for (const row of draft.parameters) {
    const value = given[row.label] ?? row.default_value;
    if (value !== undefined && value !== null)
      shown.set(labelKey(row.label), typeof value === "string" ? value : JSON.stringify(value));
  }
  const optional = new Set(draft.parameters.filter((row) => !row.required).map((row) => labelKey(row.label)));
  const parts = sketch(draft.body, shown, optional);
  const text = rendered.data ?? parts.map((part) => part.text).join("");
  const tokens = estimateTokens(text);
  const cost = model?.input_cost_per_1k_tokens ? (tokens / 1000) * model.input_cost_per_1k_tokens : null;
  let at = 0;
  return (
    <Panel
      title={t("try.preview")}
      aside={
        <span className="flex items-center gap-2 text-xs text-soft">
          {t("try.estimate", { count: tokens })}
          {cost !== null && ` · ≈ $${cost.toPrecision(2)}`}
          {rendered.data !== undefined && settled && <Badge tone="good">{t("try.fromServer")}</Badge>}
        </span>
      }
    >
      {rendered.isError && <Problem error={rendered.error} />}
      <div data-preview className="max-h-96 overflow-auto text-sm break-words whitespace-pre-wrap">
        {rendered.data !== undefined
          ? rendered.data
          : parts.map((part) => {
              const key = `${at}${part.kind}`;
              at += part.text.length;
              if (part.kind === "text") return <span key={key}>{part.text}</span>;
              if (part.kind === "value") return <ins key={key}>{part.text}</ins>;
              return <del key={key} className="no-underline">{`[[${part.text}]]`}</del>;
            })}
      </div>
    </Panel>
  );
}
