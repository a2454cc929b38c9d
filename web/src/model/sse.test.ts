import { describe, expect, it } from "vitest";
import { SseParser } from "./sse";

const wire =
  'id: 1\nevent: run.started\ndata: {"a":1}\n\n: heartbeat\n\nid: 2\nevent: node.queued\ndata: {"b":\ndata: 2}\n\n';

describe("SseParser", () => {
  it("gives the same messages wherever the stream is cut", () => {
    const whole = new SseParser().push(wire);
    expect(whole).toEqual([
      { id: "1", event: "run.started", data: '{"a":1}' },
      { id: "2", event: "node.queued", data: '{"b":\n2}' },
    ]);
    for (let cut = 0; cut <= wire.length; cut++) {
      const parser = new SseParser();
      expect([...parser.push(wire.slice(0, cut)), ...parser.push(wire.slice(cut))]).toEqual(whole);
    }
  });
});
