/** One short message at the edge of the page. */
export interface Toast {
  id: number;
  text: string;
  tone: "plain" | "bad";
}

let toasts: readonly Toast[] = [];
let next = 1;
const readers = new Set<() => void>();
const shownFor = 5000;

export function toast(text: string, tone: Toast["tone"] = "plain"): void {
  const id = next++;
  set([...toasts.slice(-2), { id, text, tone }]);
  setTimeout(() => dismissToast(id), shownFor);
}

export const dismissToast = (id: number): void => set(toasts.filter((one) => one.id !== id));

export const currentToasts = (): readonly Toast[] => toasts;

export function onToasts(reader: () => void): () => void {
  readers.add(reader);
  return () => readers.delete(reader);
}

function set(list: readonly Toast[]) {
  toasts = list;
  for (const reader of readers) reader();
}
