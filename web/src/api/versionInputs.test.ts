import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { FakeServer, json, sessionBody } from "./server.fixture";

const runs = "GET /rest/v1/workflow_runs";
const versions = "GET /rest/v1/workflow_versions";
const pinned = {
  input_names: ["text", "words", "fed"],
  required_inputs: ["text"],
  typed_inputs: { words: [{ type: "integer", options: null }] },
  graph: {
    nodes: [
      { id: "n1", label: "check", config: { title: "Good?", form: { type: "object" } } },
      { id: "n2", label: "plain", config: { form: "no form" } },
    ],
  },
};

let server: FakeServer;
let inputs: typeof import("./versionInputs");
beforeEach(async () => {
  server = new FakeServer().on("POST /v1/session/refresh", () => json(sessionBody("a1")));
  vi.resetModules();
  inputs = await import("./versionInputs");
});
afterEach(() => void vi.unstubAllGlobals());

describe("what a run asks for", () => {
  it("is what its pinned version says, without what edges feed", async () => {
    server.on(runs, json([{ workflow_version_id: "v1" }])).on(versions, json([pinned]));
    expect(await inputs.inputSchemaOfRun("r1")).toEqual({
      type: "object",
      required: ["text"],
      properties: { text: {}, words: { type: "integer" } },
    });
    expect(server.of(runs)[0]?.query.get("id")).toBe("eq.r1");
    expect(server.of(versions)[0]?.query.get("id")).toBe("eq.v1");
    expect(server.of(versions)[0]?.headers.get("Accept-Profile")).toBe("lenses");
  });

  it("is unknown for a run that one may not see, and nothing more is asked", async () => {
    server.on(runs, json([]));
    expect(await inputs.inputSchemaOfRun("r1")).toBeNull();
    expect(server.of(versions)).toHaveLength(0);
  });

  it("is unknown for a version that one may not see", async () => {
    server.on(runs, json([{ workflow_version_id: "v1" }])).on(versions, json([]));
    expect(await inputs.inputSchemaOfRun("r1")).toBeNull();
  });
});

describe("what a workflow asks for", () => {
  it("is what its newest published version says", async () => {
    server.on(versions, json([{ id: "v7" }]), json([pinned]));
    expect(await inputs.inputSchemaOfWorkflow("w1")).toMatchObject({ required: ["text"] });
    const [newest, detail] = server.of(versions);
    expect(newest?.query.get("workflow_id")).toBe("eq.w1");
    expect(newest?.query.get("status")).toBe("in.(published,snapshot)");
    expect(newest?.query.get("order")).toBe("version_number.desc");
    expect(detail?.query.get("id")).toBe("eq.v7");
  });

  it("is unknown while nothing is published", async () => {
    server.on(versions, json([]));
    expect(await inputs.inputSchemaOfWorkflow("w1")).toBeNull();
    expect(server.of(versions)).toHaveLength(1);
  });
});

describe("the question of a step", () => {
  beforeEach(() => void server.on(runs, json([{ workflow_version_id: "v1" }])).on(versions, json([pinned])));

  it("has its title and its form", async () => {
    expect(await inputs.questionOfNode("r1", "n1")).toEqual({ title: "Good?", form: { type: "object" } });
  });
  it("is called as its step where it has no title, and has no form where it says none", async () => {
    expect(await inputs.questionOfNode("r1", "n2")).toEqual({ title: "plain", form: null });
  });
  it("of no step is none", async () => {
    expect(await inputs.questionOfNode("r1", "n9")).toBeNull();
  });
});
