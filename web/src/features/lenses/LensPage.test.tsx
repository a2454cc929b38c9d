// @vitest-environment jsdom
import { fireEvent, screen, waitFor, within } from "@testing-library/react";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type FakeServer, json } from "@/api/server.fixture";
import { leave, press, serverOfAda, visit } from "@/app/visit.fixture";

const rpc = (name: string) => `POST /rest/v1/rpc/${name}`;
const version = (number: number, status: string) => ({
  id: `v${number}`,
  lens_id: "l1",
  version_number: number,
  status,
  template_body: "Say [[word]]",
  input_contract: null,
  output_contract: null,
  instruction_category: null,
  changelog: null,
});
const detail = {
  lens: {
    id: "l1",
    slug: "say",
    title: "Say it",
    description: null,
    visibility: "private",
    status: "published",
    revision: 4,
    tags: [],
  },
  author: { handle: "ada", display_name: "Ada" },
  head_version: version(2, "draft"),
  published_version: version(1, "published"),
  draft_version: version(2, "draft"),
  parameters: [],
  versions_count: 2,
  fork_of: null,
  used_by: { workflows: 2, bindings: 0, schedules: 1 },
  is_mine: true,
};
const word = {
  label: "word",
  type: "text",
  required: true,
  default_value: null,
  help_text: null,
  options: [],
  ordinal: 0,
};

let server: FakeServer;
beforeEach(() => {
  // jsdom lays nothing out; the editor measures its text all the same.
  Range.prototype.getClientRects = () => [] as unknown as DOMRectList;
  server = serverOfAda()
    .rpc("fn_get_lens_detail_bootstrap", detail)
    .rpc("fn_get_lens_version_parameters", [word])
    .rpc("fn_list_tools", [])
    .rpc("fn_ai_catalog_models", [
      { provider_key: "demo", provider_name: "Demo", key: "loud", name: "Loud", support_level: "runnable" },
    ])
    .rpc("fn_list_saved_presets", [])
    .rpc("fn_render_version_body", "Say hello")
    .rpc("fn_list_lens_versions", [version(2, "draft"), version(1, "published")])
    .rpc("fn_diff_lens_versions", {
      a: version(1, "published"),
      b: version(2, "draft"),
      body: { changed: false, from: "Say [[word]]", to: "Say [[word]]" },
      parameters: [],
      input_contract: { changed: false, from: null, to: null },
      output_contract: { changed: false, from: null, to: null },
      breaking: false,
      breaking_changes: [],
    })
    .on("GET /rest/v1/approval_requests_v", json([]));
});
afterEach(leave);

describe("publishing a lens that workflows use", () => {
  const nodes = (id: string, version_id: string | null) => ({
    id,
    label: id,
    kind: "lens",
    lens_id: "l1",
    version_id,
  });
  beforeEach(() => {
    server
      .on(
        "GET /rest/v1/workflow_nodes",
        json([
          { id: "n1", workflow_id: "w1", version_id: "v1" },
          { id: "n2", workflow_id: "w2", version_id: null },
          { id: "n3", workflow_id: "w3", version_id: "v1" },
        ]),
      )
      .on(
        "GET /rest/v1/workflows",
        json([
          { id: "w1", title: "Brief", lenser_id: "me" },
          { id: "w2", title: "Repair", lenser_id: "me" },
          { id: "w3", title: "Not mine", lenser_id: "you" },
        ]),
      )
      .on(rpc("fn_get_workflow_bootstrap"), ({ body }) => {
        const id = (body as { p_workflow_id: string }).p_workflow_id;
        return json([
          {
            workflow: { id, revision: id === "w1" ? 7 : 9 },
            nodes: [id === "w1" ? nodes("n1", "v1") : nodes("n2", null)],
            edges: [],
          },
        ]);
      })
      .rpc("fn_upsert_workflow_nodes", [])
      .rpc("fn_lenses_publish_version", null);
  });
  const begin = async () => {
    await visit("/lenses/l1");
    fireEvent.click(await screen.findByRole("button", { name: "Publish" }));
    const dialog = within(await screen.findByRole("dialog", { name: "Publish version 2" }));
    await dialog.findByRole("region", { name: "Workflows that use it" });
    return dialog;
  };
  const order = () =>
    server.asked
      .filter((one) => /fn_upsert_workflow_nodes|fn_lenses_publish_version/.test(one.route))
      .map((one) => one.body);

  it("leaves them as they are unless somebody says otherwise", async () => {
    const dialog = await begin();
    expect(await dialog.findByText("keeps version 1", { selector: '[data-user="Brief"] *' })).toBeTruthy();
    fireEvent.click(dialog.getByRole("button", { name: "Publish" }));
    await waitFor(() => expect(order()).toEqual([{ p_version_id: "v2" }]));
  });

  it("holds first, publishes, then moves; others' workflows cannot be chosen", async () => {
    const dialog = await begin();
    const choice = (title: string) =>
      dialog.queryByLabelText(`After publishing, “${title}”`) as HTMLSelectElement | null;
    expect(choice("Not mine")).toBeNull();
    fireEvent.change(choice("Brief") as HTMLSelectElement, { target: { value: "move" } });
    fireEvent.change(choice("Repair") as HTMLSelectElement, { target: { value: "hold" } });
    fireEvent.click(dialog.getByRole("button", { name: "Publish" }));
    await waitFor(() =>
      expect(order()).toEqual([
        { p_workflow_id: "w2", p_nodes: [{ id: "n2", version_id: "v1" }], p_revision: 9 },
        { p_version_id: "v2" },
        { p_workflow_id: "w1", p_nodes: [{ id: "n1", version_id: "v2" }], p_revision: 7 },
      ]),
    );
  });

  it("names the workflows that could not be moved; the version is out all the same", async () => {
    server.instead(rpc("fn_upsert_workflow_nodes"), json({ code: "40001", message: "stale" }, 409));
    const dialog = await begin();
    fireEvent.change(dialog.getByLabelText("After publishing, “Brief”"), { target: { value: "move" } });
    fireEvent.click(dialog.getByRole("button", { name: "Publish" }));
    expect(await screen.findByText(/could not be moved: Brief\./)).toBeTruthy();
    expect(order()).toContainEqual({ p_version_id: "v2" });
  });

  it("publishes nothing when one that should be held cannot be", async () => {
    server.instead(rpc("fn_upsert_workflow_nodes"), json({ code: "40001", message: "stale" }, 409));
    const dialog = await begin();
    fireEvent.change(dialog.getByLabelText("After publishing, “Repair”"), { target: { value: "hold" } });
    fireEvent.click(dialog.getByRole("button", { name: "Publish" }));
    expect(await dialog.findByText("stale")).toBeTruthy();
    expect(order()).not.toContainEqual({ p_version_id: "v2" });
  });
});

