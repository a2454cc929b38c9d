// @vitest-environment jsdom
import { cleanup, fireEvent, screen, waitFor } from "@testing-library/react";
import { useState } from "react";
import { afterEach, describe, expect, it } from "vitest";
import { draw } from "@/kit/page.fixture";
import { CronBuilder } from "./CronBuilder";

afterEach(cleanup);

function Builder({ start }: { start: string }) {
  const [value, setValue] = useState(start);
  return <CronBuilder value={value} onChange={setValue} />;
}
const expression = () => (screen.getByLabelText("Cron expression") as HTMLInputElement).value;
const set = (label: string, value: string) =>
  fireEvent.change(screen.getByLabelText(label), { target: { value } });

describe("a rhythm", () => {
  it.each([
    ["minutes", "*/15 * * * *"],
    ["hour", "0 * * * *"],
    ["day", "30 2 * * *"],
    ["week", "30 2 * * mon-fri"],
    ["month", "30 2 1 * *"],
  ])("becomes an expression: %s", async (kind, cron) => {
    await draw(<Builder start="30 2 * * *" />);
    set("When", kind);
    expect(expression()).toBe(cron);
  });

  it("changes with the time of day, and keeps the days", async () => {
    await draw(<Builder start="0 9 * * 1-5" />);
    set("At", "17:45");
    expect(expression()).toBe("45 17 * * mon-fri");
  });

  it("has at least one day of the week", async () => {
    await draw(<Builder start="0 9 * * 1" />);
    const boxes = () => screen.getAllByRole("checkbox") as HTMLInputElement[];
    expect(boxes().filter((one) => one.checked)).toHaveLength(1);
    fireEvent.click(boxes()[0] as HTMLElement);
    expect(expression()).toBe("0 9 * * 1");
    fireEvent.click(boxes()[2] as HTMLElement);
    expect(expression()).toBe("0 9 * * mon,wed");
    fireEvent.click(boxes()[0] as HTMLElement);
    expect(expression()).toBe("0 9 * * wed");
  });

  it.each([
    ["At minute", "0 * * * *", "99", "59 * * * *"],
    ["At minute", "0 * * * *", "-5", "0 * * * *"],
    ["At minute", "0 * * * *", "x", "0 * * * *"],
    ["On day of the month", "0 9 1 * *", "40", "0 9 31 * *"],
    ["On day of the month", "0 9 1 * *", "12.7", "0 9 12 * *"],
  ])("stays within what there is: %s of %s set to %s", async (label, start, typed, cron) => {
    await draw(<Builder start={start} />);
    set(label, typed);
    expect(expression()).toBe(cron);
  });

  it("warns of days that short months do not have", async () => {
    await draw(<Builder start="0 9 28 * *" />);
    expect(screen.queryByText(/Months without this day/)).toBeNull();
    set("On day of the month", "29");
    expect(screen.getByText(/Months without this day/)).toBeTruthy();
  });
});

describe("an expression", () => {
  it.each([
    ["*/5 * * * *", "minutes"],
    ["@hourly", "hour"],
    ["15 4 * * *", "day"],
    ["0 9 * * mon,wed", "week"],
    ["0 9 1 * *", "month"],
    ["0 9 1 1 *", "custom"],
    ["0 9 1 * mon", "custom"],
    ["not one", "custom"],
  ])("is shown as the rhythm that it is: %s", async (cron, kind) => {
    await draw(<Builder start={cron} />);
    expect((screen.getByLabelText("When") as HTMLSelectElement).value).toBe(kind);
    expect(expression()).toBe(cron);
  });

  it("is said as a sentence, or as itself where it is none", async () => {
    await draw(<Builder start="30 2 * * *" />);
    const sentence = () => document.querySelector("[data-sentence]")?.textContent;
    await waitFor(() => expect(sentence()).toMatch(/02:30|2:30/));
    set("Cron expression", "61 * * * *");
    expect(sentence()).toBe("61 * * * *");
  });

  it("that names two kinds of days says that either is enough", async () => {
    await draw(<Builder start="0 9 1 * mon" />);
    expect(screen.getByText(/it fires on either/)).toBeTruthy();
    set("Cron expression", "0 9 1 * *");
    expect(screen.queryByText(/it fires on either/)).toBeNull();
  });
});
