import type { Parameter, Tool } from "@/model/parameters";
import type { LensUser } from "@/model/rollForward";
import { call, lensTables, rest, unwrap } from "./rest";

export interface Tag {
  id: string | null;
  slug: string;
  name: string;
}

export interface LensRow {
  id: string;
  lenser_id: string;
  visibility: string;
  status: string;
  title: string;
  description: string | null;
  author_profile: { handle: string; display_name: string };
  tags: Tag[];
  created_at: string;
  outputKind: string | null;
}

export interface Contract {
  kind: string;
  artifactKind: string;
  fields?: Record<string, Record<string, unknown>>;
  requireAnyOf?: string[][];
  strict?: boolean;
}

export interface VersionDetail {
  id: string;
  lens_id: string;
  version_number: number;
  status: string;
  template_body: string;
  input_contract: Contract | null;
  output_contract: Contract | null;
  instruction_category: string | null;
  changelog: string | null;
}

export interface LensDetail {
  lens: {
    id: string;
    slug: string;
    title: string;
    description: string | null;
    visibility: string;
    status: string;
    revision: number;
    tags: Tag[];
  };
  author: { handle: string; display_name: string };
  head_version: VersionDetail | null;
  published_version: VersionDetail | null;
  draft_version: VersionDetail | null;
  parameters: Parameter[];
  versions_count: number;
  fork_of: { lens_id: string; title: string } | null;
  used_by: Record<string, number> | null;
  is_mine: boolean;
}

/** The workflows that render a lens, the caller's own marked. */
export async function usersOf(lensId: string, me: string): Promise<LensUser[]> {
  const nodes = await unwrap<{ id: string; workflow_id: string; version_id: string | null }[]>(
    lensTables.from("workflow_nodes").select("id,workflow_id,version_id").eq("lens_id", lensId).limit(500),
  );
  const ids = [...new Set(nodes.map((node) => node.workflow_id))];
  if (ids.length === 0) return [];
  const workflows = await unwrap<{ id: string; title: string; lenser_id: string }[]>(
    lensTables
      .from("workflows")
      .select("id,title,lenser_id")
      .in("id", ids)
      // those that were made for trying the lens use it no longer than a try
      .is("metadata->>lens_try", null)
      .order("title"),
  );
  return workflows.map(({ id, title, lenser_id }) => ({
    id,
    title,
    mine: lenser_id === me,
    nodes: nodes
      .filter((node) => node.workflow_id === id)
      .map((node) => ({ id: node.id, version_id: node.version_id })),
  }));
}

export interface VersionRow {
  id: string;
  version_number: number;
  status: string;
  changelog: string | null;
  parameter_count: number;
  published_at: string | null;
  created_at: string;
}

export interface LensDiff {
  a: { id: string; version_number: number; status: string };
  b: { id: string; version_number: number; status: string };
  body: { changed: boolean; from: string; to: string };
  parameters: {
    label: string;
    change: "added" | "removed" | "changed";
    from: Record<string, unknown> | null;
    to: Record<string, unknown> | null;
    breaking: string | null;
  }[];
  input_contract: { changed: boolean; from: Contract | null; to: Contract | null };
  output_contract: { changed: boolean; from: Contract | null; to: Contract | null };
  breaking: boolean;
  breaking_changes: { code: string; name: string }[];
}

export interface Preset {
  id: string;
  name: string;
  note: string | null;
  values: Record<string, unknown>;
}

export interface ModelRow {
  id: string;
  provider_key: string;
  provider_name: string;
  key: string;
  name: string;
  support_level: string;
  input_cost_per_1k_tokens: number | null;
  output_cost_per_1k_tokens: number | null;
}

export interface LensFilter {
  q?: string | undefined;
  tag?: string | undefined;
  status?: string | undefined;
  owner?: string | undefined;
}

export const searchLenses = ({ q, tag, status, owner }: LensFilter): Promise<LensRow[]> => {
  let found = rest.rpc("fn_search_lenses", { p_query: q || null, p_owner_id: owner ?? null, p_limit: 200 });
  if (tag) found = found.contains("tags", JSON.stringify([{ slug: tag }]));
  found = status ? found.eq("status", status) : found.neq("status", "archived");
  return unwrap<LensRow[]>(found);
};