describe("the variants of a lens", () => {
  const cases = [
    { id: "c1", name: "greeting", note: null, values: { word: "hello" } },
    { id: "c2", name: "farewell", note: null, values: { word: "bye" } },
  ];
  const begin = async () => {
    await visit("/lenses/l1");
    fireEvent.click(await screen.findByRole("tab", { name: "Variants" }));
  };

  it("are nothing before a sample was kept, and say how to keep one", async () => {
    server.on("GET /rest/v1/saved_presets", json([]));
    await begin();
    expect(await screen.findByText(/Keep values as samples first/)).toBeTruthy();
  });

  it("are every sample in every version and model, with what it took", async () => {
    let runs = 0;
    server
      .on("GET /rest/v1/saved_presets", json(cases))
      .on(rpc("fn_run_lens"), () => json(`r${++runs}`))
      .on("GET /rest/v1/workflow_runs", ({ query }) =>
        json(
          (query.get("id") ?? "")
            .replaceAll(/in\.\(|\)/g, "")
            .split(",")
            .map((id) => ({ id, status: id === "r4" ? "failed" : "completed", spent_credits: 2 })),
        ),
      )
      .on(
        "GET /rest/v1/workflow_node_results",
        json(
          ["r1", "r2", "r3", "r4"].map((run_id) => ({
            run_id,
            output_data: { output: `answer of ${run_id}` },
            error_message: run_id === "r4" ? "the model was away" : null,
            duration_ms: 200,
            input_tokens: 3,
            output_tokens: 4,
          })),
        ),
      );
    await begin();
    fireEvent.change(await screen.findByLabelText("Model of column 2"), { target: { value: "demo/loud" } });
    press("Run 4 answers");
    expect(await screen.findByText("answer of r1")).toBeTruthy();
    expect(await screen.findByText("the model was away")).toBeTruthy();
    expect(server.of(rpc("fn_run_lens")).map((one) => one.body)).toEqual(
      cases.flatMap((one) =>
        [
          ["v1", null],
          ["v2", "demo/loud"],
        ].map(([p_version_id, p_global_model_id]) => ({
          p_lens_id: "l1",
          p_version_id,
          p_inputs: one.values,
          p_global_model_id,
        })),
      ),
    );
    const total = (at: number) => document.querySelector(`[data-total="${at}"]`)?.textContent;
    expect(total(0)).toContain("2 of 2 came through");
    expect(total(1)).toContain("1 of 2 came through");
    expect(total(1)).toContain("14 tokens");
    const row = within(document.querySelector('[data-case="greeting"]') as HTMLElement);
    fireEvent.click(row.getByText("What the answer must be"));
    fireEvent.click(row.getByRole("button", { name: "Add a condition" }));
    fireEvent.change(row.getByLabelText("Test"), { target: { value: "contains" } });
    fireEvent.change(row.getByLabelText("Value"), { target: { value: "of r1" } });
    expect(row.getByText("fits")).toBeTruthy();
    expect(row.getByText("does not fit")).toBeTruthy();
    expect(total(0)).toContain("1 of 1 fit");
    expect(total(1)).toContain("0 of 1 fit");
    fireEvent.click(screen.getByLabelText("Show differences from the first column"));
    await waitFor(() =>
      expect(document.querySelectorAll("[data-answer-text] ins").length).toBeGreaterThan(0),
    );
  });

  it("say in their cell why they could not be started", async () => {
    server
      .on("GET /rest/v1/saved_presets", json(cases.slice(0, 1)))
      .on(rpc("fn_run_lens"), json({ code: "22023", message: "the run needs input “tone”" }, 400));
    await begin();
    fireEvent.click(await screen.findByRole("button", { name: "Remove column 2" }));
    press("Run 1 answer");
    expect(await screen.findByText("the run needs input “tone”")).toBeTruthy();
  });
});
