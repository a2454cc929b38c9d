// @vitest-environment jsdom
import { cleanup, fireEvent, screen } from "@testing-library/react";
import { afterEach, describe, expect, it } from "vitest";
import { Menu, type MenuItem } from "./Menu";
import { draw } from "./page.fixture";

afterEach(cleanup);

const done: string[] = [];
const item = (label: string, more: Partial<MenuItem> = {}): MenuItem => ({
  label,
  run: () => void done.push(label),
  ...more,
});
const open = async (items: MenuItem[]) => {
  done.length = 0;
  await draw(
    <Menu label="More" items={items}>
      ⋯
    </Menu>,
  );
  fireEvent.click(screen.getByRole("button", { name: "More" }));
};
const key = (name: string) => fireEvent.keyDown(document.activeElement as HTMLElement, { key: name });
const focused = () => document.activeElement?.textContent;

describe("a menu", () => {
  it("is closed until it is asked for, and says so", async () => {
    await draw(
      <Menu label="More" items={[item("a")]}>
        ⋯
      </Menu>,
    );
    const button = screen.getByRole("button", { name: "More" });
    expect(button.getAttribute("aria-expanded")).toBe("false");
    expect(screen.queryByRole("menu")).toBeNull();
    fireEvent.click(button);
    expect(button.getAttribute("aria-expanded")).toBe("true");
    fireEvent.click(button);
    expect(screen.queryByRole("menu")).toBeNull();
  });

  it("begins at its first action that can be done", async () => {
    await open([item("a", { disabled: true }), item("b"), item("c")]);
    expect(focused()).toBe("b");
  });

  it("is walked in circles with the arrows, past what cannot be done", async () => {
    await open([item("a"), item("b", { disabled: true }), item("c")]);
    const seen = [];
    for (const name of ["ArrowDown", "ArrowDown", "ArrowUp", "Home", "End"]) {
      key(name);
      seen.push(focused());
    }
    expect(seen).toEqual(["c", "a", "c", "a", "c"]);
  });

  it("acts once, closes, and gives the focus back", async () => {
    await open([item("a"), item("b")]);
    fireEvent.click(screen.getByRole("menuitem", { name: "b" }));
    expect(done).toEqual(["b"]);
    expect(screen.queryByRole("menu")).toBeNull();
    expect(focused()).toBe("⋯");
  });

  it("closes by Escape without doing anything, and keeps the key from dialogs below", async () => {
    let heard = 0;
    const listen = () => void heard++;
    document.addEventListener("keydown", listen);
    await open([item("a")]);
    key("Escape");
    document.removeEventListener("keydown", listen);
    expect(screen.queryByRole("menu")).toBeNull();
    expect(focused()).toBe("⋯");
    expect(done).toEqual([]);
    expect(heard).toBe(0);
  });

  it("closes by a press outside, not by one inside", async () => {
    await open([item("a")]);
    fireEvent.pointerDown(screen.getByRole("menuitem", { name: "a" }));
    expect(screen.queryByRole("menu")).not.toBeNull();
    fireEvent.pointerDown(document.body);
    expect(screen.queryByRole("menu")).toBeNull();
  });

  it("lets Tab go on", async () => {
    await open([item("a")]);
    expect(key("Tab")).toBe(true);
    expect(screen.queryByRole("menu")).toBeNull();
  });

  it("marks the one of a choice that stands", async () => {
    await open([item("light", { checked: true }), item("dark", { checked: false })]);
    expect(screen.getByRole("menuitemradio", { name: /light/ }).getAttribute("aria-checked")).toBe("true");
    expect(screen.getByRole("menuitemradio", { name: "dark" }).getAttribute("aria-checked")).toBe("false");
    expect(screen.queryByRole("menuitem")).toBeNull();
  });

  it("shows the shortcut of an action", async () => {
    await open([item("save", { shortcut: "Ctrl S" })]);
    expect(screen.getByText("Ctrl S").tagName).toBe("KBD");
  });
});
