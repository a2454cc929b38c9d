import { useEffect, useReducer, useState } from "react";
import { followRun } from "@/api/stream";
import { emptyRun, type RunEvent, type RunView, reduceRun } from "@/model/runEvents";

interface Live {
  run: RunView;
  connected: boolean;
  problem: unknown;
}

const applyAll = (run: RunView, events: RunEvent[]) => events.reduce(reduceRun, run);

/** The run as its events have made it so far, followed live. */
export function useRun(runId: string): Live {
  const [run, apply] = useReducer(applyAll, emptyRun);
  const [connected, setConnected] = useState(true);
  const [problem, setProblem] = useState<unknown>(null);
  useEffect(() => {
    const stop = new AbortController();
    followRun(runId, { onEvents: apply, onConnected: setConnected }, stop.signal).catch(setProblem);
    return () => stop.abort();
  }, [runId]);
  return { run, connected, problem };
}