export const listTags = (): Promise<Tag[]> =>
  unwrap(lensTables.from("tags").select("id,slug,name").order("name"));

export const getLens = (id: string): Promise<LensDetail | null> =>
  call("fn_get_lens_detail_bootstrap", { p_lens_id: id });

export const listTools = (): Promise<Tool[]> => call("fn_list_tools");

export const listVersions = (lensId: string): Promise<VersionRow[]> =>
  call("fn_list_lens_versions", { p_lens_id: lensId, p_include_archived: true });

export const getParameters = async (versionId: string): Promise<Parameter[]> =>
  (await call<Parameter[] | null>("fn_get_lens_version_parameters", { p_version_id: versionId })) ?? [];

export async function getVersion(
  id: string,
): Promise<Pick<VersionDetail, "template_body" | "input_contract" | "output_contract">> {
  const [detail, contracts] = await Promise.all([
    call<VersionDetail[]>("fn_get_lens_version_detail", { p_version_id: id }),
    call<Pick<VersionDetail, "input_contract" | "output_contract">[]>("fn_get_version_contracts", {
      p_version_id: id,
    }),
  ]);
  return {
    template_body: detail[0]?.template_body ?? "",
    input_contract: contracts[0]?.input_contract ?? null,
    output_contract: contracts[0]?.output_contract ?? null,
  };
}

export const diffVersions = (a: string, b: string): Promise<LensDiff> =>
  call("fn_diff_lens_versions", { p_a: a, p_b: b });

export const renderVersion = (versionId: string, inputs: Record<string, unknown>): Promise<string> =>
  call("fn_render_version_body", { p_version_id: versionId, p_inputs: inputs });

export const createLens = (title: string, body: string): Promise<string> =>
  call("fn_create_lens", { p_visibility: "private", p_template_body: body, p_title: title });

/** What an edit changes; keys left out stay as they are. */
export interface LensPatch {
  p_template_body?: string;
  p_title?: string;
  p_description?: string;
  p_visibility?: string;
  p_tag_ids?: string[];
  p_params?: Record<string, unknown>[];
  p_input_contract?: object;
  p_output_contract?: object;
}

export const updateLens = (lensId: string, revision: number, patch: LensPatch): Promise<void> =>
  call("fn_update_lens", { p_lens_id: lensId, p_revision: revision, ...patch });

export const publishVersion = (versionId: string): Promise<void> =>
  call("fn_lenses_publish_version", { p_version_id: versionId });

export const cloneLens = (id: string, versionId?: string): Promise<string> =>
  call("fn_clone_lens", { p_source_lens_id: id, p_version_id: versionId ?? null });

export const archiveLens = (id: string) => call("fn_archive_lens", { p_lens_id: id });
export const restoreLens = (id: string) => call("fn_restore_lens", { p_lens_id: id });

/** Tries a version on values; the answer streams as a run. */
export const runLens = (
  lensId: string,
  versionId: string,
  inputs: Record<string, unknown>,
  model: string | null,
): Promise<string> =>
  call("fn_run_lens", {
    p_lens_id: lensId,
    p_version_id: versionId,
    p_inputs: inputs,
    p_global_model_id: model,
  });

export const listPresets = (versionId: string): Promise<Preset[]> =>
  call("fn_list_saved_presets", { p_lens_version_id: versionId });

export const savePreset = (
  lensId: string,
  versionId: string,
  name: string,
  values: Record<string, unknown>,
): Promise<Preset> =>
  call("fn_create_saved_preset", {
    p_lens_id: lensId,
    p_lens_version_id: versionId,
    p_name: name,
    p_values: values,
  });

export const deletePreset = (id: string): Promise<void> =>
  call("fn_delete_saved_preset", { p_preset_id: id });

/** Models that can be called here and now. */
export const listModels = async (): Promise<ModelRow[]> =>
  (await call<ModelRow[]>("fn_ai_catalog_models")).filter((model) => model.support_level === "runnable");
