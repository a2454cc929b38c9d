// @vitest-environment jsdom
import { cleanup, fireEvent, screen } from "@testing-library/react";
import { afterEach, describe, expect, it } from "vitest";
import type { Parameter } from "@/model/parameters";
import { ParamInput } from "./ParamInput";
import { draw } from "./page.fixture";

afterEach(cleanup);

const given: unknown[] = [];
const parameter = (type: string, more: Partial<Parameter> = {}): Parameter => ({
  label: "value",
  type,
  required: false,
  options: [],
  default_value: null,
  help_text: null,
  ordinal: 0,
  ...more,
});
const show = (one: Parameter, value?: unknown) => {
  given.length = 0;
  return draw(<ParamInput parameter={one} value={value} onChange={(next) => void given.push(next)} />);
};
const field = (label = "value") => screen.getByLabelText(label) as HTMLInputElement;
const type = (text: string) => fireEvent.change(field(), { target: { value: text } });

describe("the input of a parameter", () => {
  it.each([
    ["text", "INPUT", "text"],
    ["unheard_of", "INPUT", "text"],
    ["url", "INPUT", "url"],
    ["date", "INPUT", "date"],
    ["datetime", "INPUT", "datetime-local"],
    ["integer", "INPUT", "text"],
    ["boolean", "INPUT", "checkbox"],
    ["textarea", "TEXTAREA", "textarea"],
    ["json", "TEXTAREA", "textarea"],
    ["select", "SELECT", "select-one"],
  ])("fits its type: %s", async (kind, tag, inputType) => {
    await show(parameter(kind));
    expect(field().tagName).toBe(tag);
    expect(field().type).toBe(inputType);
  });

  it.each([
    ["integer", "numeric"],
    ["number", "decimal"],
    ["decimal", "decimal"],
  ])("brings up the right keys on a phone: %s", async (kind, mode) => {
    await show(parameter(kind));
    expect(field().inputMode).toBe(mode);
  });

  it.each(["text", "textarea", "json", "integer", "url"])(
    "gives what was typed, and nothing for nothing: %s",
    async (kind) => {
      await show(parameter(kind), "before");
      type("12");
      type("");
      expect(given).toEqual(["12", undefined]);
    },
  );

  it.each([
    [undefined, ""],
    [null, ""],
    ["text", "text"],
    [7, "7"],
    [{ a: [1] }, '{"a":[1]}'],
    [false, "false"],
  ])("shows what it holds: %j", async (value, shown) => {
    await show(parameter("textarea"), value);
    expect(field().value).toBe(shown);
  });

  it("gives true and false, and knows both ways to say yes", async () => {
    await show(parameter("boolean"), "true");
    expect(field().checked).toBe(true);
    fireEvent.click(field());
    expect(given).toEqual([false]);
    cleanup();
    await show(parameter("boolean"), undefined);
    expect(field().checked).toBe(false);
  });

  it("offers a choice and the way back to none", async () => {
    await show(parameter("select", { options: ["calm", "loud"] as never }), "calm");
    expect([...(field() as unknown as HTMLSelectElement).options].map((one) => one.value)).toEqual([
      "",
      "calm",
      "loud",
    ]);
    type("loud");
    type("");
    expect(given).toEqual(["loud", undefined]);
  });

  it("marks what is required, helps, and says what happens without it", async () => {
    await show(parameter("text", { required: true, help_text: "In one word", default_value: "calm" }));
    expect(field("value *").placeholder).toContain("calm");
    expect(screen.getByText("In one word")).toBeTruthy();
  });
});
