/** A schedule as people put it together; what does not fit one of these is "custom", the expression itself. */
export type Rhythm =
  | { every: "minutes"; step: number }
  | { every: "hour"; minute: number }
  | { every: "day"; hour: number; minute: number }
  | { every: "week"; days: readonly number[]; hour: number; minute: number }
  | { every: "month"; day: number; hour: number; minute: number }
  | { every: "custom"; expression: string };

export const aliases: Readonly<Record<string, string>> = {
  "@hourly": "0 * * * *",
  "@daily": "0 0 * * *",
  "@midnight": "0 0 * * *",
  "@weekly": "0 0 * * 0",
  "@monthly": "0 0 1 * *",
  "@yearly": "0 0 1 1 *",
  "@annually": "0 0 1 1 *",
};

const dayNames = ["sun", "mon", "tue", "wed", "thu", "fri", "sat"];

/** The expression that a rhythm stands for. */
export function toCron(rhythm: Rhythm): string {
  switch (rhythm.every) {
    case "minutes":
      return rhythm.step === 1 ? "* * * * *" : `*/${rhythm.step} * * * *`;
    case "hour":
      return `${rhythm.minute} * * * *`;
    case "day":
      return `${rhythm.minute} ${rhythm.hour} * * *`;
    case "week":
      return `${rhythm.minute} ${rhythm.hour} * * ${daysText(rhythm.days)}`;
    case "month":
      return `${rhythm.minute} ${rhythm.hour} ${rhythm.day} * *`;
    case "custom":
      return rhythm.expression;
  }
}

/** The rhythm that an expression stands for. */
export function fromCron(expression: string): Rhythm {
  const custom: Rhythm = { every: "custom", expression };
  const text = expression.trim().toLowerCase();
  const fields = (aliases[text] ?? text).split(/\s+/);
  if (fields.length !== 5) return custom;
  const [minutes, hours, day, month, weekday] = fields as [string, string, string, string, string];
  if (month !== "*") return custom;
  const anyDay = day === "*" && weekday === "*";
  if (hours === "*" && anyDay) {
    const step = /^(?:\*|\*\/(\d+))$/.exec(minutes);
    const number = step ? Number(step[1] ?? 1) : 0;
    if (step && number >= 1 && number <= 59) return { every: "minutes", step: number };
  }
  const minute = whole(minutes, 0, 59);
  if (minute === null) return custom;
  if (hours === "*") return anyDay ? { every: "hour", minute } : custom;
  const hour = whole(hours, 0, 23);
  if (hour === null) return custom;
  if (anyDay) return { every: "day", hour, minute };
  const dayOfMonth = whole(day, 1, 31);
  if (dayOfMonth !== null && weekday === "*") return { every: "month", day: dayOfMonth, hour, minute };
  const days = day === "*" ? daysOf(weekday) : null;
  return days ? { every: "week", days, hour, minute } : custom;
}

/** True where both a day of the month and a day of the week are named: cron then fires on either. */
export function eitherDay(expression: string): boolean {
  const fields = expression.trim().split(/\s+/);
  return fields.length === 5 && ![fields[2], fields[4]].some((field) => field === "*" || field === "?");
}

function whole(text: string, from: number, to: number): number | null {
  const number = /^\d{1,2}$/.test(text) ? Number(text) : -1;
  return number >= from && number <= to ? number : null;
}

function daysOf(text: string): number[] | null {
  const days = new Set<number>();
  for (const part of text.split(",")) {
    const [first, last] = part.split("-").map(dayNumber);
    if (first === undefined || first === null || last === null) return null;
    for (let at = first; ; at = (at + 1) % 7) {
      days.add(at);
      if (at === (last ?? first)) break;
    }
  }
  return [...days].sort((a, b) => a - b);
}

function dayNumber(text: string): number | null {
  const named = dayNames.indexOf(text);
  if (named >= 0) return named;
  const number = whole(text, 0, 7);
  return number === null ? null : number % 7;
}

/** Days as cron has them, workdays in a row as a range. */
function daysText(days: readonly number[]): string {
  const sorted = [...new Set(days)].sort((a, b) => a - b);
  if (sorted.length === 0 || sorted.length === 7) return "*";
  const runs: number[][] = [];
  for (const day of sorted) {
    const run = runs.at(-1);
    if (run && run.at(-1) === day - 1) run.push(day);
    else runs.push([day]);
  }
  return runs
    .map((run) =>
      run.length > 2
        ? `${dayNames[run[0] ?? 0]}-${dayNames[run.at(-1) ?? 0]}`
        : run.map((day) => dayNames[day]).join(","),
    )
    .join(",");
}
