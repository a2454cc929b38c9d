// @vitest-environment jsdom
import { cleanup, fireEvent, screen } from "@testing-library/react";
import { afterEach, describe, expect, it } from "vitest";
import { FormDialog } from "./FormDialog";
import { TextInput } from "./Input";
import { draw } from "./page.fixture";

afterEach(cleanup);

function dialog(more: Partial<Parameters<typeof FormDialog>[0]> = {}) {
  const sent: (string | null)[] = [];
  let closed = 0;
  const piece = (
    <FormDialog
      id="one"
      title="A thing"
      action="Make it"
      onSubmit={(form) => sent.push(form.get("name") as string)}
      onClose={() => closed++}
      {...more}
    >
      <TextInput label="Name" name="name" defaultValue="brief" />
    </FormDialog>
  );
  return { piece, sent, closed: () => closed };
}
const form = () => document.getElementById("one") as HTMLFormElement;

describe("a dialog with a form", () => {
  it("sends what was typed, by its button or by Enter", async () => {
    const { piece, sent } = dialog();
    await draw(piece);
    expect(screen.getByRole("button", { name: "Make it" }).getAttribute("form")).toBe("one");
    fireEvent.change(screen.getByLabelText("Name"), { target: { value: "repair" } });
    fireEvent.submit(form());
    expect(sent).toEqual(["repair"]);
  });

  it("sends nothing while nothing can be sent, whoever asks", async () => {
    const { piece, sent } = dialog({ disabled: true });
    await draw(piece);
    expect((screen.getByRole("button", { name: "Make it" }) as HTMLButtonElement).disabled).toBe(true);
    fireEvent.submit(form());
    expect(sent).toEqual([]);
  });

  it("says why it was refused, and keeps what was typed", async () => {
    const { piece } = dialog({ error: new Error("the name is taken") });
    await draw(piece);
    expect(screen.getByText("the name is taken")).toBeTruthy();
    expect((screen.getByLabelText("Name") as HTMLInputElement).value).toBe("brief");
  });

  it("closes by its cross, and shows the buttons that it was given", async () => {
    const { piece, closed } = dialog({ buttons: <button type="button">Back</button> });
    await draw(piece);
    expect(screen.getByRole("button", { name: "Back" })).toBeTruthy();
    fireEvent.click(screen.getByRole("button", { name: "Close" }));
    expect(closed()).toBe(1);
  });

  it("lets the browser offer nothing where secrets are typed", async () => {
    const { piece } = dialog({ secret: true });
    await draw(piece);
    expect(form().getAttribute("autocomplete")).toBe("off");
  });
});
