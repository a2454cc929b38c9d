/** A length of time as people say it: 340 ms, 4.2 s, 3 min 5 s. */
export function durationText(millis: number): string {
  if (millis < 1000) return `${Math.round(millis)} ms`;
  if (millis < 60_000) return `${(millis / 1000).toFixed(1)} s`;
  const minutes = Math.floor(millis / 60_000);
  const seconds = Math.round((millis % 60_000) / 1000);
  return seconds === 0 ? `${minutes} min` : `${minutes} min ${seconds} s`;
}

/** Milliseconds from one ISO instant to another, or to now while the second is missing. */
export function elapsedMillis(from: string | null, to: string | null, now: number): number | null {
  if (from === null) return null;
  const end = to === null ? now : Date.parse(to);
  return Math.max(0, end - Date.parse(from));
}
