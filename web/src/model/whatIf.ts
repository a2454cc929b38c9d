import type { Sentence } from "./waiting";

/** A run that was, and what it would have come to under other policies, as the server tells. */
export interface PolicyPreview {
  run_id: string;
  created_at: string;
  status: string;
  asked: number;
  would_ask: number;
  would_retry: number;
  would_fail: number;
  left_undone: number;
  would_skip: boolean;
}

const sentence = (key: string, count: number): Sentence => ({ key, values: { count } });

/** How a run would have differed, as sentences; none where it would have been the same. */
export function differences(run: PolicyPreview): Sentence[] {
  if (run.would_skip) return [sentence("whatIf.skipped", 1)];
  const found: Sentence[] = [];
  const more = run.would_ask - run.asked;
  if (more > 0) found.push(sentence("whatIf.moreQuestions", more));
  if (more < 0) found.push(sentence("whatIf.fewerQuestions", -more));
  if (run.would_retry > 0) found.push(sentence("whatIf.retried", run.would_retry));
  if (run.would_fail > 0) found.push(sentence("whatIf.failed", run.would_fail));
  if (run.left_undone > 0) found.push(sentence("whatIf.undone", run.left_undone));
  return found;
}
