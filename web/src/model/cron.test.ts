import { describe, expect, it } from "vitest";
import { eitherDay, fromCron, type Rhythm, toCron } from "./cron";

describe("rhythm and expression", () => {
  it.each([
    ["*/5 * * * *", { every: "minutes", step: 5 }],
    ["* * * * *", { every: "minutes", step: 1 }],
    ["30 * * * *", { every: "hour", minute: 30 }],
    ["@hourly", { every: "hour", minute: 0 }],
    ["0 9 * * *", { every: "day", hour: 9, minute: 0 }],
    ["@daily", { every: "day", hour: 0, minute: 0 }],
    ["0 9 * * mon-fri", { every: "week", days: [1, 2, 3, 4, 5], hour: 9, minute: 0 }],
    ["0 9 * * 1-5", { every: "week", days: [1, 2, 3, 4, 5], hour: 9, minute: 0 }],
    ["15 6 * * SAT,7", { every: "week", days: [0, 6], hour: 6, minute: 15 }],
    ["15 6 * * fri-mon", { every: "week", days: [0, 1, 5, 6], hour: 6, minute: 15 }],
    ["@weekly", { every: "week", days: [0], hour: 0, minute: 0 }],
    ["0 0 1 * *", { every: "month", day: 1, hour: 0, minute: 0 }],
    ["@monthly", { every: "month", day: 1, hour: 0, minute: 0 }],
  ] as [string, Rhythm][])("%s", (expression, rhythm) => expect(fromCron(expression)).toEqual(rhythm));

  it.each([
    "0 9 13 * fri",
    "0 9 * 3 *",
    "0,30 9 * * *",
    "0 9-17 * * *",
    "*/5 9 * * *",
    "5/10 * * * *",
    "*/0 * * * *",
    "*/99 * * * *",
    "61 * * * *",
    "0 24 * * *",
    "0 9 32 * *",
    "0 9 L * *",
    "0 9 * * 8",
    "0 9 * * mon-",
    "0 9 * * #2",
    "@yearly",
    "@whenever",
    "0 0 9 * * *",
    "nonsense",
    "",
  ])("%j stays as it is", (expression) =>
    expect(fromCron(expression)).toEqual({ every: "custom", expression }),
  );

  it("goes there and back for every rhythm", () => {
    const random = seeded(7);
    for (let round = 0; round < 2000; round++) {
      const [hour, minute] = [random(24), random(60)];
      const week = [0, 1, 2, 3, 4, 5, 6].filter(() => random(2) === 1);
      const rhythm: Rhythm = [
        { every: "minutes" as const, step: 1 + random(59) },
        { every: "hour" as const, minute },
        { every: "day" as const, hour, minute },
        { every: "week" as const, days: week.length % 7 === 0 ? [3] : week, hour, minute },
        { every: "month" as const, day: 1 + random(31), hour, minute },
      ][random(5)] as Rhythm;
      expect(fromCron(toCron(rhythm)), toCron(rhythm)).toEqual(rhythm);
    }
  });

  it("is every day when all days or none are named", () => {
    expect(toCron({ every: "week", days: [], hour: 9, minute: 0 })).toBe("0 9 * * *");
    expect(toCron({ every: "week", days: [0, 1, 2, 3, 4, 5, 6], hour: 9, minute: 0 })).toBe("0 9 * * *");
  });
});

describe("eitherDay", () => {
  it.each([
    ["0 9 13 * fri", true],
    ["0 9 * * fri", false],
    ["0 9 13 * *", false],
    ["@daily", false],
  ])("%s %s", (expression, either) => expect(eitherDay(expression)).toBe(either));
});

function seeded(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state * 1103515245 + 12345) % 2147483648;
    return Math.floor((state / 2147483648) * below);
  };
}
