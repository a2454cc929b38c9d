import { expect, it } from "vitest";
import { durationText, elapsedMillis } from "./time";

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
