/** A stretch of text and what became of it. */
export interface DiffPart {
  kind: "same" | "added" | "removed";
  text: string;
}

const cellLimit = 4_000_000;

/** The words that changed from one text to another; texts too long for that are compared line by line. */
export function diffWords(from: string, to: string): DiffPart[] {
  const a = words(from);
  const b = words(to);
  return a.length * b.length <= cellLimit ? diffLists(a, b) : diffLists(lines(from), lines(to));
}

export const diffLines = (from: string, to: string): DiffPart[] => diffLists(lines(from), lines(to));

const words = (text: string): string[] => text.match(/\s+|[\p{L}\p{N}_]+|[^\s\p{L}\p{N}_]/gu) ?? [];
const lines = (text: string): string[] => text.match(/[^\n]*\n|[^\n]+$/g) ?? [];

function diffLists(a: string[], b: string[]): DiffPart[] {
  let start = 0;
  while (start < a.length && start < b.length && a[start] === b[start]) start++;
  let end = 0;
  while (end < a.length - start && end < b.length - start && a[a.length - 1 - end] === b[b.length - 1 - end])
    end++;
  const parts: DiffPart[] = [];
  push(parts, "same", a.slice(0, start).join(""));
  middle(parts, a.slice(start, a.length - end), b.slice(start, b.length - end));
  push(parts, "same", a.slice(a.length - end).join(""));
  return parts;
}

/** The longest common subsequence, read off the table of its lengths. */
function middle(parts: DiffPart[], a: string[], b: string[]) {
  if (a.length * b.length > cellLimit) {
    push(parts, "removed", a.join(""));
    push(parts, "added", b.join(""));
    return;
  }
  const width = b.length + 1;
  const best = new Uint32Array((a.length + 1) * width);
  for (let i = a.length - 1; i >= 0; i--)
    for (let j = b.length - 1; j >= 0; j--)
      best[i * width + j] =
        a[i] === b[j]
          ? at(best, (i + 1) * width + j + 1) + 1
          : Math.max(at(best, (i + 1) * width + j), at(best, i * width + j + 1));
  let i = 0;
  let j = 0;
  while (i < a.length || j < b.length) {
    if (i < a.length && j < b.length && a[i] === b[j]) {
      push(parts, "same", a[i++] ?? "");
      j++;
    } else if (
      j >= b.length ||
      (i < a.length && at(best, (i + 1) * width + j) >= at(best, i * width + j + 1))
    )
      push(parts, "removed", a[i++] ?? "");
    else push(parts, "added", b[j++] ?? "");
  }
}

const at = (table: Uint32Array, index: number): number => table[index] ?? 0;

function push(parts: DiffPart[], kind: DiffPart["kind"], text: string) {
  if (text === "") return;
  const last = parts.at(-1);
  if (last?.kind === kind) last.text += text;
  else parts.push({ kind, text });
}
