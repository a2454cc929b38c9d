import { type Parameter, type Tool, toParams } from "./parameters";

/** What an author edits of a lens, as one value. */
export interface LensDraft {
  title: string;
  description: string;
  visibility: string;
  tags: readonly { id: string | null; slug: string; name: string }[];
  body: string;
  parameters: readonly Parameter[];
  inputContract: object | null;
  outputContract: object | null;
}

/** What has to be sent so that the server holds the draft; null when nothing has changed. */
export function patchOf(
  saved: LensDraft,
  draft: LensDraft,
  tools: readonly Tool[],
): Record<string, unknown> | null {
  const patch: Record<string, unknown> = {};
  const put = (name: string, was: unknown, is: unknown, value: unknown = is) => {
    if (JSON.stringify(was) !== JSON.stringify(is)) patch[name] = value;
  };
  put("p_title", saved.title, draft.title);
  put("p_description", saved.description, draft.description);
  put("p_visibility", saved.visibility, draft.visibility);
  put(
    "p_tag_ids",
    saved.tags.map((tag) => tag.slug),
    draft.tags.map((tag) => tag.slug),
    draft.tags.flatMap((tag) => (tag.id ? [tag.id] : [])),
  );
  put("p_template_body", saved.body, draft.body);
  put("p_params", toParams(saved.parameters, tools), toParams(draft.parameters, tools));
  put("p_input_contract", saved.inputContract, draft.inputContract, draft.inputContract ?? {});
  put("p_output_contract", saved.outputContract, draft.outputContract, draft.outputContract ?? {});
  if (patch.p_template_body !== undefined) patch.p_params = toParams(draft.parameters, tools);
  return Object.keys(patch).length > 0 ? patch : null;
}

/** Why the draft cannot be saved as it stands, as a key of the page's texts; null when it can. */
export function draftProblem(draft: LensDraft): string | null {
  if (draft.title.trim() === "") return "lens.needsTitle";
  if (draft.body.trim() === "") return "lens.needsBody";
  return null;
}
