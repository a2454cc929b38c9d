import { useQueryClient } from "@tanstack/react-query";
import { useCallback, useEffect, useRef, useState } from "react";
import { forget, keep, recall } from "@/api/local";
import { isStale } from "@/api/rest";
import {
  getWorkflow,
  type LoadedWorkflow,
  saveGraph,
  validateWorkflow,
  type WorkflowProblem,
} from "@/api/workflows";
import type { SaveState } from "@/kit/SaveMark";
import type { Graph } from "@/model/graph";
import { diffGraphs, isEmptyPatch } from "@/model/graphDiff";
import { type Edited, edit, redo, startEditing, undo } from "@/model/history";
import { type Clash, type Merged, mergeGraphs, takeTheirs } from "@/model/mergeGraphs";

interface Kept {
  revision: number;
  saved: Graph;
  edited: Edited;
}

export interface Conflict {
  merged: Merged;
  theirs: LoadedWorkflow;
}

export interface GraphEditor {
  edited: Edited;
  state: SaveState;
  problem: unknown;
  problems: readonly WorkflowProblem[];
  conflict: Conflict | null;
  change(label: string, graph: Graph, group?: string): void;
  undo(): void;
  redo(): void;
  flush(): Promise<boolean>;
  /** Settles a conflict: their side for the chosen clashes, mine for the rest. */
  settle(theirs: readonly Clash[]): void;
  reload(): Promise<void>;
  revision(): number;
  tellRevision(revision: number): void;
}

const pauseMillis = 600;

/** The graph being edited: undone and redone across reloads, saved soon after each change, merged where somebody else was faster. */
export function useGraphEditor(loaded: LoadedWorkflow): GraphEditor {
  const queries = useQueryClient();
  const id = loaded.workflow.id;
  const keptAs = `workflow:${id}`;
  const [edited, setEdited] = useState(() => startEditing(loaded.graph));
  const [state, setState] = useState<SaveState>("saved");
  const [problem, setProblem] = useState<unknown>(null);
  const [problems, setProblems] = useState<readonly WorkflowProblem[]>([]);
  const [conflict, setConflict] = useState<Conflict | null>(null);
  const now = useRef({
    edited,
    saved: loaded.graph,
    revision: loaded.workflow.revision,
    busy: null as Promise<boolean> | null,
  });
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);

  const remember = useCallback(() => {
    const { revision, saved, edited: current } = now.current;
    void keep(keptAs, { revision, saved, edited: current } satisfies Kept);
  }, [keptAs]);

  const check = useCallback(async () => {
    try {
      setProblems(await validateWorkflow(id));
    } catch (error) {
      setProblem(error);
    }
  }, [id]);

  const save = useCallback(async (): Promise<boolean> => {
    for (;;) {
      const { saved, revision, edited: sending } = now.current;
      if (isEmptyPatch(diffGraphs(saved, sending.graph))) {
        setState("saved");
        remember();
        return true;
      }
      setState("saving");
      try {
        now.current.revision = await saveGraph(id, revision, saved, sending.graph);
        now.current.saved = sending.graph;
        setProblem(null);
        void check();
        void queries.invalidateQueries({ queryKey: ["workflow-versions", id] });
      } catch (error) {
        setState("problem");
        if (!isStale(error)) setProblem(error);
        else {
          const theirs = await getWorkflow(id);
          if (theirs) setConflict({ theirs, merged: mergeGraphs(saved, sending.graph, theirs.graph) });
        }
        return false;
      }
    }
  }, [id, check, queries, remember]);

  const flush = useCallback((): Promise<boolean> => {
    clearTimeout(timer.current);
    now.current.busy ??= save().finally(() => {
      now.current.busy = null;
    });
    return now.current.busy;
  }, [save]);

  const put = useCallback(
    (next: Edited) => {
      if (next === now.current.edited) return;
      now.current.edited = next;
      setEdited(next);
      setState("typing");
      remember();
      clearTimeout(timer.current);
      timer.current = setTimeout(() => void flush(), pauseMillis);
    },
    [flush, remember],
  );

  const adopt = useCallback(
    (theirs: LoadedWorkflow, graph: Graph) => {
      now.current.saved = theirs.graph;
      now.current.revision = theirs.workflow.revision;
      put({ ...now.current.edited, graph });
    },
    [put],
  );

  useEffect(() => {
    void check();
    void recall<Kept>(keptAs).then((kept) => {
      if (!kept) return;
      const unsaved = !isEmptyPatch(diffGraphs(kept.saved, kept.edited.graph));
      // What was saved is the server's to tell; only the list of steps comes from here.
      if (unsaved && kept.revision !== now.current.revision) {
        const merged = mergeGraphs(kept.saved, kept.edited.graph, loaded.graph);
        now.current.edited = { ...kept.edited, graph: merged.graph };
        setEdited(now.current.edited);
        if (merged.clashes.length > 0) setConflict({ merged, theirs: loaded });
        else put({ ...kept.edited });
      } else if (unsaved) put(kept.edited);
      else if (isEmptyPatch(diffGraphs(kept.edited.graph, loaded.graph))) {
        now.current.edited = { ...kept.edited, graph: loaded.graph };
        setEdited(now.current.edited);
      } else void forget(keptAs);
    });
  }, [keptAs, loaded, put, check]);

  useEffect(() => {
    const hold = (event: BeforeUnloadEvent) => {
      if (!isEmptyPatch(diffGraphs(now.current.saved, now.current.edited.graph))) event.preventDefault();
    };
    addEventListener("beforeunload", hold);
    return () => {
      removeEventListener("beforeunload", hold);
      clearTimeout(timer.current);
      if (!isEmptyPatch(diffGraphs(now.current.saved, now.current.edited.graph))) void flush();
    };
  }, [flush]);

  return {
    edited,
    state,
    problem,
    problems,
    conflict,
    change: (label, graph, group) => put(edit(now.current.edited, label, graph, group ?? null)),
    undo: () => put(undo(now.current.edited)),
    redo: () => put(redo(now.current.edited)),
    flush,
    settle: (theirs) => {
      if (!conflict) return;
      setConflict(null);
      adopt(conflict.theirs, takeTheirs(conflict.merged.graph, conflict.theirs.graph, theirs));
      void flush();
    },
    reload: async () => {
      const fresh = await getWorkflow(id);
      if (!fresh) return;
      now.current.saved = fresh.graph;
      now.current.revision = fresh.workflow.revision;
      now.current.edited = edit(now.current.edited, "restore", fresh.graph);
      setEdited(now.current.edited);
      setState("saved");
      remember();
      void check();
    },
    revision: () => now.current.revision,
    tellRevision: (revision) => {
      now.current.revision = revision;
    },
  };
}
