import { type Condition, holds } from "./conditions";

/** A version of a lens asked with a model; an empty model is the default one. */
export interface Variant {
  version: string;
  model: string;
}

/** How one case went in one variant. */
export interface CellResult {
  runId: string;
  status: string;
  text: string;
  error: string | null;
  millis: number | null;
  tokens: number;
  credits: number;
}

/** A started cell, or why it could not be started. */
export type Cell = { runId: string } | { refused: string };

export const cellKey = (caseId: string, { version, model }: Variant): string =>
  `${caseId}|${version}|${model}`;

const over = new Set(["completed", "failed", "cancelled", "timed_out"]);
export const isOver = (result: CellResult | undefined): boolean =>
  result !== undefined && over.has(result.status);

/** What a variant comes to over its cases that are over. */
export interface Total {
  done: number;
  failed: number;
  /** of those that came through */
  meanMillis: number | null;
  tokens: number;
  credits: number;
}

export function totalOf(results: readonly (CellResult | undefined)[]): Total {
  const ended = results.filter((one): one is CellResult => isOver(one));
  const done = ended.filter((one) => one.status === "completed");
  const timed = done.flatMap((one) => one.millis ?? []);
  const sum = (numbers: number[]) => numbers.reduce((all, one) => all + one, 0);
  return {
    done: done.length,
    failed: ended.length - done.length,
    meanMillis: timed.length > 0 ? sum(timed) / timed.length : null,
    tokens: sum(ended.map((one) => one.tokens)),
    credits: sum(ended.map((one) => one.credits)),
  };
}

/** The text of an answer, whatever form a step put it out in. */
export function answerText(envelope: unknown): string {
  const output =
    envelope !== null && typeof envelope === "object" && "output" in envelope ? envelope.output : envelope;
  if (output === null || output === undefined) return "";
  return typeof output === "string" ? output : JSON.stringify(output, null, 2);
}

/** Whether an answer is as it was said to be; null where nothing was said or nothing came through. */
export function fits(check: Condition | undefined, result: CellResult | undefined): boolean | null {
  if (check === undefined || result?.status !== "completed") return null;
  return holds(check, answerValue(result.text));
}

/** An answer that is JSON as what it is, so that a check can name its parts. */
export function answerValue(text: string): unknown {
  if (!/^\s*[[{]/.test(text)) return text;
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
