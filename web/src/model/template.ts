/** A placeholder in a lens body: where it stands and what it says. */
export interface Placeholder {
  from: number;
  to: number;
  label: string;
  type: string | null;
  optional: boolean;
}

const letter = "0-9A-Za-z_\\u0080-\\u{10FFFF}-";
const grammar = new RegExp(
  `\\\\\\[\\[|\\[\\[ *([${letter}](?:[${letter} ]*[${letter}])?) *(?:: *([a-z]+) *)?(! *)?\\]\\]`,
  "gu",
);
const longestLabel = 64;

/** Labels are equal when they are equal after folding A–Z and trimming; no other letter is folded. */
export const labelKey = (label: string): string =>
  label.trim().replace(/[A-Z]/g, (letter) => letter.toLowerCase());

export function placeholders(body: string): Placeholder[] {
  return [...body.matchAll(grammar)].flatMap((match) => {
    const label = match[1];
    if (label === undefined || [...label].length > longestLabel) return [];
    return [
      {
        from: match.index,
        to: match.index + match[0].length,
        label,
        type: match[2] ?? null,
        optional: match[3] !== undefined,
      },
    ];
  });
}

/** Each label of a body once, in order of first appearance. */
export function labelsOf(body: string): Placeholder[] {
  const seen = new Set<string>();
  return placeholders(body).filter((one) => {
    const key = labelKey(one.label);
    return !seen.has(key) && seen.add(key);
  });
}

/** The body with a label renamed wherever it stands; hints and marks stay. */
export function renameLabel(body: string, from: string, to: string): string {
  const key = labelKey(from);
  return placeholders(body)
    .filter((one) => labelKey(one.label) === key)
    .reverse()
    .reduce((text, one) => {
      const inside = text.slice(one.from, one.to).replace(one.label, to);
      return text.slice(0, one.from) + inside + text.slice(one.to);
    }, body);
}

/** A stretch of a rendered body: text as it stands, a value, or a gap where a value is missing. */
export interface RenderedPart {
  kind: "text" | "value" | "missing";
  text: string;
}

/** What the body looks like with these values, at once; the server's rendering, which alone counts, follows. */
export function sketch(
  body: string,
  values: ReadonlyMap<string, string>,
  optional: ReadonlySet<string>,
): RenderedPart[] {
  const parts: RenderedPart[] = [];
  const plain = (text: string) => {
    const unescaped = text.replaceAll("\\[[", "[[");
    if (unescaped) parts.push({ kind: "text", text: unescaped });
  };
  let at = 0;
  for (const one of placeholders(body)) {
    plain(body.slice(at, one.from));
    at = one.to;
    const key = labelKey(one.label);
    const value = values.get(key);
    if (value !== undefined) parts.push({ kind: "value", text: value });
    else if (!optional.has(key)) parts.push({ kind: "missing", text: one.label });
  }
  plain(body.slice(at));
  return parts;
}

/** A rough count: four characters of Latin text, or one of a denser script, make a token. */
export function estimateTokens(text: string): number {
  let dense = 0;
  for (const char of text) if (char > "\u2e80") dense++;
  return Math.ceil((text.length - dense) / 4 + dense);
}
