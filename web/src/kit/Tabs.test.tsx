// @vitest-environment jsdom
import { cleanup, fireEvent, screen } from "@testing-library/react";
import { useState } from "react";
import { afterEach, describe, expect, it } from "vitest";
import { draw } from "./page.fixture";
import { Tabs } from "./Tabs";

afterEach(cleanup);

function Three({ start = "a" }: { start?: "a" | "b" | "c" }) {
  const [chosen, choose] = useState<"a" | "b" | "c">(start);
  return (
    <Tabs<"a" | "b" | "c">
      label="Views"
      chosen={chosen}
      onChoose={choose}
      tabs={[
        { id: "a", label: "First" },
        { id: "b", label: "Second" },
        { id: "c", label: "Third" },
      ]}
    >
      panel {chosen}
    </Tabs>
  );
}
const tab = (name: string) => screen.getByRole("tab", { name });
const chosen = () => screen.getAllByRole("tab").find((one) => one.getAttribute("aria-selected") === "true");

describe("tabs", () => {
  it("show the panel of the chosen one and name it", async () => {
    await draw(<Three start="b" />);
    expect(screen.getByRole("tabpanel", { name: "Second" }).textContent).toBe("panel b");
    fireEvent.click(tab("Third"));
    expect(screen.getByRole("tabpanel", { name: "Third" }).textContent).toBe("panel c");
    expect(tab("Third").getAttribute("aria-controls")).toBe(screen.getByRole("tabpanel").id);
  });

  it("are one stop of the Tab key", async () => {
    await draw(<Three />);
    expect(screen.getAllByRole("tab").map((one) => one.tabIndex)).toEqual([0, -1, -1]);
    fireEvent.click(tab("Second"));
    expect(screen.getAllByRole("tab").map((one) => one.tabIndex)).toEqual([-1, 0, -1]);
  });

  it("are walked in circles with the arrows, and the focus goes along", async () => {
    await draw(<Three />);
    const seen = [];
    for (const key of ["ArrowRight", "ArrowRight", "ArrowRight", "ArrowLeft"]) {
      fireEvent.keyDown(chosen() as HTMLElement, { key });
      seen.push(`${chosen()?.textContent} ${document.activeElement === chosen()}`);
    }
    expect(seen).toEqual(["Second true", "Third true", "First true", "Third true"]);
  });

  it("leave other keys alone", async () => {
    await draw(<Three />);
    for (const key of ["ArrowDown", "Home", "x"]) expect(fireEvent.keyDown(tab("First"), { key })).toBe(true);
    expect(chosen()?.textContent).toBe("First");
  });
});
