// @vitest-environment jsdom
import { cleanup, fireEvent, screen } from "@testing-library/react";
import { useState } from "react";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type Command, currentCommands, handleShortcut, shortcutText, useCommands } from "./commands";
import { draw } from "./page.fixture";

const done: string[] = [];
let now = 0;
const listen = (event: KeyboardEvent) => handleShortcut(event, now);

beforeEach(() => {
  done.length = 0;
  now = 0;
  window.addEventListener("keydown", listen);
});
afterEach(() => {
  cleanup();
  window.removeEventListener("keydown", listen);
});

const command = (id: string, shortcut: string, more: Partial<Command> = {}): Command => ({
  id,
  label: id,
  shortcut,
  run: () => void done.push(id),
  ...more,
});

function Page({ commands, children }: { commands: Command[]; children?: React.ReactNode }) {
  useCommands(commands);
  return (
    <>
      <input aria-label="field" />
      {children}
    </>
  );
}
const press = (key: string, more: KeyboardEventInit = {}, on: Element = document.body) =>
  fireEvent.keyDown(on, { key, bubbles: true, composed: true, ...more });

describe("shortcuts", () => {
  it.each([
    ["n", "n", {}],
    ["?", "?", { shiftKey: true }],
    ["Mod+k", "k", { ctrlKey: true }],
    ["Mod+k", "k", { metaKey: true }],
    ["Mod+Shift+z", "Z", { ctrlKey: true, shiftKey: true }],
    ["Mod+Enter", "Enter", { ctrlKey: true }],
    ["Delete", "Delete", {}],
  ])("run their command: %s", async (shortcut, key, more) => {
    await draw(<Page commands={[command("it", shortcut)]} />);
    expect(press(key, more)).toBe(false);
    expect(done).toEqual(["it"]);
  });

  it.each([
    ["n", "n", { altKey: true }],
    ["n", "n", { ctrlKey: true }],
    ["n", "N", { shiftKey: true }],
    ["Mod+k", "k", {}],
    ["n", "m", {}],
  ])("run nothing by a key beside theirs: %s by %s", async (shortcut, key, more) => {
    await draw(<Page commands={[command("it", shortcut)]} />);
    expect(press(key, more)).toBe(true);
    expect(done).toEqual([]);
  });

  it("of two keys wait for the second a while", async () => {
    await draw(<Page commands={[command("lenses", "g l"), command("help", "l")]} />);
    press("g");
    press("l");
    expect(done).toEqual(["lenses"]);
    press("g");
    now = 2000;
    press("l");
    expect(done).toEqual(["lenses", "help"]);
    press("g");
    press("x");
    press("l");
    expect(done).toEqual(["lenses", "help", "help"]);
  });

  it("leave typing alone, but for those with Mod and those that always work", async () => {
    await draw(
      <Page
        commands={[command("new", "n"), command("run", "Mod+Enter"), command("help", "F1", { always: true })]}
      />,
    );
    const field = screen.getByLabelText("field");
    press("n", {}, field);
    press("Enter", { ctrlKey: true }, field);
    press("F1", {}, field);
    expect(done).toEqual(["run", "help"]);
  });

  it("do nothing while they are off", async () => {
    await draw(<Page commands={[command("new", "n", { disabled: true })]} />);
    press("n");
    expect(done).toEqual([]);
    expect(currentCommands()).toEqual([]);
  });

  it("belong to what came onto the page last, and go with it", async () => {
    function Both() {
      const [open, setOpen] = useState(true);
      return (
        <Page commands={[command("below", "n")]}>
          {open && <Page commands={[command("above", "n")]} />}
          <button type="button" onClick={() => setOpen(false)}>
            close
          </button>
        </Page>
      );
    }
    await draw(<Both />);
    const inner = done.length;
    press("n");
    fireEvent.click(screen.getByRole("button", { name: "close" }));
    press("n");
    expect(done.slice(inner)).toHaveLength(2);
    expect(done.at(-1)).toBe("below");
    expect(currentCommands().map((one) => one.id)).toEqual(["below"]);
  });

  it("run what the page means now, not what it meant when it was drawn first", async () => {
    function Counter() {
      const [count, setCount] = useState(0);
      useCommands([{ id: "add", label: "add", shortcut: "a", run: () => setCount(count + 1) }]);
      return <output>{count}</output>;
    }
    await draw(<Counter />);
    press("a");
    press("a");
    press("a");
    expect(screen.getByRole("status").textContent).toBe("3");
  });

  it("are printed as keys are called", () => {
    expect(shortcutText("Mod+k")).toBe("Ctrl K");
    expect(shortcutText("Mod+Shift+z")).toBe("Ctrl Shift Z");
    expect(shortcutText("g l")).toBe("G L");
    expect(shortcutText("?")).toBe("?");
  });
});
