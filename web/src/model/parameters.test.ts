import { describe, expect, it } from "vitest";
import {
  followBody,
  givenValues,
  markFresh,
  missingValues,
  moveRow,
  optionValues,
  type Parameter,
  renameParameter,
  toParams,
} from "./parameters";

const row = (label: string, more: Partial<Parameter> = {}): Parameter => ({
  label,
  type: "text",
  required: true,
  options: [],
  default_value: null,
  help_text: null,
  ordinal: 0,
  ...more,
});

describe("followBody", () => {
  it("makes a row of the hinted type for a new label", () => {
    expect(followBody("By [[Deadline:date!]]", [])).toEqual([
      row("Deadline", { type: "date", required: false, fresh: true }),
    ]);
  });

  it("drops half-typed labels and keeps rows that somebody touched", () => {
    let rows: Parameter[] = [row("old", { help_text: "mine" })];
    for (const typed of ["[[D]]", "[[De]]", "[[Due]]", "[[Due:d]]", "[[Due:date]]"])
      rows = followBody(typed, rows);
    expect(rows.map((one) => [one.label, one.type, one.ordinal])).toEqual([
      ["old", "text", 0],
      ["Due", "date", 1],
    ]);
  });

  it("does not overrule a type that was chosen by hand", () => {
    expect(followBody("[[n:date]]", [row("n", { type: "integer" })])[0]?.type).toBe("integer");
  });

  it("finds labels whatever their case", () => {
    expect(followBody("[[TEXT]] [[text]]", [row("Text")])).toHaveLength(1);
  });
});

describe("markFresh", () => {
  it("lets rows go with their label when they say no more than the text", () => {
    const rows = markFresh("[[a:date]] [[b]] [[c]]", [
      row("a", { type: "date" }),
      row("b", { type: "json" }),
      row("c", { help_text: "?" }),
    ]);
    expect(rows.map((one) => one.fresh)).toEqual([true, undefined, undefined]);
    expect(followBody("", rows).map((one) => one.label)).toEqual(["b", "c"]);
  });
});

describe("renameParameter", () => {
  it("renames in body and row at once", () => {
    expect(renameParameter("Hi [[name]]!", [row("name"), row("b")], "name", "First name")).toEqual({
      body: "Hi [[First name]]!",
      rows: [row("First name", { fresh: false }), row("b")],
    });
  });

  it("refuses a name that is taken or is no label", () => {
    expect(renameParameter("", [row("a"), row("B")], "a", "b")).toBeNull();
    expect(renameParameter("", [row("a")], "a", "x]]")).toBeNull();
    expect(renameParameter("", [row("a")], "a", " ")).toBeNull();
    expect(renameParameter("[[a]]", [row("a")], "a", "A")?.body).toBe("[[A]]");
  });
});

it("moves rows within their bounds", () => {
  const rows = [row("a"), row("b")];
  expect(moveRow(rows, 0, 1).map((one) => one.label)).toEqual(["b", "a"]);
  expect(moveRow(rows, 0, -1).map((one) => one.label)).toEqual(["a", "b"]);
});

it("names the type's key on the wire", () => {
  const tools = [{ id: "1", key: "json_data", label: "JSON", type: "json", help_text: null }];
  expect(toParams([row("x", { type: "json", required: false, options: [] })], tools)).toEqual([
    {
      label: "x",
      tool_key: "json_data",
      optional: true,
      options: null,
      default_value: null,
      help_text: null,
      ordinal: 0,
    },
  ]);
});

describe("values", () => {
  const rows = [
    row("a"),
    row("j", { type: "json" }),
    row("d", { default_value: 3 }),
    row("o", { required: false }),
  ];
  it("are given only where something was typed", () => {
    expect(givenValues(rows, { a: "", j: '{"x":1}', o: false, stray: 1 })).toEqual({ j: { x: 1 }, o: false });
    expect(givenValues(rows, { j: "{broken" })).toEqual({ j: "{broken" });
  });
  it("are missing without value and default", () => {
    expect(missingValues(rows, { a: "x" })).toEqual(["j"]);
  });
  it("of a select may be wrapped", () => {
    expect(optionValues(["a", { value: "b", label: "B" }, 3])).toEqual(["a", "b", "3"]);
    expect(optionValues(null)).toEqual([]);
  });
});
