import { LayoutGrid, ListTree, Network, Plus, Redo2, Undo2 } from "lucide-react";
import { useTranslation } from "react-i18next";
import { shortcutText } from "@/kit/commands";
import { Menu } from "@/kit/Menu";
import type { Step } from "@/model/history";
import { kindIcons, offeredKinds } from "./kinds";
import type { GraphEditor } from "./useGraphEditor";

export type View = "canvas" | "outline";

interface Props {
  editor: GraphEditor;
  mine: boolean;
  view: View;
  onView(view: View): void;
  onAdd(kind: string): void;
  onArrange(): void;
}

const tool =
  "inline-flex size-9 items-center justify-center rounded-md text-soft hover:bg-sunken hover:text-ink disabled:opacity-35";

/** What is done to the whole graph, and how it is looked at. */
export function Toolbar({ editor, mine, view, onView, onAdd, onArrange }: Props) {
  const { t } = useTranslation();
  const named = (done: Step | undefined) =>
    done ? `: ${t(`did.${done.label}`, { count: done.patch.nodes.length || done.patch.edges.length })}` : "";
  return (
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
                run: () => onAdd(kind),
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
            onClick={onArrange}
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
              onClick={() => onView(one)}
              className={`inline-flex min-h-7 items-center gap-1.5 rounded px-2 text-sm ${view === one ? "bg-sunken font-medium" : "text-soft"}`}
            >
              <Icon size={15} aria-hidden />
              <span className="sr-only sm:not-sr-only">{t(`view.${one}`)}</span>
            </button>
          );
        })}
      </div>
    </div>
  );
}
