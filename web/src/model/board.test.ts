import { describe, expect, it } from "vitest";
import { type BoardStep, board } from "./board";

const at = (second: number) => new Date(1.7e12 + second * 1000).toISOString();
const step = (id: string, lane: number, from: number | null, to: number | null): BoardStep => ({
  id,
  lane,
  title: id,
  status: from === null ? "queued" : to === null ? "running" : "completed",
  started_at: from === null ? null : at(from),
  completed_at: to === null ? null : at(to),
});
const now = 1.7e12 + 60_000;
const places = (steps: BoardStep[]) =>
  Object.fromEntries(board(steps, at(0), now).cells.map((cell) => [cell.step.id, [cell.row, cell.column]]));

describe("board", () => {
  it("puts what went on at the same time into one column", () =>
    expect(places([step("a", 0, 0, 5), step("b", 1, 5, 9), step("c", 2, 6, 8), step("d", 0, 9, 10)])).toEqual(
      {
        a: [0, 0],
        b: [1, 1],
        c: [2, 1],
        d: [0, 2],
      },
    ));

  it("opens a column where the lane is taken", () =>
    expect(places([step("a", 3, 0, 9), step("b", 3, 1, 8)])).toEqual({ a: [0, 0], b: [0, 1] }));

  it("keeps what has not begun last, each in its lane", () =>
    expect(
      places([
        step("a", 0, 0, null),
        step("b", 1, null, null),
        step("c", 1, null, null),
        step("d", 0, null, null),
      ]),
    ).toEqual({
      a: [0, 0],
      b: [1, 1],
      c: [1, 2],
      d: [0, 1],
    }));

  it("counts from the start of the run, and to now while a step goes on", () => {
    const cells = board(
      [step("a", 0, 2, 5), step("b", 1, 3, null), step("c", 2, null, null)],
      at(0),
      now,
    ).cells;
    expect(cells.map((cell) => [cell.after, cell.took])).toEqual([
      [2000, 3000],
      [3000, 57000],
      [null, null],
    ]);
  });

  it("is empty for no steps", () =>
    expect(board([], null, now)).toEqual({ lanes: [], columns: 0, cells: [] }));
});
