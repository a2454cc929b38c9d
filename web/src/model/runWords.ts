const whole = "00000000-0000-0000-0000-000000000000";

/** The first and the last id that begin as was typed; null where that is no beginning of an id. Fewer than four signs are words. */
export function idRange(typed: string): { from: string; to: string } | null {
  const signs = typed.trim().toLowerCase().replaceAll("-", "");
  if (!/^[0-9a-f]{4,32}$/.test(signs) || /^[a-f]+$/.test(signs)) return null;
  return { from: dashed(signs.padEnd(32, "0")), to: dashed(signs.padEnd(32, "f")) };
}

const dashed = (signs: string): string => {
  let at = 0;
  return [...whole].map((sign) => (sign === "-" ? "-" : signs[at++])).join("");
};

/** Words as a pattern that means nothing but themselves. */
export const likely = (words: string): string => words.replaceAll(/[\\%_*]/g, (sign) => `\\${sign}`);
