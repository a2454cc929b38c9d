import { describe, expect, it } from "vitest";
import { importN8n, type N8nWorkflow, readN8n } from "./importN8n";

let next = 0;
const node = (name: string, type: string, parameters: object = {}) => ({
  name,
  type: type.includes(".") ? type : `n8n-nodes-base.${type}`,
  parameters,
});
const chain = (...names: string[]) =>
  Object.fromEntries(names.slice(0, -1).map((name, at) => [name, { main: [[{ node: names[at + 1] }]] }]));
const take = (nodes: object[], connections: object) => {
  const read = readN8n(JSON.stringify({ nodes, connections })) as N8nWorkflow;
  const { graph, rows } = importN8n(read, () => `id${++next}`);
  const labels = new Map(graph.nodes.map((one) => [one.id, one.label]));
  return {
    rows: rows.map((row) => `${row.name}: ${row.kind} ${row.note}`),
    steps: graph.nodes.map((one) => `${one.label} ${one.kind}`),
    config: (label: string) => graph.nodes.find((one) => one.label === label)?.config,
    edges: graph.edges.map(
      (one) =>
        `${labels.get(one.source_node_id)}.${one.source_output_key} → ${labels.get(one.target_node_id)}.${one.target_param_label}${one.condition ? ` if ${JSON.stringify(one.condition)}` : ""}`,
    ),
    places: graph.nodes.map((one) => one.position_x),
  };
};

describe("what is a workflow of n8n", () => {
  it.each([
    ["no JSON", "hello"],
    ["another JSON", '{"a":1}'],
    ["a copy of ours", '{"format":"connectedlenses/graph","nodes":[],"edges":[]}'],
    ["one without nodes", '{"nodes":[],"connections":{}}'],
    ["nodes that are none", '{"nodes":[1,null,{"name":7}],"connections":{}}'],
    ["a list", "[]"],
  ])("not %s", (_, text) => {
    expect(readN8n(text)).toBeNull();
  });

  it("leaves out nodes that are switched off, and never takes more than 500", () => {
    const many = Array.from({ length: 600 }, (_, at) => node(`n${at}`, "code"));
    expect(readN8n(JSON.stringify({ nodes: many, connections: {} }))?.nodes).toHaveLength(500);
    const off = { ...node("off", "code"), disabled: true };
    expect(
      readN8n(JSON.stringify({ nodes: [off, node("on", "code")], connections: {} }))?.nodes,
    ).toHaveLength(1);
  });
});

describe("a chain", () => {
  const found = take(
    [
      node("When clicked", "manualTrigger"),
      node("Get page", "httpRequest", {
        url: "https://example.org/news",
        authentication: "genericCredentialType",
      }),
      node("Sum up", "@n8n/n8n-nodes-langchain.chainLlm", {
        text: "=Sum up {{ $json.body.text }} for {{ $('Get page').item.json.audience }}.",
      }),
      node("Model", "@n8n/n8n-nodes-langchain.lmChatOpenAi"),
      node("Note", "stickyNote", { content: "x" }),
      node("Shape", "set", {
        assignments: {
          assignments: [
            { name: "summary", value: "={{ $json.output }}" },
            { name: "kind", value: "brief" },
          ],
        },
      }),
      node("Own code", "code", { jsCode: "return items" }),
    ],
    chain("When clicked", "Get page", "Sum up", "Shape", "Own code"),
  );

  it("becomes steps of our kinds, and says what is left to do", () => {
    expect(found.rows).toEqual([
      "When clicked: null import.trigger",
      "Get page: http_request import.credential",
      "Sum up: lens null",
      "Model: null import.model",
      "Shape: transform null",
      "Own code: transform import.byHand",
    ]);
    expect(found.steps).toEqual([
      "Get page http_request",
      "Sum up lens",
      "Shape transform",
      "Own code transform",
    ]);
  });

  it("has its expressions as labels and its paths on connections", () => {
    expect(found.config("Sum up")).toEqual({ template_body: "Sum up [[body text]] for [[audience]]." });
    expect(found.config("Shape")).toEqual({ output: { summary: { $path: "output" }, kind: "brief" } });
    expect(found.edges).toEqual([
      "Get page.body.text → Sum up.body text",
      "Get page.audience → Sum up.audience",
      "Sum up.output → Shape.output",
      "Shape.output → Own code.input",
    ]);
  });

  it("is arranged", () => {
    expect(new Set(found.places).size).toBe(4);
  });
});

