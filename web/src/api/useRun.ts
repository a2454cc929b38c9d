import { useEffect, useReducer, useState } from "react";
import { followRun } from "@/api/stream";
import { emptyRun, type RunView, reduceAll } from "@/model/runEvents";

interface Live {
  run: RunView;
  connected: boolean;
  problem: unknown;
}

/** The run as its events have made it so far, followed live. */
export function useRun(runId: string): Live {
  const [run, apply] = useReducer(reduceAll, emptyRun);
  const [connected, setConnected] = useState(true);
  const [problem, setProblem] = useState<unknown>(null);
  useEffect(() => {
    const stop = new AbortController();
    followRun(runId, { onEvents: apply, onConnected: setConnected }, stop.signal).catch(setProblem);
    return () => stop.abort();
  }, [runId]);
  return { run, connected, problem };
}
