import { useEffect, useReducer, useState } from "react";
import { emptyRun, type RunEvent, type RunView, reduceAll } from "@/model/runEvents";
import { followRun } from "./stream";

interface Followed {
  run: RunView;
  /** all events so far, oldest first */
  events: RunEvent[];
}

interface Live extends Followed {
  connected: boolean;
  problem: unknown;
}

function take(followed: Followed, events: RunEvent[]): Followed {
  const run = reduceAll(followed.run, events);
  if (run === followed.run) return followed;
  const known = followed.run.lastEventId;
  return { run, events: [...followed.events, ...events.filter((event) => event.eventId > known)] };
}

/** Milliseconds: thirty pictures a second are smooth, and each costs a large run several. */
const shownEvery = 33;

/** The run as its events have made it so far, followed live; what comes within a thirtieth of a second is shown at once. */
export function useRun(runId: string): Live {
  const [followed, apply] = useReducer(take, null, (): Followed => ({ run: emptyRun, events: [] }));
  const [connected, setConnected] = useState(true);
  const [problem, setProblem] = useState<unknown>(null);
  useEffect(() => {
    const stop = new AbortController();
    let waiting: RunEvent[] = [];
    let frame: ReturnType<typeof setTimeout> | null = null;
    const show = () => {
      frame = null;
      const now = waiting;
      waiting = [];
      apply(now);
    };
    const onEvents = (events: RunEvent[]) => {
      waiting.push(...events);
      frame ??= setTimeout(show, shownEvery);
    };
    followRun(runId, { onEvents, onConnected: setConnected }, stop.signal).catch(setProblem);
    return () => {
      stop.abort();
      if (frame !== null) clearTimeout(frame);
    };
  }, [runId]);
  return { ...followed, connected, problem };
}
