// @vitest-environment jsdom
import { cleanup, fireEvent, render, screen } from "@testing-library/react";
import i18next from "i18next";
import { useState } from "react";
import { initReactI18next } from "react-i18next";
import { afterEach, beforeAll, describe, expect, it } from "vitest";
import en from "@/app/locales/en.json";
import type { JsonSchema } from "@/model/schemaForm";
import { SchemaForm } from "./SchemaForm";

beforeAll(() =>
  i18next.use(initReactI18next).init({
    lng: "en",
    resources: { en: { translation: en } },
    keySeparator: false,
    nsSeparator: false,
    interpolation: { escapeValue: false },
  }),
);
afterEach(cleanup);

const schema: JsonSchema = {
  required: ["count"],
  properties: {
    count: { type: "number", maximum: 10 },
    data: { type: "object" },
    tags: { type: "array", items: { type: "string" } },
    tone: { enum: ["calm", 7] },
    loud: { type: "boolean" },
  },
};
let last: Record<string, unknown> = {};

function Form({ start = {} }: { start?: Record<string, unknown> }) {
  const [values, setValues] = useState(start);
  return (
    <SchemaForm
      schema={schema}
      values={values}
      onChange={(next) => {
        last = next;
        setValues(next);
      }}
    />
  );
}

const type = (label: string, text: string) =>
  fireEvent.change(screen.getByLabelText(label), { target: { value: text } });
const shown = (label: string) => (screen.getByLabelText(label) as HTMLInputElement).value;

describe("a form from a schema", () => {
  it.each(["1.", "-", "1e", "0.50"])("keeps the half-typed number %j as it is", (text) => {
    render(<Form />);
    type("count *", text);
    expect(shown("count *")).toBe(text);
  });

  it("gives numbers as numbers, and says why one does not fit", () => {
    render(<Form />);
    type("count *", "4");
    expect(last.count).toBe(4);
    type("count *", "11");
    expect(screen.getByText("At most 10.")).toBeTruthy();
    type("count *", "");
    expect(last.count).toBeUndefined();
    expect(screen.getByText("This is needed.")).toBeTruthy();
  });

  it("keeps half a JSON text, and gives it as JSON once it is whole", () => {
    render(<Form start={{ count: 1 }} />);
    type("data", '{"a":');
    expect(shown("data")).toBe('{"a":');
    expect(last.data).toBe('{"a":');
    expect(screen.getByText("It must be of type object.")).toBeTruthy();
    type("data", '{"a": 1}');
    expect(last.data).toEqual({ a: 1 });
    expect(shown("data")).toBe('{"a": 1}');
  });

  it("takes one entry a line, and leaves the empty last line where the next one is typed", () => {
    render(<Form start={{ count: 1, tags: ["a"] }} />);
    expect(shown("tags")).toBe("a");
    type("tags", "a\nb\n");
    expect(last.tags).toEqual(["a", "b"]);
    expect(shown("tags")).toBe("a\nb\n");
  });

  it("gives choices as the schema has them", () => {
    render(<Form start={{ count: 1 }} />);
    type("tone", "7");
    expect(last.tone).toBe(7);
    fireEvent.click(screen.getByLabelText("loud"));
    expect(last.loud).toBe(true);
  });

  it("shows what the values hold beside the schema", () => {
    render(<Form start={{ count: 1, stranger: "here" }} />);
    expect(shown("stranger")).toBe("here");
  });
});
