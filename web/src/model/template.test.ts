import { describe, expect, it } from "vitest";
import { estimateTokens, labelsOf, placeholders, renameLabel, sketch } from "./template";

describe("placeholders", () => {
  it("reads label, type and mark", () => {
    expect(placeholders("To [[ Name ]], by [[Due date:date!]].")).toEqual([
      { from: 3, to: 13, label: "Name", type: null, optional: false },
      { from: 18, to: 36, label: "Due date", type: "date", optional: true },
    ]);
  });

  it("leaves escapes and lists alone", () => {
    expect(placeholders("\\[[no]] [[1, 2], [3]] [[a|b]] [[ ]] [[")).toEqual([]);
  });

  it("takes letters of every script", () => {
    expect(placeholders("[[Straße]] [[都市]] [[ş-ı_1]]").map((one) => one.label)).toEqual([
      "Straße",
      "都市",
      "ş-ı_1",
    ]);
  });

  it("takes no label above 64 characters", () => {
    expect(placeholders(`[[${"a".repeat(64)}]]`)).toHaveLength(1);
    expect(placeholders(`[[${"a".repeat(65)}]]`)).toHaveLength(0);
  });

  it("names each label once, folding only A–Z", () => {
    expect(labelsOf("[[Text]] [[text:json]] [[TEXT]] [[Ä]] [[ä]]").map((one) => one.label)).toEqual([
      "Text",
      "Ä",
      "ä",
    ]);
  });

  it("is linear on a hostile body", () => {
    const start = performance.now();
    placeholders(`[[${"a ".repeat(40_000)}`);
    expect(performance.now() - start).toBeLessThan(2000);
  });
});

describe("renameLabel", () => {
  it("keeps hints, marks and other labels", () => {
    expect(renameLabel("[[a:date!]] and [[ A ]] and [[ab]] and \\[[a]]", "a", "when")).toBe(
      "[[when:date!]] and [[ when ]] and [[ab]] and \\[[a]]",
    );
  });
});

describe("sketch", () => {
  it("shows values, gaps, and nothing for what is optional", () => {
    expect(
      sketch(
        "Hi [[Name]], [[City]][[Note!]] \\[[x]]",
        new Map([["name", "Ada [[City]]"]]),
        new Set(["note"]),
      ),
    ).toEqual([
      { kind: "text", text: "Hi " },
      { kind: "value", text: "Ada [[City]]" },
      { kind: "text", text: ", " },
      { kind: "missing", text: "City" },
      { kind: "text", text: " [[x]]" },
    ]);
  });
});

it("counts dense scripts by the character", () => {
  expect(estimateTokens("abcdefgh")).toBe(2);
  expect(estimateTokens("東京都")).toBe(3);
});
