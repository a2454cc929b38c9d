/** As much of a feed entry as grouping looks at. */
export interface Groupable {
  occurred_at: string;
  kind: string;
  title: string;
  status: string;
  ai_lenser_id: string;
}

export interface FeedGroup<T extends Groupable> {
  first: T;
  entries: T[];
}

/** Neighbours in a feed that say the same of the same agent are one: "12 runs of Brief". */
export function groupFeed<T extends Groupable>(entries: readonly T[]): FeedGroup<T>[] {
  const groups: FeedGroup<T>[] = [];
  for (const entry of entries) {
    const last = groups.at(-1);
    if (
      last &&
      last.first.kind === entry.kind &&
      last.first.title === entry.title &&
      last.first.status === entry.status &&
      last.first.ai_lenser_id === entry.ai_lenser_id
    )
      last.entries.push(entry);
    else groups.push({ first: entry, entries: [entry] });
  }
  return groups;
}
