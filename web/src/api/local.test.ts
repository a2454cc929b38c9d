import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";

/** As much of the browser's storage as the page uses; requests are answered a moment later, as there. */
class FakeStorage {
  readonly kept = new Map<string, unknown>();
  opened = 0;
  full = false;

  open() {
    this.opened++;
    const database = {
      createObjectStore: () => undefined,
      transaction: () => ({ objectStore: () => this.store() }),
    };
    const request = this.request(() => database);
    queueMicrotask(() => request.onupgradeneeded?.());
    return request;
  }

  private store() {
    return {
      get: (key: string) => this.request(() => structuredClone(this.kept.get(key))),
      put: (value: unknown, key: string) =>
        this.request(() => {
          if (this.full) throw new DOMException("no room", "QuotaExceededError");
          this.kept.set(key, structuredClone(value));
        }),
      delete: (key: string) => this.request(() => void this.kept.delete(key)),
      clear: () => this.request(() => void this.kept.clear()),
    };
  }

  private request(work: () => unknown) {
    const request: {
      result: unknown;
      error: unknown;
      onsuccess?: () => void;
      onerror?: () => void;
      onupgradeneeded?: () => void;
    } = { result: undefined, error: null };
    setTimeout(() => {
      try {
        request.result = work();
        request.onsuccess?.();
      } catch (problem) {
        request.error = problem;
        request.onerror?.();
      }
    }, 0);
    request.result = { createObjectStore: () => undefined };
    return request;
  }
}

let storage: FakeStorage;
let local: typeof import("./local");
beforeEach(async () => {
  storage = new FakeStorage();
  vi.stubGlobal("indexedDB", storage);
  vi.resetModules();
  local = await import("./local");
});
afterEach(() => void vi.unstubAllGlobals());

describe("what is kept in this browser", () => {
  it("is recalled as it was, until it is forgotten", async () => {
    await local.keep("lens:1", { revision: 3, draft: { body: "[[text]]" } });
    expect(await local.recall("lens:1")).toEqual({ revision: 3, draft: { body: "[[text]]" } });
    expect(await local.recall("lens:2")).toBeUndefined();
    await local.keep("lens:1", "newer");
    expect(await local.recall("lens:1")).toBe("newer");
    await local.forget("lens:1");
    expect(await local.recall("lens:1")).toBeUndefined();
  });

  it("goes altogether when one signs out", async () => {
    await local.keep("a", 1);
    await local.keep("b", 2);
    await local.forgetAll();
    expect(storage.kept.size).toBe(0);
  });

  it("is kept in one storage that is opened once", async () => {
    await Promise.all([local.keep("a", 1), local.keep("b", 2), local.recall("c")]);
    expect(storage.opened).toBe(1);
    expect([...storage.kept.keys()].sort()).toEqual(["a", "b"]);
  });

  it("is nothing where there is no room, and the page works all the same", async () => {
    storage.full = true;
    expect(await local.keep("a", 1)).toBeUndefined();
    storage.full = false;
    expect(await local.recall("a")).toBeUndefined();
    await local.keep("a", 1);
    expect(await local.recall("a")).toBe(1);
  });

  it("is nothing in a browser without storage", async () => {
    vi.stubGlobal("indexedDB", undefined);
    vi.resetModules();
    const without = await import("./local");
    expect(await without.keep("a", 1)).toBeUndefined();
    expect(await without.recall("a")).toBeUndefined();
    await without.forgetAll();
  });

  it("cannot be what cannot be copied, and says nothing of it", async () => {
    expect(await local.keep("a", { run: () => undefined })).toBeUndefined();
    expect(await local.recall("a")).toBeUndefined();
  });
});
