import { describe, expect, it } from "vitest";
import { addField, fieldsOf, removeField, renameField, setField } from "./contract";

const contract = {
  kind: "json",
  artifactKind: "sheet",
  fields: { topic: { type: "string", required: true, maxLength: 80 }, score: { type: "integer", min: 1 } },
};

describe("contract fields", () => {
  it("lose the limits that their new type does not know", () => {
    expect(setField(contract, "score", { type: "string" }).fields.score).toEqual({ type: "string" });
    expect(setField(contract, "topic", { type: "array" }).fields.topic).toEqual({
      type: "array",
      required: true,
      maxLength: 80,
    });
  });
  it("leave out what is not given", () => {
    expect(setField(contract, "topic", { maxLength: undefined }).fields.topic).toEqual({
      type: "string",
      required: true,
    });
  });
  it("keep their order when one is renamed", () => {
    expect(Object.keys(renameField(contract, "topic", "subject").fields)).toEqual(["subject", "score"]);
    expect(renameField(contract, "topic", "score")).toBe(contract);
  });
  it("come and go", () => {
    const more = addField(addField({ fields: { field_1: {} } }));
    expect(Object.keys(more.fields)).toEqual(["field_1", "field_2", "field_3"]);
    expect(fieldsOf(removeField(more, "field_2")).map(([name]) => name)).toEqual(["field_1", "field_3"]);
    expect(fieldsOf({})).toEqual([]);
  });
});
