// @vitest-environment jsdom
import { act, cleanup, fireEvent, screen, within } from "@testing-library/react";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { Bars, DayBars } from "./Bars";
import { draw } from "./page.fixture";
import { Status, StatusIcon } from "./Status";
import { type Column, Table } from "./Table";
import { Toasts } from "./Toasts";
import { currentToasts, dismissToast, toast } from "./toast";
import { useNow } from "./useNow";
import { Waiting } from "./Waiting";
import { When } from "./When";

afterEach(cleanup);

describe("a page that is not here yet", () => {
  it("says so to those who do not see the shapes", async () => {
    await draw(<Waiting />);
    expect((await screen.findByRole("status")).textContent).toBe("Loading…");
  });
});

describe("a table", () => {
  const columns: Column<{ id: string; n: number }>[] = [
    { key: "id", head: "Name", cell: (row) => row.id },
    { key: "n", head: "", cell: (row) => row.n, figure: true, from: "md" },
  ];
  it("has a name, heads that screen readers hear, and a row for each thing", async () => {
    await draw(
      <Table
        label="Things"
        rows={[
          { id: "a", n: 1 },
          { id: "b", n: 2 },
        ]}
        columns={columns}
        keyOf={(row) => row.id}
        chosen="b"
      />,
    );
    const table = within(screen.getByRole("region", { name: "Things" }));
    expect(table.getAllByRole("columnheader").map((one) => one.textContent)).toEqual(["Name", "n"]);
    expect(table.getAllByRole("row")).toHaveLength(3);
    expect(table.getAllByRole("row").map((one) => one.getAttribute("aria-current"))).toEqual([
      null,
      null,
      "true",
    ]);
  });
});

describe("bars", () => {
  const widths = () =>
    [...document.querySelectorAll<HTMLElement>("li [style]")].map((one) =>
      Number.parseFloat(one.style.width),
    );
  it("are as long as their share of the longest, and never invisible", async () => {
    await draw(
      <Bars
        label="Cost"
        bars={[
          { key: "a", label: "A", value: 200, shown: "200" },
          { key: "b", label: "B", value: 50, shown: "50", note: "+5%" },
          { key: "c", label: "C", value: 0.01, shown: "0.01" },
        ]}
      />,
    );
    expect(widths()).toEqual([100, 25, 1]);
    expect(screen.getByText("+5%")).toBeTruthy();
  });
  it("of nothing are nothing", async () => {
    await draw(<Bars label="Cost" bars={[{ key: "a", label: "A", value: 0, shown: "0" }]} />);
    expect(widths()).toEqual([0]);
  });
  it("of days can be read as a table", async () => {
    await draw(
      <DayBars
        label="Credits"
        days={[
          { day: "1 Nov", value: 3, shown: "3 credits" },
          { day: "2 Nov", value: 0, shown: "0 credits" },
        ]}
      />,
    );
    const table = within(screen.getByRole("table", { name: "Credits" }));
    expect(table.getAllByRole("row").map((row) => row.textContent)).toEqual([
      "1 Nov3 credits",
      "2 Nov0 credits",
    ]);
  });
});

describe("a status", () => {
  it.each([
    ["completed", "Completed"],
    ["timed_out", "Timed out"],
    ["blocked", "Needs you"],
    ["brand_new", "brand_new"],
  ])("is a word, not a colour alone: %s", async (value, word) => {
    await draw(<Status value={value} />);
    expect(document.querySelector(`[data-status="${value}"]`)?.textContent).toBe(word);
  });
  it("as an icon is silent", async () => {
    await draw(<StatusIcon value="running" />);
    expect(document.querySelector("svg")?.getAttribute("aria-hidden")).toBe("true");
    expect(document.querySelector("svg")?.classList.contains("ring-turning")).toBe(true);
  });
});

describe("an instant", () => {
  it("is shown in a zone and is whole for machines", async () => {
    await draw(<When at="2027-03-28T00:59:59Z" zone="Europe/Berlin" seconds />);
    const time = screen.getByText(/1:59:59/);
    expect(time.getAttribute("datetime")).toBe("2027-03-28T00:59:59Z");
    expect(time.title).toBe("2027-03-28T00:59:59.000Z");
  });
  it("that is none is a dash", async () => {
    await draw(<When at={null} />);
    expect(document.body.textContent).toBe("–");
  });
});

describe("toasts", () => {
  beforeEach(() => {
    vi.useFakeTimers();
    for (const one of currentToasts()) dismissToast(one.id);
  });
  afterEach(() => void vi.useRealTimers());

  it("are spoken, three at most, and go after five seconds", async () => {
    await draw(<Toasts />);
    act(() => {
      for (const text of ["one", "two", "three", "four"]) toast(text);
    });
    const shown = () =>
      within(screen.getByRole("status"))
        .queryAllByRole("button")
        .map((one) => one.textContent);
    expect(shown()).toEqual(["two", "three", "four"]);
    act(() => void vi.advanceTimersByTime(4999));
    expect(shown()).toHaveLength(3);
    act(() => void vi.advanceTimersByTime(1));
    expect(shown()).toEqual([]);
  });

  it("go when they are pressed", async () => {
    await draw(<Toasts />);
    act(() => {
      toast("one");
      toast("two", "bad");
    });
    fireEvent.click(screen.getByRole("button", { name: "one" }));
    expect(currentToasts().map((one) => [one.text, one.tone])).toEqual([["two", "bad"]]);
  });
});

describe("the time on a page", () => {
  beforeEach(() => void vi.useFakeTimers({ now: 1000 }));
  afterEach(() => void vi.useRealTimers());
  function Clock({ moving }: { moving: boolean }) {
    return <output>{useNow(moving)}</output>;
  }
  it("goes on while something moves and rests otherwise", async () => {
    const drawn = await draw(<Clock moving />);
    act(() => void vi.advanceTimersByTime(3000));
    expect(screen.getByRole("status").textContent).toBe("4000");
    drawn.again(<Clock moving={false} />);
    act(() => void vi.advanceTimersByTime(3000));
    expect(screen.getByRole("status").textContent).toBe("4000");
    expect(vi.getTimerCount()).toBe(0);
  });
});
