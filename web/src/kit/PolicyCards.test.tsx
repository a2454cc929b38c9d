// @vitest-environment jsdom
import { cleanup, fireEvent, render, screen, within } from "@testing-library/react";
import i18next from "i18next";
import { useState } from "react";
import { initReactI18next } from "react-i18next";
import { afterEach, beforeAll, describe, expect, it } from "vitest";
import en from "@/app/locales/en.json";
import { defaultPolicies, type Policies } from "@/model/policies";
import { PolicyCards } from "./PolicyCards";

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

let last: Policies = defaultPolicies;
function Cards() {
  const [policies, setPolicies] = useState(defaultPolicies);
  return (
    <PolicyCards
      policies={policies}
      onChange={(next) => {
        last = next;
        setPolicies(next);
      }}
    />
  );
}
const card = (kind: string) =>
  within(document.querySelector<HTMLElement>(`[data-policy="${kind}"]`) as HTMLElement);

describe("policies as cards", () => {
  it("says the defaults in sentences", () => {
    render(<Cards />);
    expect(card("approval").getByText("Ask me first.")).toBeTruthy();
    expect(card("retry").getByText("Retry once.")).toBeTruthy();
    expect(card("failure").getByText("A failed member does not stop the others.")).toBeTruthy();
    expect(card("queue").getByText("Runs may overlap.")).toBeTruthy();
  });

  it("changes the sentence with the form", () => {
    render(<Cards />);
    fireEvent.click(screen.getByRole("button", { name: /^Change\s*Retries$/ }));
    fireEvent.change(card("retry").getByLabelText("Retries"), { target: { value: "3" } });
    fireEvent.change(card("retry").getByLabelText("Pause in seconds"), { target: { value: "2" } });
    expect(last.retry).toEqual({ maxRetries: 3, backoffMs: 2000 });
    expect(card("retry").getByText("Retry 3 times. Pause 2 s in between.")).toBeTruthy();
  });

  it("asks who takes over where a failure goes to a fallback, and forgets when to ask where nobody is asked", () => {
    render(<Cards />);
    fireEvent.click(screen.getByRole("button", { name: /^Change\s*Failure$/ }));
    expect(card("failure").queryByLabelText("Model that takes over")).toBeNull();
    fireEvent.change(card("failure").getByLabelText("When a member fails"), {
      target: { value: "fallback" },
    });
    fireEvent.change(card("failure").getByLabelText("Model that takes over"), {
      target: { value: "demo/writer " },
    });
    expect(last.failure).toEqual({ mode: "fallback", fallbackModelId: "demo/writer" });
    fireEvent.change(card("failure").getByLabelText("Model that takes over"), { target: { value: "" } });
    expect(last.failure).toEqual({ mode: "fallback" });
    fireEvent.click(screen.getByRole("button", { name: /^Change\s*Approval$/ }));
    fireEvent.change(card("approval").getAllByRole("combobox")[0] as HTMLElement, {
      target: { value: "every_node" },
    });
    fireEvent.click(card("approval").getByRole("checkbox"));
    expect(last.approval).toEqual({ requiresApproval: false });
  });

  it("keeps half a JSON text, holds the last whole one, and takes it when it is whole", () => {
    render(<Cards />);
    fireEvent.click(screen.getByRole("button", { name: /^Change\s*Queue$/ }));
    const json = card("queue").getByLabelText("As JSON") as HTMLTextAreaElement;
    fireEvent.change(json, { target: { value: '{"mode": "serial"' } });
    expect(json.value).toBe('{"mode": "serial"');
    expect(card("queue").getByText("Runs may overlap.")).toBeTruthy();
    fireEvent.change(json, { target: { value: '{"mode": "serial"}' } });
    expect(last.queue).toEqual({ mode: "serial" });
    expect(card("queue").getByText("One run at a time.")).toBeTruthy();
  });
});
