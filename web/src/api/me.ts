import { call } from "./rest";

/** The profile that the signed-in person acts as. */
export interface Me {
  id: string;
  handle: string;
  display_name: string;
}

export const meQuery = {
  queryKey: ["me"],
  queryFn: async (): Promise<Me | null> => (await call<Me[]>("fn_lensers_get_active_profile"))[0] ?? null,
  staleTime: Number.POSITIVE_INFINITY,
} as const;
