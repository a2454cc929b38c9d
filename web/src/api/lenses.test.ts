import { afterEach, describe, expect, it, vi } from "vitest";
import { FakeServer, json, sessionBody } from "./server.fixture";

afterEach(() => vi.unstubAllGlobals());
const signedIn = () => new FakeServer().on("POST /v1/session/refresh", json(sessionBody("a1")));

describe("who uses a lens", () => {
  it("is told with its steps, and whether it is the caller's own", async () => {
    const server = signedIn()
      .on(
        "GET /rest/v1/workflow_nodes",
        json([
          { id: "n1", workflow_id: "w1", version_id: "v1" },
          { id: "n2", workflow_id: "w1", version_id: null },
          { id: "n3", workflow_id: "w2", version_id: "v1" },
        ]),
      )
      .on(
        "GET /rest/v1/workflows",
        json([
          { id: "w1", title: "Brief", lenser_id: "me" },
          { id: "w2", title: "Repair", lenser_id: "you" },
        ]),
      );
    const { usersOf } = await import("./lenses");
    expect(await usersOf("l1", "me")).toEqual([
      {
        id: "w1",
        title: "Brief",
        mine: true,
        nodes: [
          { id: "n1", version_id: "v1" },
          { id: "n2", version_id: null },
        ],
      },
      { id: "w2", title: "Repair", mine: false, nodes: [{ id: "n3", version_id: "v1" }] },
    ]);
    expect(server.of("GET /rest/v1/workflow_nodes")[0]?.query.get("lens_id")).toBe("eq.l1");
    const asked = server.of("GET /rest/v1/workflows")[0]?.query;
    expect(asked?.get("id")).toBe("in.(w1,w2)");
    expect(asked?.get("metadata->>lens_try")).toBe("is.null");
  });

  it("can be nobody, and then no workflow is asked for", async () => {
    const server = signedIn().on("GET /rest/v1/workflow_nodes", json([]));
    const { usersOf } = await import("./lenses");
    expect(await usersOf("l1", "me")).toEqual([]);
    expect(server.of("GET /rest/v1/workflows")).toEqual([]);
  });
});

describe("steps that are pinned", () => {
  const nodes = [{ id: "n1", label: "a", kind: "lens" }];
  it("are changed on the revision that was read, and only where they are still there", async () => {
    const server = signedIn()
      .rpc("fn_get_workflow_bootstrap", [{ workflow: { id: "w1", revision: 7 }, nodes, edges: [] }])
      .rpc("fn_upsert_workflow_nodes", []);
    const { pinVersions } = await import("./workflows");
    await pinVersions("w1", [
      { id: "n1", version_id: "v2" },
      { id: "gone", version_id: "v2" },
    ]);
    expect(server.of("POST /rest/v1/rpc/fn_upsert_workflow_nodes")[0]?.body).toEqual({
      p_workflow_id: "w1",
      p_nodes: [{ id: "n1", version_id: "v2" }],
      p_revision: 7,
    });
  });

  it("are refused where somebody was faster", async () => {
    signedIn()
      .rpc("fn_get_workflow_bootstrap", [{ workflow: { id: "w1", revision: 7 }, nodes, edges: [] }])
      .on("POST /rest/v1/rpc/fn_upsert_workflow_nodes", json({ code: "40001", message: "stale" }, 409));
    const { pinVersions } = await import("./workflows");
    await expect(pinVersions("w1", [{ id: "n1", version_id: "v2" }])).rejects.toThrow("stale");
  });
});
