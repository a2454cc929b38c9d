/** A step of a team run as the board needs it. */
export interface BoardStep {
  id: string;
  lane: number;
  title: string;
  status: string;
  started_at: string | null;
  completed_at: string | null;
}

export interface BoardCell<T extends BoardStep> {
  step: T;
  /** the lane's row and the column of time, both from 0 */
  row: number;
  column: number;
  /** milliseconds after the run's start at which the step began; null while it has not */
  after: number | null;
  took: number | null;
}

export interface Board<T extends BoardStep> {
  lanes: number[];
  columns: number;
  cells: BoardCell<T>[];
}

/**
 * Lanes as rows and time as columns: a column holds what went on at the same time, so a step opens a new one when its lane is taken in
 * the present column or when something of that column had ended before it began. What has not begun comes last, in its order.
 */
export function board<T extends BoardStep>(
  steps: readonly T[],
  runStart: string | null,
  now: number,
): Board<T> {
  const lanes = [...new Set(steps.map((step) => step.lane))].sort((a, b) => a - b);
  const begun = steps
    .filter((step) => step.started_at !== null)
    .sort((a, b) => Date.parse(a.started_at ?? "") - Date.parse(b.started_at ?? ""));
  const waiting = steps.filter((step) => step.started_at === null);
  const start = runStart ?? begun[0]?.started_at ?? null;
  const cells: BoardCell<T>[] = [];
  let column = -1;
  let taken = new Set<number>();
  let ends: number[] = [];
  for (const step of begun) {
    const from = Date.parse(step.started_at ?? "");
    if (column < 0 || taken.has(step.lane) || ends.some((end) => end <= from)) {
      column++;
      taken = new Set();
      ends = [];
    }
    taken.add(step.lane);
    const end = step.completed_at === null ? now : Date.parse(step.completed_at);
    ends.push(step.completed_at === null ? Number.POSITIVE_INFINITY : end);
    cells.push({
      step,
      row: lanes.indexOf(step.lane),
      column,
      after: start === null ? null : Math.max(0, from - Date.parse(start)),
      took: Math.max(0, end - from),
    });
  }
  const next = new Map<number, number>();
  for (const step of waiting) {
    const at = next.get(step.lane) ?? column + 1;
    next.set(step.lane, at + 1);
    cells.push({ step, row: lanes.indexOf(step.lane), column: at, after: null, took: null });
  }
  return { lanes, columns: Math.max(0, ...cells.map((cell) => cell.column + 1)), cells };
}
