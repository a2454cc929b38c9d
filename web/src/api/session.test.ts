import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { FakeServer, json, sessionBody } from "./server.fixture";

const open = "POST /v1/session";
const refresh = "POST /v1/session/refresh";
const data = "GET /rest/v1/lenses";

let server: FakeServer;
let session: typeof import("./session");

beforeEach(async () => {
  server = new FakeServer();
  vi.resetModules();
  session = await import("./session");
});
afterEach(() => void vi.unstubAllGlobals());

const bearers = () => server.of(data).map((one) => one.headers.get("Authorization"));

describe("signing in", () => {
  it("sends the password with the mark that a foreign page cannot set, and keeps the token", async () => {
    server.on(open, json(sessionBody("a1"))).on(data, json([]));
    const opened = await session.signInWithPassword("ada@example.com", "secret");
    expect(opened.user).toEqual({ id: "u1", email: "ada@example.com" });
    expect(server.of(open)[0]?.body).toEqual({ email: "ada@example.com", password: "secret" });
    expect(server.of(open)[0]?.headers.get("X-Clens")).toBe("1");
    await session.authorizedFetch("/rest/v1/lenses");
    expect(bearers()).toEqual(["Bearer a1"]);
    expect(server.of(refresh)).toHaveLength(0);
  });

  it("by a link sends the token of the link alone", async () => {
    server.on(open, json(sessionBody("a1")));
    await session.signInWithLink("once");
    expect(server.of(open)[0]?.body).toEqual({ token: "once" });
  });

  it("makes the account first where there is none", async () => {
    server.on("POST /auth/v1/signup", json({ id: "u1" })).on(open, json(sessionBody("a1")));
    await session.signUp("ada@example.com", "secret");
    expect(server.asked.map((one) => one.route)).toEqual(["POST /auth/v1/signup", open]);
  });

  it.each([
    [
      { error_code: "invalid_credentials", msg: "Invalid login" },
      "invalid_credentials",
      "Invalid login",
      null,
    ],
    [{ code: "P0001", message: "no", hint: "do this" }, "P0001", "no", "do this"],
    [{}, "400", "", null],
  ])("tells why it was refused: %j", async (body, code, message, hint) => {
    server.on(open, json(body, 400));
    const problem = await session.signInWithPassword("a", "b").catch((e: unknown) => e);
    expect(problem).toBeInstanceOf(session.ApiError);
    expect(problem).toMatchObject({ status: 400, code, message, hint });
    expect(await session.currentSession().catch(() => "offline")).not.toMatchObject({ accessToken: "a1" });
  });

  it("tells a page in the place of an answer by its status", async () => {
    server.on(open, new Response("<html>", { status: 502, statusText: "Bad Gateway" }));
    await expect(session.signInWithPassword("a", "b")).rejects.toMatchObject({
      status: 502,
      code: "502",
      message: "Bad Gateway",
    });
  });
});

describe("a session", () => {
  it("is renewed through the cookie after a reload", async () => {
    server.on(refresh, json(sessionBody("a2"))).on(data, json([]));
    await session.authorizedFetch("/rest/v1/lenses");
    expect(bearers()).toEqual(["Bearer a2"]);
    expect(server.of(refresh)[0]?.headers.get("X-Clens")).toBe("1");
  });

  it("is renewed shortly before it ends, not at every request", async () => {
    server
      .on(open, json(sessionBody("a1", 29)))
      .on(refresh, json(sessionBody("a2")))
      .on(data, json([]));
    await session.signInWithPassword("a", "b");
    await session.authorizedFetch("/rest/v1/lenses");
    await session.authorizedFetch("/rest/v1/lenses");
    expect(bearers()).toEqual(["Bearer a2", "Bearer a2"]);
    expect(server.of(refresh)).toHaveLength(1);
  });

  it("is renewed once for many requests at the same time", async () => {
    server.on(refresh, json(sessionBody("a2"))).on(data, json([]));
    await Promise.all(Array.from({ length: 8 }, () => session.authorizedFetch("/rest/v1/lenses")));
    expect(server.of(refresh)).toHaveLength(1);
    expect(new Set(bearers())).toEqual(new Set(["Bearer a2"]));
  });

  it("that the server refuses is renewed once and the request sent again", async () => {
    server
      .on(open, json(sessionBody("a1")))
      .on(refresh, json(sessionBody("a2")))
      .on(data, json({ message: "JWT expired" }, 401), json([]));
    await session.signInWithPassword("a", "b");
    expect((await session.authorizedFetch("/rest/v1/lenses")).status).toBe(200);
    expect(bearers()).toEqual(["Bearer a1", "Bearer a2"]);
  });

  it("is not asked for again and again when refused for good", async () => {
    server.on(refresh, json(sessionBody("a2"))).on(data, json({}, 401));
    expect((await session.authorizedFetch("/rest/v1/lenses")).status).toBe(401);
    expect(server.of(data)).toHaveLength(2);
  });

  it.each([400, 401, 403])("that cannot be renewed (%i) is none", async (status) => {
    server.on(refresh, json({}, status)).on(data, json([]));
    expect(await session.currentSession()).toBeNull();
    await session.authorizedFetch("/rest/v1/lenses");
    expect(bearers()).toEqual([null]);
  });

  it("is unknown, not gone, while the server has trouble", async () => {
    server.on(refresh, json({ message: "starting" }, 503), json(sessionBody("a2")));
    await expect(session.currentSession()).rejects.toMatchObject({ status: 503 });
    expect((await session.currentSession())?.accessToken).toBe("a2");
  });

  it("is unknown while there is no network, and tried again", async () => {
    server.on(refresh, new TypeError("Failed to fetch"), json(sessionBody("a2")));
    await expect(session.currentSession()).rejects.toThrow("Failed to fetch");
    expect((await session.currentSession())?.accessToken).toBe("a2");
  });
});

describe("an expired session", () => {
  it("asks the person once and sends what waited", async () => {
    server
      .on(open, json(sessionBody("a1", 10)), json(sessionBody("b1")))
      .on(refresh, json({}, 401))
      .on(data, json([]));
    await session.signInWithPassword("a", "b");
    let asked = 0;
    session.onExpired(async () => {
      asked++;
      await session.signInWithPassword("a", "b");
    });
    await Promise.all([1, 2, 3].map(() => session.authorizedFetch("/rest/v1/lenses")));
    expect(asked).toBe(1);
    expect(bearers()).toEqual(["Bearer b1", "Bearer b1", "Bearer b1"]);
  });

  it("does not ask whoever was never signed in", async () => {
    server.on(refresh, json({}, 401)).on(data, json([]));
    let asked = 0;
    session.onExpired(async () => {
      asked++;
    });
    await session.authorizedFetch("/rest/v1/lenses");
    expect(asked).toBe(0);
  });

  it("does not ask whoever signed out", async () => {
    server
      .on(open, json(sessionBody("a1")))
      .on("DELETE /v1/session", json(null, 204))
      .on(refresh, json({}, 401))
      .on(data, json([]));
    await session.signInWithPassword("a", "b");
    let asked = 0;
    session.onExpired(async () => {
      asked++;
    });
    await session.signOut();
    await session.authorizedFetch("/rest/v1/lenses");
    expect(asked).toBe(0);
    expect(bearers()).toEqual([null]);
  });
});
