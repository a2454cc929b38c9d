import { describe, expect, it } from "vitest";
import { layoutTeam, memberCard, type TeamEdge, type TeamMember, teamWarnings } from "./teamGraph";

const member = (id: string, lane: number, more: Partial<TeamMember> = {}): TeamMember => ({
  id,
  agent_id: `agent-${id}`,
  agent_handle: id,
  agent_display_name: id.toUpperCase(),
  agent_is_active: true,
  role: "operator",
  responsibility: "",
  lane,
  sort_order: 0,
  is_active: true,
  personality_profile_id: null,
  memory_profile_id: null,
  tool_profile_id: null,
  model_profile_id: null,
  ...more,
});
const edge = (source: string, target: string, type = "delegates", blocking = false): TeamEdge => ({
  id: `${source}-${target}-${type}`,
  source_member_id: source,
  target_member_id: target,
  edge_type: type,
  is_blocking: blocking,
});

describe("layoutTeam", () => {
  const members = [
    member("d", 7),
    member("b", 1, { sort_order: 2 }),
    member("c", 1, { sort_order: 1 }),
    member("a", 0),
  ];

  it("gives each lane a row, in order, and each member a place of its own in it", () => {
    const layout = layoutTeam(members, []);
    expect(layout.lanes.map((one) => one.lane)).toEqual([0, 1, 7]);
    const at = new Map(layout.members.map((one) => [one.id, one]));
    expect(at.get("c")!.x).toBeLessThan(at.get("b")!.x);
    expect(at.get("b")!.x - at.get("c")!.x).toBe(memberCard.width + memberCard.gapX);
    for (const one of layout.members) {
      const lane = layout.lanes.find((row) => row.lane === one.lane)!;
      expect(one.y).toBeGreaterThanOrEqual(lane.y);
      expect(one.y + memberCard.height).toBeLessThanOrEqual(lane.y + lane.height);
      expect(one.x + memberCard.width).toBeLessThanOrEqual(layout.width);
    }
  });

  it("keeps two edges between the same members apart, and drops edges to nobody", () => {
    const layout = layoutTeam(members, [
      edge("a", "b"),
      edge("a", "b", "reviews"),
      edge("c", "b"),
      edge("b", "c", "handoff"),
      edge("a", "gone"),
    ]);
    expect(layout.edges).toHaveLength(4);
    expect(new Set(layout.edges.map((one) => one.path)).size).toBe(4);
    expect(new Set(layout.edges.map((one) => `${one.labelX} ${one.labelY}`)).size).toBe(4);
  });

  it("places a team of nobody", () => expect(layoutTeam([], []).members).toEqual([]));
});

describe("teamWarnings", () => {
  it("finds a circle of blocking edges only", () => {
    const three = [member("a", 0), member("b", 0), member("c", 0)];
    expect(
      teamWarnings(three, [edge("a", "b", "x", true), edge("b", "c", "x", true), edge("c", "a")]),
    ).toEqual([]);
    const [warning] = teamWarnings(three, [
      edge("a", "b", "x", true),
      edge("b", "c", "x", true),
      edge("c", "b", "x", true),
    ]);
    expect(warning).toEqual({ key: "team.warn.cycle", names: ["B", "C"], members: ["b", "c"] });
  });

  it("names members that no edge reaches and agents that are off", () => {
    const warnings = teamWarnings(
      [member("a", 0), member("b", 0), member("c", 1, { agent_is_active: false })],
      [edge("a", "b")],
    );
    expect(warnings.map((one) => [one.key, one.members])).toEqual([
      ["team.warn.orphan", ["c"]],
      ["team.warn.inactive", ["c"]],
    ]);
  });

  it("says nothing about a team of one", () => expect(teamWarnings([member("a", 0)], [])).toEqual([]));
});
