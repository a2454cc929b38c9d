import { isTerminalRunEvent, type RunEvent } from "@/model/runEvents";
import { SseParser } from "@/model/sse";
import { ApiError, authorizedFetch } from "./session";

export interface StreamHandlers {
  onEvents(events: RunEvent[]): void;
  /** false while the connection is being made again */
  onConnected(connected: boolean): void;
}

const firstPause = 250;
const longestPause = 8000;

/** Follows a run until its last event or until the signal aborts; resumes after the last event it has seen. */
export async function followRun(runId: string, handlers: StreamHandlers, signal: AbortSignal): Promise<void> {
  let after = 0;
  let pause = firstPause;
  while (!signal.aborted) {
    try {
      const answer = await authorizedFetch(`/v1/runs/${runId}/events?after=${after}`, {
        headers: { Accept: "text/event-stream" },
        signal,
      });
      if (answer.status === 404 || answer.status === 403)
        throw new ApiError(answer.status, "run_not_found", "");
      if (!answer.ok || !answer.body) throw new Error(`stream answered ${answer.status}`);
      handlers.onConnected(true);
      for await (const events of readEvents(answer.body)) {
        pause = firstPause;
        handlers.onEvents(events);
        after = Math.max(after, ...events.map((event) => event.eventId));
        if (events.some((event) => isTerminalRunEvent(event.type))) return;
      }
    } catch (problem) {
      if (signal.aborted) return;
      if (problem instanceof ApiError) throw problem;
    }
    handlers.onConnected(false);
    await new Promise((resolve) => setTimeout(resolve, pause));
    pause = Math.min(pause * 2, longestPause);
  }
}

async function* readEvents(body: ReadableStream<Uint8Array>): AsyncGenerator<RunEvent[]> {
  const parser = new SseParser();
  const reader = body
    .pipeThrough(new TextDecoderStream() as ReadableWritablePair<string, Uint8Array>)
    .getReader();
  for (;;) {
    const { value, done } = await reader.read();
    if (done) return;
    const events = parser
      .push(value)
      .filter((message) => message.event !== "heartbeat")
      .map((message) => JSON.parse(message.data) as RunEvent);
    if (events.length > 0) yield events;
  }
}
