import { describe, expect, it } from "vitest";
import { autoLayout } from "./autoLayout";
import { copyGraph, pasteGraph } from "./clipboard";
import type { Graph } from "./graph";
import { edgeOf, nodeOf } from "./graph.fixture";
import { mergeValues } from "./merging";
import { outputPaths } from "./outputPaths";
import type { Parameter } from "./parameters";
import { quickFix } from "./quickFix";
import { nodeParameters, runInputs } from "./workflowInputs";

const parameter = (label: string, more: Partial<Parameter> = {}): Parameter => ({
  label,
  type: "text",
  required: true,
  options: [],
  default_value: null,
  help_text: null,
  ordinal: 0,
  ...more,
});
const graph: Graph = {
  nodes: [nodeOf("a"), nodeOf("b", { config: { param_overrides: { Tone: "calm" } } }), nodeOf("c")],
  edges: [edgeOf("a", "b")],
};

describe("run inputs", () => {
  it("are the parameters that neither an edge nor the node feeds, required ones first", () => {
    const rows = [parameter("note", { required: false }), parameter("text"), parameter("tone")];
    expect(runInputs(graph, () => rows).map((one) => [one.label, one.required, one.readBy])).toEqual([
      ["text", true, ["a", "c"]],
      ["tone", true, ["a", "c"]],
      ["note", false, ["a", "b", "c"]],
    ]);
  });
  it("of a template are the labels that it names", () => {
    const text = nodeOf("t", { kind: "transform", config: { text: "[[a]] [[B]] [[A]]" } });
    expect(nodeParameters(text, []).map((one) => one.label)).toEqual(["a", "B"]);
    const json = nodeOf("t", {
      kind: "transform",
      config: { output: { x: { $path: "article.title" }, y: [{ $path: "$.n" }], z: 1 } },
    });
    expect(nodeParameters(json, []).map((one) => one.label)).toEqual(["article", "n"]);
  });
  it("of a node with a body of its own take types from the lens where labels match", () => {
    const own = nodeOf("o", { config: { template_body: "[[N]] [[due:date!]]" } });
    expect(
      nodeParameters(own, [parameter("n", { type: "integer" })]).map((one) => [
        one.label,
        one.type,
        one.required,
      ]),
    ).toEqual([
      ["n", "integer", true],
      ["due", "date", false],
    ]);
  });
});

it("knows the one input of the kinds that have one", () => {
  for (const [kind, label] of [
    ["branch", "value"],
    ["for_each", "items"],
    ["output", "value"],
  ])
    expect(nodeParameters(nodeOf("k", { kind: kind as string }), []).map((one) => one.label)).toEqual([
      label,
    ]);
});

describe("the clipboard", () => {
  it("brings a copy under new ids and free labels, edges within it included", () => {
    let id = 0;
    const text = copyGraph(graph, new Set(["a", "b"]));
    const pasted = pasteGraph(graph, text, () => `new${id++}`);
    expect(pasted?.added).toEqual(["new0", "new1"]);
    expect(pasted?.graph.nodes.slice(3).map((node) => [node.label, node.position_x])).toEqual([
      ["a 2", 40],
      ["b 2", 40],
    ]);
    expect(pasted?.graph.edges.at(-1)).toMatchObject({
      id: "new2",
      source_node_id: "new0",
      target_node_id: "new1",
    });
  });
  it("takes no other text for a graph", () => {
    expect(pasteGraph(graph, "hello", () => "x")).toBeNull();
    expect(pasteGraph(graph, '{"nodes":[]}', () => "x")).toBeNull();
  });
  it("mends what a hand-written graph leaves out", () => {
    const pasted = pasteGraph(
      graph,
      '{"format":"connectedlenses/graph","nodes":[{"id":"q"},{}],"edges":[{"source_node_id":"q"}]}',
      () => "n",
    );
    expect(pasted?.graph.nodes.at(-1)).toMatchObject({ id: "n", label: "node", kind: "lens", config: {} });
    expect(pasted?.graph.edges).toHaveLength(1);
  });
});

it("merges as the engine does", () => {
  const items = [
    { label: "a", value: "x" },
    { label: "b", value: { n: 1 } },
  ];
  expect(mergeValues("last_write_wins", items)).toEqual({ n: 1 });
  expect(mergeValues("concat", items)).toBe('x\n\n{"n":1}');
  expect(mergeValues("array", items)).toEqual(["x", { n: 1 }]);
  expect(mergeValues("json_object", items)).toEqual({ a: "x", b: { n: 1 } });
});

it("offers the paths of the contract and of the last result", () => {
  const paths = outputPaths(
    nodeOf("a"),
    { fields: { score: { type: "integer" } } },
    { output: "…", data: { list: [{ t: "x" }], score: 1 } },
  );
  expect(paths).toEqual([
    { path: "output", type: "string" },
    { path: "score", type: "integer" },
    { path: "list", type: "array" },
    { path: "list[0]", type: "json" },
    { path: "list[0].t", type: "string" },
  ]);
});

describe("quick fixes", () => {
  const broken: Graph = {
    ...graph,
    edges: [edgeOf("a", "b", { target_param_label: "gone", source_output_key: "x" })],
  };
  const fix = (code: string, node: string | null, edge: string | null) =>
    quickFix({ code, node_id: node, edge_id: edge }, broken, () => [{ label: "text" }]);
  it("mend what needs no thought", () => {
    expect(fix("orphan_node", "c", null)?.graph.nodes).toHaveLength(2);
    expect(fix("unknown_param_label", "b", "a-b")?.graph.edges[0]?.target_param_label).toBe("text");
    expect(fix("unknown_source_output", null, "a-b")?.graph.edges[0]?.source_output_key).toBe("output");
    expect(fix("bad_condition", null, "a-b")?.graph.edges[0]?.condition).toBeNull();
  });
  it("leave decisions to people", () => {
    expect(fix("missing_binding", "b", null)).toBeNull();
    expect(fix("orphan_node", "nobody", null)).toBeNull();
  });
});

it("lays out left to right, and loses no node", () => {
  const places = autoLayout(graph);
  expect(places.get("a")?.x).toBeLessThan(places.get("b")?.x ?? 0);
  const nodes = Array.from({ length: 60 }, (_, i) => nodeOf(`n${i}`));
  const edges = nodes.slice(1).map((node, i) => edgeOf(`n${Math.floor(i / 3)}`, node.id));
  const all = autoLayout({ nodes, edges });
  expect(new Set([...all.values()].map(({ x, y }) => `${x}/${y}`)).size).toBe(60);
});
