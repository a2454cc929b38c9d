import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { type LensDetail, listTags } from "@/api/lenses";
import { Check, Select, TextArea, TextInput } from "@/kit/Input";
import { Panel } from "@/kit/Page";
import type { DraftKeeper } from "./useLensDraft";

interface Props {
  detail: LensDetail;
  keeper: DraftKeeper;
  readOnly: boolean;
}

export function DetailsPanel({ detail, keeper, readOnly }: Props) {
  const { t } = useTranslation();
  const { draft } = keeper;
  const tags = useQuery({ queryKey: ["tags"], queryFn: listTags, staleTime: Number.POSITIVE_INFINITY });
  const has = new Set(draft.tags.map((tag) => tag.slug));
  return (
    <Panel>
      <div className="flex max-w-xl flex-col gap-4">
        <TextInput
          label={t("lens.title")}
          value={draft.title}
          maxLength={200}
          disabled={readOnly}
          onChange={(event) => keeper.change({ title: event.target.value })}
        />
        <TextArea
          label={t("lens.description")}
          value={draft.description}
          disabled={readOnly}
          onChange={(event) => keeper.change({ description: event.target.value })}
        />
        <Select
          label={t("lens.visibility")}
          value={draft.visibility}
          disabled={readOnly}
          onChange={(event) => keeper.change({ visibility: event.target.value })}
          options={["private", "unlisted", "public"].map((value) => ({
            value,
            label: t(`visibility.${value}`),
          }))}
          help={t(`visibility.${draft.visibility}Means`)}
        />
        <fieldset disabled={readOnly}>
          <legend className="mb-1 text-sm font-medium text-soft">{t("lens.tags")}</legend>
          <div className="flex flex-wrap gap-x-4 gap-y-1">
            {(tags.data ?? []).map((tag) => (
              <Check
                key={tag.slug}
                label={tag.name}
                checked={has.has(tag.slug)}
                onChange={(event) =>
                  keeper.change({
                    tags: event.target.checked
                      ? [...draft.tags, tag]
                      : draft.tags.filter((one) => one.slug !== tag.slug),
                  })
                }
              />
            ))}
          </div>
        </fieldset>
        {detail.used_by && (
          <p className="text-sm text-soft">
            {t("lens.usedBy", {
              workflows: detail.used_by.workflows ?? 0,
              agents: detail.used_by.bindings ?? 0,
              schedules: detail.used_by.schedules ?? 0,
            })}
          </p>
        )}
      </div>
    </Panel>
  );
}
