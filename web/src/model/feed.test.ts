import { expect, it } from "vitest";
import { groupFeed } from "./feed";

const entry = (title: string, more = {}) => ({
  occurred_at: "2026-01-01T00:00:00Z",
  kind: "team_run",
  title,
  status: "completed",
  ai_lenser_id: "a",
  ...more,
});
const shape = (entries: Parameters<typeof groupFeed>[0]) =>
  groupFeed(entries).map((group) => `${group.first.title}×${group.entries.length}`);

it("joins neighbours that say the same", () =>
  expect(shape([entry("x"), entry("x"), entry("y"), entry("x")])).toEqual(["x×2", "y×1", "x×1"]));

it.each([
  ["status", "failed"],
  ["ai_lenser_id", "b"],
  ["kind", "action"],
])("keeps apart what differs in %s", (key, value) =>
  expect(shape([entry("x"), entry("x", { [key]: value })])).toEqual(["x×1", "x×1"]),
);

it("has nothing to say about nothing", () => expect(groupFeed([])).toEqual([]));