describe("branches", () => {
  it("are branches, and what follows is live when its way was taken", () => {
    const found = take(
      [
        node("Fetch", "httpRequest", { url: "https://example.org" }),
        node("Is it urgent", "if", {
          conditions: {
            combinator: "or",
            conditions: [
              { leftValue: "={{ $json.urgent }}", operator: { operation: "true" } },
              { leftValue: "={{ $json.score }}", rightValue: 3, operator: { operation: "gt" } },
            ],
          },
        }),
        node("Now", "set", { assignments: { assignments: [{ name: "t", value: "={{ $json.title }}!" }] } }),
        node("Later", "code"),
        node("Join", "merge"),
        node("End", "code"),
      ],
      {
        ...chain("Fetch", "Is it urgent"),
        "Is it urgent": { main: [[{ node: "Now" }], [{ node: "Later" }]] },
        Now: { main: [[{ node: "Join" }]] },
        Later: { main: [[{ node: "Join" }]] },
        Join: { main: [[{ node: "End" }]] },
      },
    );
    expect(found.config("Is it urgent")).toEqual({
      branches: [
        {
          name: "yes",
          when: {
            any: [
              { type: "truthy", path: "urgent" },
              { type: "gt", path: "score", value: 3 },
            ],
          },
        },
      ],
      otherwise: "no",
    });
    expect(found.edges).toEqual([
      "Fetch.output → Is it urgent.value",
      'Is it urgent.to.yes.title → Now.title if {"type":"present"}',
      'Is it urgent.to.no → Later.input if {"type":"present"}',
      "Now.output → End.input",
      "Later.output → End.input",
    ]);
  });

  it("of several ways keep their order, and the rest goes its own way", () => {
    const rule = (value: string) => ({
      conditions: {
        conditions: [
          { leftValue: "={{ $json.lang }}", rightValue: value, operator: { operation: "equals" } },
        ],
      },
    });
    const found = take(
      [
        node("Ask", "@n8n/n8n-nodes-langchain.agent", {
          text: "Which language?",
          options: { systemMessage: "Be short." },
        }),
        node("By language", "switch", { rules: { values: [rule("de"), rule("tr")] } }),
        node("Other", "code"),
      ],
      {
        ...chain("Ask", "By language"),
        "By language": { main: [null, null, [{ node: "Other" }]] },
      },
    );
    expect(found.config("Ask")).toEqual({
      template_body: "Which language?\n\n[[input]]",
      instructions: "Be short.",
    });
    // what a model said has no parts to look into
    expect(found.config("By language")).toEqual({
      branches: [
        { name: "way1", when: { type: "equals", value: "de" } },
        { name: "way2", when: { type: "equals", value: "tr" } },
      ],
      otherwise: "else",
    });
    expect(found.edges).toContain('By language.to.else → Other.input if {"type":"present"}');
  });
});

describe("hostile workflows", () => {
  it("that run in circles lose the connection that closes one", () => {
    const found = take([node("a", "code"), node("b", "code")], {
      a: { main: [[{ node: "b" }]] },
      b: { main: [[{ node: "a" }]] },
    });
    expect(found.edges).toHaveLength(1);
    const joins = take([node("m", "merge"), node("n", "merge"), node("end", "code")], {
      m: { main: [[{ node: "n" }]] },
      n: { main: [[{ node: "m" }, { node: "end" }]] },
    });
    expect(joins.edges).toEqual([]);
  });

  it.each([[{ main: null }], [{ main: [[{ node: "nobody" }]] }], [{}]])(
    "with connections like %j give steps without them",
    (connections) => {
      expect(take([node("a", "code"), node("b", "code")], { a: connections }).edges).toEqual([]);
    },
  );

  it("with two nodes of one name keep one, for names tell them apart there", () => {
    expect(take([node("a", "code"), { ...node("a", "wait") }], {}).steps).toHaveLength(1);
  });

  it("with parameters of any shape give steps all the same", () => {
    for (const parameters of [
      { conditions: 7 },
      { conditions: { conditions: "x" } },
      { rules: null },
      { assignments: 3 },
      { messages: "x" },
    ])
      for (const type of ["if", "switch", "set", "@n8n/n8n-nodes-langchain.agent", "httpRequest"])
        expect(take([node("a", type, parameters)], {}).steps).toHaveLength(1);
  });
});
