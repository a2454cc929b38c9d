import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { RunEvent } from "@/model/runEvents";
import { FakeServer, json, sessionBody } from "./server.fixture";

const route = "GET /v1/runs/r1/events";

let server: FakeServer;
let stream: typeof import("./stream");
const seen: number[] = [];
const connected: boolean[] = [];
const handlers = {
  onEvents: (events: RunEvent[]) => void seen.push(...events.map((one) => one.eventId)),
  onConnected: (now: boolean) => void connected.push(now),
};

beforeEach(async () => {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
  seen.length = 0;
  connected.length = 0;
  server = new FakeServer().on("POST /v1/session/refresh", json(sessionBody("a1")));
  vi.resetModules();
  stream = await import("./stream");
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

const event = (id: number, type = "node.log") =>
  `id: ${id}\nevent: ${type}\ndata: {"eventId":${id},"type":"${type}","payload":{}}\n\n`;

/** An answer whose body comes in these chunks and then ends. */
const chunks = (...parts: string[]) => {
  const bytes = parts.map((part) => new TextEncoder().encode(part));
  return () =>
    new Response(
      new ReadableStream({
        pull(controller) {
          const next = bytes.shift();
          if (next) controller.enqueue(next);
          else controller.close();
        },
      }),
      { headers: { "Content-Type": "text/event-stream" } },
    );
};

/** Follows to the end, letting every pause pass. */
async function follow(signal = new AbortController().signal): Promise<unknown> {
  let ended = false;
  const done = stream
    .followRun("r1", handlers, signal)
    .catch((problem: unknown) => problem)
    .finally(() => {
      ended = true;
    });
  for (let turn = 0; turn < 400 && !ended; turn++) await vi.advanceTimersByTimeAsync(1000);
  return done;
}

describe("following a run", () => {
  it("hands over every event in order and ends with the run", async () => {
    server.on(route, chunks(event(1), event(2) + event(3), event(4, "run.completed")));
    expect(await follow()).toBeUndefined();
    expect(seen).toEqual([1, 2, 3, 4]);
    expect(connected).toEqual([true]);
    expect(server.of(route)[0]?.headers.get("Authorization")).toBe("Bearer a1");
    expect(server.of(route)[0]?.headers.get("Accept")).toBe("text/event-stream");
  });

  it.each(["run.completed", "run.failed", "run.cancelled", "run.timed_out"])("ends at %s", async (type) => {
    server.on(route, chunks(event(1, type) + event(2)));
    await follow();
    expect(server.of(route)).toHaveLength(1);
  });

  it("puts events together again however their bytes were cut", async () => {
    const whole = event(1) + event(2).replace("payload", "pay\\u006coad") + event(3, "run.failed");
    server.on(route, chunks(...whole));
    await follow();
    expect(seen).toEqual([1, 2, 3]);
  });

  it("leaves heartbeats out", async () => {
    const beat = "event: heartbeat\ndata: {}\n\n";
    server.on(route, chunks(beat, event(1), beat + event(2, "run.completed")));
    await follow();
    expect(seen).toEqual([1, 2]);
  });

  it("goes on after the last event it saw when the stream ends or breaks", async () => {
    server.on(
      route,
      chunks(event(1), event(2)),
      new TypeError("network gone"),
      json({ message: "starting" }, 503),
      chunks(event(3, "run.completed")),
    );
    await follow();
    expect(seen).toEqual([1, 2, 3]);
    expect(server.of(route).map((one) => one.query.get("after"))).toEqual(["0", "2", "2", "2"]);
    expect(connected).toEqual([true, false, false, false, true]);
  });

  it("waits longer each time, up to eight seconds, and from the start after an event", async () => {
    const pauses: number[] = [];
    const timeout = globalThis.setTimeout;
    vi.stubGlobal("setTimeout", (done: () => void, time: number) => {
      pauses.push(time);
      return timeout(done, time);
    });
    const down = () => json({}, 503);
    server.on(
      route,
      down,
      down,
      down,
      down,
      down,
      down,
      down,
      chunks(event(1)),
      chunks(event(2, "run.failed")),
    );
    await follow();
    expect(pauses).toEqual([250, 500, 1000, 2000, 4000, 8000, 8000, 250]);
  });

  it.each([403, 404])("gives up on a run that one may not see (%i)", async (status) => {
    server.on(route, json({}, status));
    expect(await follow()).toMatchObject({ status, code: "run_not_found" });
    expect(server.of(route)).toHaveLength(1);
  });

  it("is over when nobody looks any more", async () => {
    const leaving = new AbortController();
    server.on(route, () => {
      leaving.abort();
      throw new DOMException("aborted", "AbortError");
    });
    expect(await follow(leaving.signal)).toBeUndefined();
    expect(server.of(route)).toHaveLength(1);
    expect(connected).toEqual([]);
  });
});
