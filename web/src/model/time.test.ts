import { describe, expect, it } from "vitest";
import { durationText, elapsedMillis, localMinute, nextMorning } from "./time";

it("says lengths of time as people do", () => {
  expect([0, 340, 4200, 60_000, 185_000].map(durationText)).toEqual([
    "0 ms",
    "340 ms",
    "4.2 s",
    "1 min",
    "3 min 5 s",
  ]);
});

it("measures to now while something still runs", () => {
  const start = "2026-11-23T10:00:00Z";
  expect(elapsedMillis(start, null, Date.parse(start) + 1500)).toBe(1500);
  expect(elapsedMillis(start, "2026-11-23T10:00:02Z", 0)).toBe(2000);
  expect(elapsedMillis(null, null, 0)).toBeNull();
});

describe("a time of this place", () => {
  it.each([
    [new Date(2026, 0, 5, 7, 3, 59), "2026-01-05T07:03"],
    [new Date(2026, 11, 31, 23, 59), "2026-12-31T23:59"],
  ])("%s is what a field holds", (at, text) => {
    expect(localMinute(at)).toBe(text);
    expect(new Date(text).getMinutes()).toBe(at.getMinutes());
  });

  it.each([
    [new Date(2026, 0, 31, 23, 59), "2026-02-01T09:00"],
    [new Date(2026, 11, 31, 0, 0), "2027-01-01T09:00"],
  ])("the morning after %s", (now, text) => {
    expect(localMinute(nextMorning(now))).toBe(text);
  });
});
