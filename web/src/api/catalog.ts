import { send } from "./own";
import { call } from "./rest";

export interface CatalogModel {
  id: string;
  provider_key: string;
  provider_name: string;
  key: string;
  name: string;
  description: string | null;
  docs_url: string | null;
  support_level: string;
  status: string;
  capabilities: string[];
  input_modalities: string[];
  output_modalities: string[];
  context_window_tokens: number | null;
  supports_tools: boolean;
  supports_json_schema: boolean;
  supports_vision: boolean;
  supports_streaming: boolean;
  user_summary: string | null;
  metadata: Record<string, unknown>;
  input_cost_per_1k_tokens: number | null;
  output_cost_per_1k_tokens: number | null;
}

export interface Provider {
  id: string;
  key: string;
  display_name: string;
  docs_url: string | null;
  support_level: string;
  metadata: Record<string, unknown>;
}

/** A stored key: never the key itself. */
export interface ApiKey {
  id: string;
  provider_key: string;
  provider_name: string;
  label: string | null;
  key_suffix: string;
  status: string;
  is_active: boolean;
  created_at: string;
  expires_at: string | null;
  revoked_at: string | null;
  last_used_at: string | null;
  spending_cap_credits: number | null;
  spent_credits: number;
}

export const listCatalog = (): Promise<CatalogModel[]> => call("fn_ai_catalog_models");
export const listProviders = (): Promise<Provider[]> => call("fn_ai_catalog_providers");
export const listKeys = (): Promise<ApiKey[]> => call("fn_get_my_api_keys");
export const revokeKey = (id: string): Promise<void> => call("fn_revoke_api_key", { p_key_id: id });

/** What a new key is stored with; the key goes to the server once and is never shown again. */
export interface NewKey {
  provider: string;
  secret: string;
  label?: string;
  expires_at?: string;
  spending_cap_credits?: number;
}

/** What the provider said about a key. */
export interface KeyTest {
  ok: boolean;
  reason: string;
  message: string | null;
  models_count: number | null;
  models: string[] | null;
}

export const addKey = (key: NewKey): Promise<unknown> => send("/v1/keys", key);

/** Asks the provider whether a key works, and what it unlocks. */
export const testKey = (id: string): Promise<KeyTest> => send(`/v1/keys/${id}/test`, {});

/** Puts a new secret in the place of the old one, which is gone. */
export const rotateKey = (id: string, secret: string): Promise<unknown> =>
  send(`/v1/keys/${id}/rotate`, { secret });
