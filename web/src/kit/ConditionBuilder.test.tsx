// @vitest-environment jsdom
import { cleanup, fireEvent, screen } from "@testing-library/react";
import { useState } from "react";
import { afterEach, describe, expect, it } from "vitest";
import { draw } from "@/kit/page.fixture";
import type { Condition } from "@/model/conditions";
import { ConditionBuilder } from "./ConditionBuilder";

afterEach(cleanup);

let now: Condition | null = null;
function Builder({
  start,
  sample,
  readOnly = false,
}: {
  start: Condition | null;
  sample?: unknown;
  readOnly?: boolean;
}) {
  const [value, setValue] = useState(start);
  now = value;
  return <ConditionBuilder value={value} sample={sample} readOnly={readOnly} onChange={setValue} />;
}
const show = (start: Condition | null, sample?: unknown) => draw(<Builder start={start} sample={sample} />);
const press = (name: string, at = 0) =>
  fireEvent.click(screen.getAllByRole("button", { name })[at] as HTMLElement);
const choose = (label: string, value: string, at = 0) =>
  fireEvent.change(screen.getAllByLabelText(label)[at] as HTMLElement, { target: { value } });
const verdict = () => document.querySelector("[data-holds]")?.getAttribute("data-holds");

describe("a condition", () => {
  it("begins with one rule and can be taken away", async () => {
    await show(null);
    press("Add a condition");
    expect(now).toEqual({ type: "present" });
    press("Always live");
    expect(now).toBeNull();
  });

  it("is put together of field, test and value", async () => {
    await show({ type: "present" });
    choose("Field below", "items[0].score");
    choose("Test", "gte");
    choose("Value", "6");
    expect(now).toEqual({ type: "gte", path: "items[0].score", value: 6 });
    choose("Value", "six");
    expect(now).toEqual({ type: "gte", path: "items[0].score", value: "six" });
    choose("Field below", "");
    choose("Test", "truthy");
    expect(now).toEqual({ type: "truthy" });
  });

  it("keeps its value when the test changes, as a list where one is needed", async () => {
    await show({ type: "equals", value: "a" });
    choose("Test", "in");
    expect(now).toEqual({ type: "in", value: ["a"] });
    choose("Test", "not_equals");
    expect(now).toEqual({ type: "not_equals", value: "a" });
    choose("Test", "absent");
    choose("Test", "not_in");
    expect(now).toEqual({ type: "not_in", value: [] });
  });

  it("grows to several rules, of which all, one or none hold", async () => {
    await show({ type: "truthy" });
    press("And another rule");
    expect(now).toEqual({ all: [{ type: "truthy" }, { type: "present" }] });
    choose("Of these rules", "any");
    press("Add rule");
    expect(now).toEqual({ any: [{ type: "truthy" }, { type: "present" }, { type: "present" }] });
    choose("Of these rules", "not");
    expect(now).toEqual({ not: { all: [{ type: "truthy" }, { type: "present" }, { type: "present" }] } });
  });

  it("shrinks back to a single rule, and to none", async () => {
    await show({ all: [{ type: "truthy" }, { type: "absent" }] });
    press("Remove rule", 1);
    expect(now).toEqual({ type: "truthy" });
    press("Remove rule");
    expect(now).toBeNull();
  });

  it("of one rule turned round is that rule", async () => {
    await show({ not: { type: "truthy" } });
    choose("Of these rules", "all");
    expect(now).toEqual({ all: [{ type: "truthy" }] });
    choose("Of these rules", "not");
    expect(now).toEqual({ not: { type: "truthy" } });
  });

  it("says whether it holds for what came last", async () => {
    await show({ type: "gte", path: "score", value: 6 }, { score: 7 });
    expect(verdict()).toBe("true");
    choose("Value", "8");
    expect(verdict()).toBe("false");
    expect(screen.getByText("false for the last result")).toBeTruthy();
  });

  it("says that nothing came yet", async () => {
    await show({ type: "present" });
    expect(verdict()).toBeUndefined();
    expect(screen.getByText("Run the workflow once to test this here.")).toBeTruthy();
  });

  it.each([
    ['{"type":"sometimes"}', "There is no such test."],
    ['{"type":"equals"}', "This test needs a value."],
    ['{"type":"in","value":1}', "This test needs a list."],
    ['{"type":"present","path":"a b"}', "Write the field like items[0].title."],
    ['{"all":[],"any":[]}', "all, any and not stand alone."],
    ["[]", "A condition is an object with type, all, any or not."],
  ])("written as JSON is taken only when it is one: %s", async (json, problem) => {
    await show({ type: "truthy" });
    press("JSON");
    choose("Condition as JSON", json);
    expect(screen.getByText(problem)).toBeTruthy();
    expect(now).toEqual({ type: "truthy" });
    choose("Condition as JSON", '{"not":{"type":"absent"}}');
    expect(now).toEqual({ not: { type: "absent" } });
    expect(screen.queryByText(problem)).toBeNull();
  });

  it("cannot be changed by whoever may only read", async () => {
    await draw(<Builder start={{ type: "truthy" }} readOnly />);
    expect((document.querySelector("fieldset") as HTMLFieldSetElement).disabled).toBe(true);
  });
});
