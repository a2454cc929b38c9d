import { describe, expect, it } from "vitest";
import { draftProblem, type LensDraft, patchOf } from "./lensDraft";

const saved: LensDraft = {
  title: "Brief",
  description: "",
  visibility: "private",
  tags: [{ id: "t1", slug: "writing", name: "Writing" }],
  body: "Say [[what]]",
  parameters: [
    {
      label: "what",
      type: "text",
      required: true,
      options: [],
      default_value: null,
      help_text: null,
      ordinal: 0,
    },
  ],
  inputContract: null,
  outputContract: { kind: "text", artifactKind: "text" },
};

describe("patchOf", () => {
  it("sends nothing when nothing has changed", () => {
    expect(patchOf(saved, structuredClone(saved), [])).toBeNull();
  });
  it("sends what has changed and nothing else", () => {
    expect(patchOf(saved, { ...saved, title: "Note", tags: [] }, [])).toEqual({
      p_title: "Note",
      p_tag_ids: [],
    });
  });
  it("sends the parameters with every body, so that a half-typed label leaves no row behind", () => {
    const patch = patchOf(saved, { ...saved, body: "Say [[what]]!" }, []);
    expect(Object.keys(patch ?? {})).toEqual(["p_template_body", "p_params"]);
  });
  it("removes a contract by an empty object", () => {
    expect(patchOf(saved, { ...saved, outputContract: null }, [])).toEqual({ p_output_contract: {} });
  });
});

it("says what a draft lacks", () => {
  expect(draftProblem(saved)).toBeNull();
  expect(draftProblem({ ...saved, title: " " })).toBe("lens.needsTitle");
  expect(draftProblem({ ...saved, body: "" })).toBe("lens.needsBody");
});
