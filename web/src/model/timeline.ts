import type { RunView } from "./runEvents";

/** A stretch of time in which a step did one thing. */
export interface Segment {
  kind: "queued" | "working" | "answering" | "pause";
  from: number;
  to: number;
  failed: boolean;
}

export interface TimelineRow {
  id: string;
  segments: Segment[];
  /** when the first word came, if one did */
  firstText: number | null;
}

/** A stretch in which nothing happened, drawn short. */
export interface Gap {
  from: number;
  to: number;
}

export interface Timeline {
  rows: TimelineRow[];
  gaps: Gap[];
  from: number;
  to: number;
  /** where an instant stands, from 0 to 1, with the gaps taken out */
  place(at: number): number;
}

/**
 * The steps on which the whole time hung: from the one that ended last back through whichever of its sources ended last. Ids, first to last.
 */
export function criticalPath(
  run: RunView,
  edges: readonly { source_node_id: string; target_node_id: string }[],
): string[] {
  const end = (id: string) => Date.parse(run.nodes[id]?.endedAt ?? "");
  const latest = (ids: readonly string[]) =>
    ids.filter((id) => !Number.isNaN(end(id))).sort((a, b) => end(b) - end(a))[0];
  const path: string[] = [];
  // Quick steps end in one millisecond; the last is one that nothing follows.
  const followed = new Set(
    edges.flatMap((edge) => (Number.isNaN(end(edge.target_node_id)) ? [] : [edge.source_node_id])),
  );
  const ids = Object.keys(run.nodes);
  for (
    let at = latest(ids.filter((id) => !followed.has(id))) ?? latest(ids);
    at !== undefined && !path.includes(at);
  ) {
    path.unshift(at);
    const here = at;
    at = latest(edges.filter((edge) => edge.target_node_id === here).map((edge) => edge.source_node_id));
  }
  return path;
}

const gapFromMillis = 5000;
const gapShare = 0.04;

/** When each step did what; times in which no step did anything are compressed. */
export function timeline(run: RunView, ids: readonly string[], now: number): Timeline {
  const rows = ids.map((id) => rowOf(run, id, now)).filter((row) => row !== null);
  const all = rows.flatMap((row) => row.segments);
  const from = Math.min(...all.map((one) => one.from), run.startedAt ? Date.parse(run.startedAt) : now);
  const to = Math.max(...all.map((one) => one.to), from + 1);
  const idled = idle(
    all.filter((one) => one.kind !== "pause"),
    from,
    to,
  );
  // Where nothing but waiting is left there is nothing to make room for.
  const gaps = millisOf(idled) < to - from ? idled : [];
  return { rows, gaps, from, to, place: placer(from, to, gaps) };
}

function rowOf(run: RunView, id: string, now: number): TimelineRow | null {
  const node = run.nodes[id];
  if (!node) return null;
  const segments: Segment[] = [];
  const push = (kind: Segment["kind"], from: number, to: number, failed = false) => {
    if (to >= from) segments.push({ kind, from, to, failed });
  };
  const [first] = node.tries;
  if (node.queuedAt)
    push(
      "queued",
      Date.parse(node.queuedAt),
      first ? Date.parse(first.startedAt) : endOf(node.endedAt, run, now),
    );
  let firstText: number | null = null;
  node.tries.forEach((one, at) => {
    const start = Date.parse(one.startedAt);
    const end = endOf(one.endedAt ?? node.endedAt, run, now);
    const text = one.firstTextAt ? Date.parse(one.firstTextAt) : null;
    firstText ??= text;
    const failed = one.outcome !== null && one.outcome !== "completed";
    push("working", start, text ?? end, failed);
    if (text !== null) push("answering", text, end, failed);
    const next = node.tries[at + 1];
    if (next) push("pause", end, Date.parse(next.startedAt));
  });
  return segments.length > 0 ? { id, segments, firstText } : null;
}

const endOf = (at: string | null, run: RunView, now: number): number =>
  at !== null ? Date.parse(at) : run.endedAt !== null ? Date.parse(run.endedAt) : now;

function idle(busy: readonly Segment[], from: number, to: number): Gap[] {
  const sorted = [...busy].sort((a, b) => a.from - b.from);
  const gaps: Gap[] = [];
  let reached = from;
  for (const one of [...sorted, { from: to, to }]) {
    if (one.from - reached > gapFromMillis) gaps.push({ from: reached, to: one.from });
    reached = Math.max(reached, one.to);
  }
  return gaps;
}

const millisOf = (gaps: readonly Gap[]): number => gaps.reduce((sum, gap) => sum + gap.to - gap.from, 0);

function placer(from: number, to: number, gaps: readonly Gap[]): (at: number) => number {
  const busyMillis = Math.max(1, to - from - millisOf(gaps));
  const share = gaps.length > 0 ? Math.min(gapShare, 0.5 / gaps.length) : 0;
  const busyShare = 1 - share * gaps.length;
  return (at) => {
    let place = 0;
    let reached = from;
    for (const gap of gaps) {
      if (at <= gap.from) break;
      place += ((gap.from - reached) / busyMillis) * busyShare;
      place += share * Math.min(1, (at - gap.from) / (gap.to - gap.from));
      reached = Math.min(at, gap.to);
    }
    return Math.min(1, Math.max(0, place + (Math.max(0, at - reached) / busyMillis) * busyShare));
  };
}
