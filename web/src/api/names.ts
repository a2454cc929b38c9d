import { type Agent, listAgents } from "./agents";
import { lensTables as lenses, unwrap } from "./rest";

/** The caller's agents by id, for pages that name them. */
export const agentNames = async (me: string): Promise<ReadonlyMap<string, Agent>> =>
  new Map((await listAgents(me)).map((agent) => [agent.ai_lenser_id, agent]));

/** Titles of workflows by id. */
export async function workflowTitles(ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
  if (ids.length === 0) return new Map();
  const rows = await unwrap<{ id: string; title: string }[]>(
    lenses
      .from("workflows")
      .select("id,title")
      .in("id", [...new Set(ids)]),
  );
  return new Map(rows.map((row) => [row.id, row.title]));
}
