import { afterEach, expect, it, vi } from "vitest";
import { FakeServer, json, sessionBody } from "./server.fixture";

afterEach(() => vi.unstubAllGlobals());

it("tells who uses a lens, and who keeps to a version of it", async () => {
  const server = new FakeServer()
    .on("POST /v1/session/refresh", json(sessionBody("a1")))
    .on(
      "GET /rest/v1/workflow_nodes",
      json([
        { workflow_id: "w1", version_id: "v1" },
        { workflow_id: "w1", version_id: null },
        { workflow_id: "w2", version_id: "v1" },
      ]),
    )
    .on(
      "GET /rest/v1/workflows",
      json([
        { id: "w1", title: "Brief" },
        { id: "w2", title: "Repair" },
      ]),
    );
  const { usersOf } = await import("./lenses");
  expect(await usersOf("l1")).toEqual([
    { id: "w1", title: "Brief", pinned: false },
    { id: "w2", title: "Repair", pinned: true },
  ]);
  expect(server.of("GET /rest/v1/workflow_nodes")[0]?.query.get("lens_id")).toBe("eq.l1");
});
