import { describe, expect, it } from "vitest";
import { nodeSize } from "./autoLayout";
import { nodeOf } from "./graph.fixture";
import { framesOf, group, groupOf, noteOf } from "./groups";

const at = (id: string, x: number, y: number, name?: string) =>
  nodeOf(id, { position_x: x, position_y: y, config: name === undefined ? {} : { group: name } });

describe("the frame of a group", () => {
  it("holds all its steps, and no others", () => {
    const frames = framesOf([at("a", 0, 0, "read"), at("b", 300, 100, "read"), at("c", 900, 900)]);
    expect(frames.map((one) => [one.name, one.ids])).toEqual([["read", ["a", "b"]]]);
    const [frame] = frames;
    expect(frame && frame.x < 0 && frame.y < 0).toBe(true);
    expect(frame && frame.x + frame.width > 300 + nodeSize.width).toBe(true);
    expect(frame && frame.y + frame.height > 100 + nodeSize.height).toBe(true);
    expect(frame && frame.x + frame.width < 900).toBe(true);
  });

  it("follows a step while it is dragged", () => {
    const nodes = [at("a", 0, 0, "read")];
    const [still] = framesOf(nodes);
    const [moved] = framesOf(nodes, new Map([["a", { x: 500, y: 40 }]]));
    expect([moved?.x, moved?.y]).toEqual([(still?.x ?? 0) + 500, (still?.y ?? 0) + 40]);
    expect(moved?.width).toBe(still?.width);
  });

  it("is one for each name, in their order; names of blanks are none", () => {
    const frames = framesOf([
      at("a", 0, 0, "z"),
      at("b", 0, 0, "a"),
      at("c", 0, 0, "  "),
      at("d", 0, 0, " z "),
    ]);
    expect(frames.map((one) => one.name)).toEqual(["a", "z"]);
    expect(frames[1]?.ids).toEqual(["a", "d"]);
  });

  it.each([[7], [null], [{}], [["x"]]])("is none where the config holds %j", (value) => {
    const node = nodeOf("a", { config: { group: value, note: value } });
    expect([groupOf(node), noteOf(node)]).toEqual(["", ""]);
    expect(framesOf([node])).toEqual([]);
  });
});

describe("grouping", () => {
  const graph = {
    nodes: [nodeOf("a", { config: { text: "Hi" } }), at("b", 0, 0, "old"), at("c", 0, 0, "old")],
    edges: [],
  };
  it("names the chosen steps and leaves all else", () => {
    const next = group(graph, new Set(["a", "b"]), " new ");
    expect(next.nodes.map((node) => node.config)).toEqual([
      { text: "Hi", group: "new" },
      { group: "new" },
      { group: "old" },
    ]);
    expect(next.nodes[2]).toBe(graph.nodes[2]);
  });

  it("without a name takes them out", () => {
    expect(group(graph, new Set(["b"]), "  ").nodes.map((node) => groupOf(node))).toEqual(["", "", "old"]);
  });
});
