import { describe, expect, it } from "vitest";
import { diffLines, diffWords } from "./diff";
import { emptyRun, type RunEvent, type RunView, reduceAll, reduceRun } from "./runEvents";
import { SseParser } from "./sse";
import { timeline } from "./timeline";

/** Numbers that are the same in every run of the tests. */
function numbers(start: number) {
  let seed = start;
  return (below: number) => {
    seed = (seed * 48271) % 2147483647;
    return seed % below;
  };
}

const types = [
  "node.queued",
  "node.waiting",
  "node.started",
  "node.stream.delta",
  "node.retried",
  "node.blocked",
  "node.log",
  "contract.violated",
  "cost.recorded",
  "node.completed",
  "node.failed",
  "node.skipped",
  "run.recovered",
  "something.new",
];

/** A story of a run that could have happened, or nearly. */
function story(next: (below: number) => number): RunEvent[] {
  const events: RunEvent[] = [];
  const say = (type: string, nodeId: string | null, payload: Record<string, unknown> = {}) =>
    events.push({
      eventId: (events.at(-1)?.eventId ?? 0) + 1 + next(3),
      type,
      runId: "r",
      nodeId,
      timestamp: new Date(Date.UTC(2026, 0, 1) + events.length * 997 + next(20_000)).toISOString(),
      payload,
    });
  say("run.started", null, { nodes: ["a", "b", "c"] });
  const count = next(40);
  for (let at = 0; at < count; at++) {
    const type = types[next(types.length)] as string;
    say(type, type.startsWith("run.") ? null : (["a", "b", "c"][next(3)] as string), {
      text: "word ",
      costCredits: 0.5,
      inputTokens: 3,
      message: "said",
      cause: "timeout",
      delayMs: 10,
    });
  }
  if (next(2) === 0) say("run.completed", null);
  return events;
}

describe("the state of a run", () => {
  it("is the same however its events were bundled", () => {
    const next = numbers(5);
    for (let round = 0; round < 200; round++) {
      const events = story(next);
      const atOnce = reduceAll(emptyRun, events);
      const oneByOne = events.reduce(reduceRun, emptyRun);
      expect(oneByOne).toEqual(atOnce);
      let bundled: RunView = emptyRun;
      for (let at = 0; at < events.length; ) {
        const size = 1 + next(5);
        bundled = reduceAll(bundled, events.slice(at, at + size));
        at += size;
      }
      expect(bundled).toEqual(atOnce);
    }
  });

  it("is the same when events come twice, as after a new connection", () => {
    const next = numbers(6);
    for (let round = 0; round < 200; round++) {
      const events = story(next);
      const whole = reduceAll(emptyRun, events);
      const cut = next(events.length);
      const back = Math.max(0, cut - next(6));
      const again = reduceAll(reduceAll(emptyRun, events.slice(0, cut)), events.slice(back));
      expect(again).toEqual(whole);
      expect(reduceAll(whole, events)).toBe(whole);
    }
  });

  it("never changes a state that was shown before", () => {
    const next = numbers(7);
    const freeze = (value: unknown): void => {
      if (value === null || typeof value !== "object" || Object.isFrozen(value)) return;
      Object.freeze(value);
      for (const inner of Object.values(value)) freeze(inner);
    };
    for (let round = 0; round < 50; round++) {
      let run: RunView = emptyRun;
      for (const event of story(next)) {
        freeze(run);
        run = reduceRun(run, event);
      }
      expect(run.lastEventId).toBeGreaterThan(0);
    }
  });

  it("adds up what each step cost", () => {
    const next = numbers(8);
    for (let round = 0; round < 50; round++) {
      const run = reduceAll(emptyRun, story(next));
      const sum = Object.values(run.nodes).reduce((total, node) => total + node.credits, 0);
      expect(run.credits).toBeCloseTo(sum, 9);
    }
  });
});

describe("the timeline of a run", () => {
  it("keeps every instant in its order and within the picture", () => {
    const next = numbers(9);
    for (let round = 0; round < 150; round++) {
      const run = reduceAll(emptyRun, story(next));
      const now = Date.UTC(2026, 0, 1) + 200_000;
      const picture = timeline(run, ["a", "b", "c", "gone"], now);
      expect(picture.to).toBeGreaterThan(picture.from);
      let before = -1;
      for (let at = 0; at <= 50; at++) {
        const place = picture.place(picture.from + ((picture.to - picture.from) * at) / 50);
        expect(place).toBeGreaterThanOrEqual(before - 1e-9);
        expect(place).toBeGreaterThanOrEqual(0);
        expect(place).toBeLessThanOrEqual(1);
        before = place;
      }
      expect(picture.place(picture.from)).toBe(0);
      expect(picture.place(picture.to)).toBeCloseTo(1, 6);
      for (const row of picture.rows)
        for (const segment of row.segments) expect(segment.to).toBeGreaterThanOrEqual(segment.from);
    }
  });
});

describe("a stream of messages", () => {
  it("is read the same wherever it was cut", () => {
    const next = numbers(10);
    for (let round = 0; round < 100; round++) {
      const end = next(2) === 0 ? "\n" : "\r\n";
      const count = 1 + next(5);
      let text = next(2) === 0 ? `: hello${end}${end}` : "";
      for (let at = 0; at < count; at++)
        text += `id: ${at}${end}event: e${next(3)}${end}data: {"n":${at}}${end}data: ä→${end}${end}`;
      const whole = new SseParser().push(text);
      expect(whole.map((one) => one.id)).toEqual(Array.from({ length: count }, (_, at) => String(at)));
      expect(whole[0]?.data).toBe('{"n":0}\nä→');
      const parser = new SseParser();
      const pieces = [];
      for (let at = 0; at < text.length; ) {
        const size = 1 + next(9);
        pieces.push(...parser.push(text.slice(at, at + size)));
        at += size;
      }
      expect(pieces).toEqual(whole);
    }
  });
});

describe("a difference", () => {
  const text = (next: (below: number) => number) =>
    Array.from({ length: next(25) }, () => ["heron", "tea", "ä", ", ", " ", "\n", "1.5", "🙂"][next(8)]).join(
      "",
    );

  it("holds both texts, whole", () => {
    const next = numbers(11);
    for (let round = 0; round < 400; round++) {
      const from = text(next);
      const to = text(next);
      for (const diff of [diffWords, diffLines]) {
        const parts = diff(from, to);
        const side = (left: "added" | "removed") =>
          parts
            .filter((part) => part.kind !== left)
            .map((part) => part.text)
            .join("");
        expect(side("added")).toBe(from);
        expect(side("removed")).toBe(to);
        expect(parts.every((part) => part.text !== "")).toBe(true);
        expect(parts.every((part, at) => part.kind !== parts[at + 1]?.kind)).toBe(true);
      }
    }
  });

  it("of a text with itself is none", () => {
    const next = numbers(12);
    for (let round = 0; round < 100; round++) {
      const same = text(next);
      expect(diffWords(same, same).filter((part) => part.kind !== "same")).toEqual([]);
    }
  });
});
