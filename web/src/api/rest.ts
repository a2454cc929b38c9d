import { PostgrestClient, type PostgrestError } from "@supabase/postgrest-js";
import { ApiError, authorizedFetch } from "./session";

/** The data API with the session of this page. */
export const rest = new PostgrestClient(`${location.origin}/rest/v1`, { fetch: authorizedFetch });
export const lensTables = rest.schema("lenses");
export const agentTables = rest.schema("agents");
export const profileTables = rest.schema("lensers");
export const catalogTables = rest.schema("ai");

/** Calls a function of the API. */
export const call = <T>(name: string, args: Record<string, unknown> = {}): Promise<T> =>
  unwrap<T>(rest.rpc(name, args));

// Row types are generated from the catalog in a later release; until then each caller names what it reads.
export async function unwrap<T>(
  query: PromiseLike<{ data: unknown; error: PostgrestError | null; status: number }>,
): Promise<T> {
  const { data, error, status } = await query;
  if (error && status === 0) throw new ApiError(0, "offline", error.message);
  if (error) throw new ApiError(status, error.code, error.message, error.hint);
  return data as T;
}

/** True where somebody else was faster: the change was made on an older revision. */
export const isStale = (error: unknown): boolean => error instanceof ApiError && error.code === "40001";
