/** The entries whose text holds every typed word, best first: at the start, then at a word's start, then anywhere. */
export function rank<T>(typed: string, entries: readonly T[], textOf: (entry: T) => string): T[] {
  const words = fold(typed).split(/\s+/).filter(Boolean);
  if (words.length === 0) return [...entries];
  return entries
    .map((entry, at) => ({ entry, at, score: score(fold(textOf(entry)), words) }))
    .filter((one) => one.score > 0)
    .sort((a, b) => b.score - a.score || a.at - b.at)
    .map((one) => one.entry);
}

function score(text: string, words: string[]): number {
  let sum = 0;
  for (const word of words) {
    const at = text.indexOf(word);
    if (at < 0) return 0;
    sum += at === 0 ? 3 : /[\p{L}\p{N}]/u.test(text.charAt(at - 1)) ? 1 : 2;
  }
  return sum;
}

const fold = (text: string): string =>
  text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase().replaceAll("ı", "i");
