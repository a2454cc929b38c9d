import { useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { type KeyboardEvent, useDeferredValue, useEffect, useId, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { listAgents } from "@/api/agents";
import { searchLenses } from "@/api/lenses";
import { meQuery } from "@/api/me";
import { findRuns } from "@/api/runs";
import { myWorkflows } from "@/api/workflows";
import { currentCommands, shortcutText } from "@/kit/commands";
import { Keys } from "@/kit/Menu";
import { rank } from "@/model/rank";

interface Entry {
  id: string;
  group: string;
  label: string;
  shortcut?: string | undefined;
  run(): void;
}

const shown = 50;

/** Jump and act: commands, lenses, workflows and runs by what one types. "@" leads to lenses and agents, "#" to workflows, "!" to runs, ">" to commands. */
export function Palette({ onClose }: { onClose(): void }) {
  const { t } = useTranslation();
  const dialog = useRef<HTMLDialogElement>(null);
  const [typed, setTyped] = useState("");
  const [at, setAt] = useState(0);
  const id = useId();
  const entries = useEntries(typed, onClose);
  const chosen = entries[Math.min(at, entries.length - 1)];

  useEffect(() => {
    if (!dialog.current?.open) dialog.current?.showModal();
  }, []);
  useEffect(() => {
    if (chosen) document.getElementById(`${id}-${chosen.id}`)?.scrollIntoView({ block: "nearest" });
  }, [chosen, id]);

  function press(event: KeyboardEvent) {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step && entries.length > 0) setAt((at + step + entries.length) % entries.length);
    else if (event.key === "Enter") chosen?.run();
    else return;
    event.preventDefault();
  }

  return (
    <dialog
      ref={dialog}
      aria-label={t("palette.title")}
      onCancel={onClose}
      onPointerDown={(event) => event.target === dialog.current && onClose()}
      className="mx-auto mt-[10vh] w-[calc(100%-1.5rem)] max-w-xl overflow-hidden rounded-xl border border-line bg-panel p-0 shadow-2xl backdrop:bg-black/45"
    >
      <input
        role="combobox"
        aria-expanded="true"
        aria-controls={`${id}-list`}
        aria-activedescendant={chosen ? `${id}-${chosen.id}` : undefined}
        aria-label={t("palette.title")}
        placeholder={t("palette.placeholder")}
        value={typed}
        onChange={(event) => {
          setTyped(event.target.value);
          setAt(0);
        }}
        onKeyDown={press}
        className="w-full border-b border-line bg-panel px-4 py-3 text-base text-ink outline-none placeholder:text-soft"
      />
      <div
        id={`${id}-list`}
        role="listbox"
        aria-label={t("palette.title")}
        className="max-h-[50vh] overflow-y-auto p-1.5"
      >
        {entries.length === 0 && (
          <p className="px-3 py-6 text-center text-sm text-soft">{t("palette.nothing")}</p>
        )}
        {entries.map((entry, index) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the input above handles the keys of this list
          <div
            key={entry.id}
            id={`${id}-${entry.id}`}
            role="option"
            tabIndex={-1}
            aria-selected={entry === chosen}
            onClick={entry.run}
            onPointerMove={() => setAt(index)}
            className={`flex cursor-pointer items-center gap-3 rounded-md px-3 py-2 text-sm ${entry === chosen ? "bg-sunken" : ""}`}
          >
            <span className="min-w-0 grow truncate">{entry.label}</span>
            <span className="text-xs text-soft">{entry.group}</span>
            {entry.shortcut && <Keys keys={shortcutText(entry.shortcut)} />}
          </div>
        ))}
      </div>
    </dialog>
  );
}

function useEntries(typed: string, onClose: () => void): Entry[] {
  const { t, i18n } = useTranslation();
  const navigate = useNavigate();
  const kind = "@#!>".includes(typed.charAt(0)) ? typed.charAt(0) : "";
  const now = kind ? typed.slice(1).trim() : typed.trim();
  // Searches may lag behind; the commands must not, for Enter acts on the first of them.
  const words = useDeferredValue(now);
  const me = useQuery(meQuery);
  const lenses = useQuery({
    queryKey: ["palette", "lenses", words],
    queryFn: () =>
      searchLenses({ q: words ? `${words}*` : "" }).then((rows) =>
        rows.length > 0 ? rows : searchLenses({ q: words }),
      ),
    enabled: kind === "" || kind === "@",
    placeholderData: (before) => before,
  });
  const owner = me.data?.id;
  const workflows = useQuery({
    queryKey: ["palette", "workflows", words, owner],
    queryFn: () => myWorkflows(owner ?? "", { search: words }),
    enabled: owner !== undefined && (kind === "" || kind === "#"),
    placeholderData: (before) => before,
  });
  const runs = useQuery({
    queryKey: ["palette", "runs", words],
    queryFn: () => findRuns(words),
    enabled: kind === "!" || (kind === "" && words !== ""),
    placeholderData: (before) => before,
  });
  const agents = useQuery({
    queryKey: ["agents", owner],
    queryFn: () => listAgents(owner ?? ""),
    enabled: owner !== undefined && (kind === "" || kind === "@"),
    staleTime: 30_000,
  });
  const then = (act: () => void) => () => {
    onClose();
    act();
  };
  const commands = currentCommands().map(
    (command): Entry => ({
      id: `c-${command.id.replaceAll(/\W/g, "-")}`,
      group: t("palette.command"),
      label: command.label,
      shortcut: command.shortcut,
      run: then(command.run),
    }),
  );
  const found = [
    ...(kind === "" || kind === ">" ? rank(now, commands, (entry) => entry.label) : []),
    ...(kind === "" || kind === "@"
      ? (lenses.data ?? []).slice(0, words || kind ? 20 : 5).map(
          (lens): Entry => ({
            id: `l-${lens.id}`,
            group: t("palette.lens"),
            label: lens.title,
            run: then(() => navigate({ to: "/lenses/$lensId", params: { lensId: lens.id } })),
          }),
        )
      : []),
    ...(kind === "@" || (kind === "" && words !== "")
      ? rank(words, agents.data ?? [], (agent) => `${agent.display_name} ${agent.handle}`)
          .slice(0, 20)
          .map(
            (agent): Entry => ({
              id: `a-${agent.ai_lenser_id}`,
              group: t("app.agent"),
              label: agent.display_name,
              run: then(() => navigate({ to: "/lenser/$handle", params: { handle: agent.handle } })),
            }),
          )
      : []),
    ...(kind === "" || kind === "#"
      ? (workflows.data ?? []).slice(0, words || kind ? 20 : 5).map(
          (workflow): Entry => ({
            id: `w-${workflow.id}`,
            group: t("palette.workflow"),
            label: workflow.title,
            run: then(() => navigate({ to: "/workflows/$workflowId", params: { workflowId: workflow.id } })),
          }),
        )
      : []),
    ...(kind === "!" || (kind === "" && words !== "")
      ? (runs.data ?? []).map(
          (run): Entry => ({
            id: `r-${run.id}`,
            group: t("palette.run"),
            label: `${run.workflow_title} · ${t(`status.${run.status}`, run.status)} · ${new Date(run.created_at).toLocaleString(i18n.language)}`,
            run: then(() => navigate({ to: "/runs/$runId", params: { runId: run.id } })),
          }),
        )
      : []),
  ];
  return found.slice(0, shown);
}
