import { describe, expect, it } from "vitest";
import { type Choice, choicesFor, follows, type LensUser, pinnedTo, pinsOf } from "./rollForward";

const user = (versions: (string | null)[], mine = true): LensUser => ({
  id: "w",
  title: "Brief",
  mine,
  nodes: versions.map((version_id, at) => ({ id: `n${at}`, version_id })),
});
const now = { from: "v1", to: "v2" };

describe("what can be chosen for a workflow", () => {
  it.each<[string, (string | null)[], Choice[]]>([
    ["that is pinned", ["v1"], ["leave", "move"]],
    ["that follows", [null], ["leave", "hold"]],
    ["that does both", ["v0", null], ["leave", "move", "hold"]],
    ["that is there already", ["v2"], ["leave"]],
  ])("%s", (_, versions, choices) => {
    expect(choicesFor(user(versions), now)).toEqual(choices);
  });

  it("of somebody else is nothing", () => {
    expect(choicesFor(user(["v1", null], false), now)).toEqual(["leave"]);
  });

  it("has nothing to hold on to at the first publishing", () => {
    expect(choicesFor(user([null]), { from: null, to: "v2" })).toEqual(["leave"]);
    expect(pinsOf(user([null]), "hold", { from: null, to: "v2" })).toEqual([]);
  });
});

describe("what a choice changes", () => {
  const mixed = user(["v0", null, "v2", "v1"]);
  it("moves what is pinned, and leaves what follows anyway or is there", () => {
    expect(pinsOf(mixed, "move", now)).toEqual([
      { id: "n0", version_id: "v2" },
      { id: "n3", version_id: "v2" },
    ]);
  });

  it("holds what follows on the version before", () => {
    expect(pinsOf(mixed, "hold", now)).toEqual([{ id: "n1", version_id: "v1" }]);
  });

  it("is nothing where all stays as it is", () => {
    expect(pinsOf(mixed, "leave", now)).toEqual([]);
  });
});

describe("where a workflow stands", () => {
  it("is one version, or none that could be named", () => {
    expect(pinnedTo(user(["v1", "v1", null]))).toBe("v1");
    expect(pinnedTo(user(["v1", "v0"]))).toBeNull();
    expect(pinnedTo(user([null]))).toBeNull();
    expect(follows(user(["v1", null]))).toBe(true);
    expect(follows(user(["v1"]))).toBe(false);
  });
});
