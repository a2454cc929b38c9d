import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { FakeServer, json, sessionBody } from "./server.fixture";

let server: FakeServer;
let rest: typeof import("./rest");

beforeEach(async () => {
  server = new FakeServer().on("POST /v1/session/refresh", json(sessionBody("a1")));
  vi.resetModules();
  rest = await import("./rest");
});
afterEach(() => void vi.unstubAllGlobals());

describe("the data API", () => {
  it("is called by name with the token of the session", async () => {
    server.rpc("fn_x", [{ id: 1 }]);
    expect(await rest.call("fn_x", { p_a: 1, p_b: null })).toEqual([{ id: 1 }]);
    const asked = server.of("POST /rest/v1/rpc/fn_x")[0];
    expect(asked?.body).toEqual({ p_a: 1, p_b: null });
    expect(asked?.headers.get("Authorization")).toBe("Bearer a1");
  });

  it.each([
    ["lensTables", "lenses"],
    ["agentTables", "agents"],
    ["profileTables", "lensers"],
    ["catalogTables", "ai"],
  ] as const)("reads %s from the schema %s", async (tables, schema) => {
    server.on("GET /rest/v1/things", json([]));
    await rest.unwrap(rest[tables].from("things").select("id"));
    expect(server.of("GET /rest/v1/things")[0]?.headers.get("Accept-Profile")).toBe(schema);
  });

  it("tells a refusal with status, code and hint", async () => {
    const body = { code: "P0002", message: "no such lens", details: null, hint: "look again" };
    server.on("POST /rest/v1/rpc/fn_x", json(body, 404));
    await expect(rest.call("fn_x")).rejects.toMatchObject({
      status: 404,
      code: "P0002",
      message: "no such lens",
      hint: "look again",
    });
  });

  it("tells a lost network as offline, not as a refusal", async () => {
    server.on("POST /rest/v1/rpc/fn_x", new TypeError("Failed to fetch"));
    await expect(rest.call("fn_x")).rejects.toMatchObject({ status: 0, code: "offline" });
  });

  it("knows a change on an old revision by its code", async () => {
    server.on("POST /rest/v1/rpc/fn_x", json({ code: "40001", message: "newer", hint: null }, 409));
    expect(rest.isStale(await rest.call("fn_x").catch((problem: unknown) => problem))).toBe(true);
    server.on("POST /rest/v1/rpc/fn_y", json({ code: "23505", message: "twice", hint: null }, 409));
    expect(rest.isStale(await rest.call("fn_y").catch((problem: unknown) => problem))).toBe(false);
    expect(rest.isStale(new Error("40001"))).toBe(false);
  });
});
