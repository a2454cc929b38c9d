import { useQueryClient } from "@tanstack/react-query";
import { useCallback, useEffect, useRef, useState } from "react";
import { getLens, getParameters, type LensDetail, updateLens } from "@/api/lenses";
import { forget, keep, recall } from "@/api/local";
import { isStale } from "@/api/rest";
import type { SaveState } from "@/kit/SaveMark";
import { draftProblem, type LensDraft, patchOf } from "@/model/lensDraft";
import { markFresh, type Parameter, type Tool } from "@/model/parameters";

interface Kept {
  revision: number;
  draft: LensDraft;
}

/** What somebody else saved while this page was being typed into. */
export interface Conflict {
  theirs: LensDraft;
  detail: LensDetail;
}

export interface DraftKeeper {
  draft: LensDraft;
  /** the version that the draft is stored in, or would start from */
  versionId: string;
  state: SaveState;
  problem: unknown;
  conflict: Conflict | null;
  change(part: Partial<LensDraft>): void;
  /** Saves now; false when it could not. */
  flush(): Promise<boolean>;
  keepMine(): void;
  takeTheirs(): void;
}

const pauseMillis = 700;

export function draftOf(detail: LensDetail, parameters: Parameter[]): LensDraft {
  const version = detail.draft_version ?? detail.head_version;
  return {
    title: detail.lens.title,
    description: detail.lens.description ?? "",
    visibility: detail.lens.visibility,
    tags: detail.lens.tags,
    body: version?.template_body ?? "",
    parameters: markFresh(version?.template_body ?? "", parameters),
    inputContract: version?.input_contract ?? null,
    outputContract: version?.output_contract ?? null,
  };
}

const versionIdOf = (detail: LensDetail): string => (detail.draft_version ?? detail.head_version)?.id ?? "";

/** Keeps the author's draft: on the server soon after each change, in this browser at once, never over somebody else's change. */
export function useLensDraft(
  detail: LensDetail,
  parameters: Parameter[],
  tools: readonly Tool[],
): DraftKeeper {
  const queries = useQueryClient();
  const id = detail.lens.id;
  const keptAs = `lens:${id}`;
  const [draft, setDraft] = useState(() => draftOf(detail, parameters));
  const [versionId, setVersionId] = useState(versionIdOf(detail));
  const [state, setState] = useState<SaveState>("saved");
  const [problem, setProblem] = useState<unknown>(null);
  const [conflict, setConflict] = useState<Conflict | null>(null);
  const now = useRef({
    draft,
    saved: draft,
    revision: detail.lens.revision,
    busy: null as Promise<boolean> | null,
  });
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);

  const save = useCallback(async (): Promise<boolean> => {
    for (;;) {
      const { draft: sending, saved, revision } = now.current;
      const patch = patchOf(saved, sending, tools);
      if (patch === null) {
        await forget(keptAs);
        setState("saved");
        return true;
      }
      if (draftProblem(sending) !== null) {
        setState("problem");
        return false;
      }
      setState("saving");
      try {
        await updateLens(id, revision, patch);
        const after = await getLens(id);
        if (after) {
          now.current.revision = after.lens.revision;
          setVersionId(versionIdOf(after));
          queries.setQueryData(["lens", id], after);
        }
        now.current.saved = sending;
        setProblem(null);
      } catch (error) {
        setState("problem");
        if (isStale(error)) {
          const after = await getLens(id);
          if (after)
            setConflict({ theirs: draftOf(after, await getParameters(versionIdOf(after))), detail: after });
        } else setProblem(error);
        return false;
      }
    }
  }, [id, keptAs, queries, tools]);

  const flush = useCallback((): Promise<boolean> => {
    clearTimeout(timer.current);
    now.current.busy ??= save().finally(() => {
      now.current.busy = null;
    });
    return now.current.busy;
  }, [save]);

  const put = useCallback(
    (next: LensDraft) => {
      now.current.draft = next;
      setDraft(next);
      setState("typing");
      void keep(keptAs, { revision: now.current.revision, draft: next } satisfies Kept);
      clearTimeout(timer.current);
      timer.current = setTimeout(() => void flush(), pauseMillis);
    },
    [flush, keptAs],
  );

  useEffect(() => {
    void recall<Kept>(keptAs).then((kept) => {
      if (!kept || patchOf(now.current.saved, kept.draft, tools) === null) return;
      now.current.revision = kept.revision;
      put(kept.draft);
    });
  }, [keptAs, put, tools]);

  useEffect(() => {
    const hold = (event: BeforeUnloadEvent) => {
      if (patchOf(now.current.saved, now.current.draft, tools) !== null) event.preventDefault();
    };
    addEventListener("beforeunload", hold);
    return () => {
      removeEventListener("beforeunload", hold);
      clearTimeout(timer.current);
      if (patchOf(now.current.saved, now.current.draft, tools) !== null) void flush();
    };
  }, [flush, tools]);

  return {
    draft,
    versionId,
    state,
    problem,
    conflict,
    change: (part) => put({ ...now.current.draft, ...part }),
    flush,
    keepMine: () => {
      if (!conflict) return;
      now.current.revision = conflict.detail.lens.revision;
      now.current.saved = conflict.theirs;
      setConflict(null);
      void flush();
    },
    takeTheirs: () => {
      if (!conflict) return;
      now.current = { ...now.current, revision: conflict.detail.lens.revision, saved: conflict.theirs };
      now.current.draft = conflict.theirs;
      setDraft(conflict.theirs);
      setVersionId(versionIdOf(conflict.detail));
      setConflict(null);
      void flush();
    },
  };
}
