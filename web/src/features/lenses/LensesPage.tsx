import { useMutation, useQuery } from "@tanstack/react-query";
import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import { Plus } from "lucide-react";
import { useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { createLens, type LensRow, listTags, searchLenses } from "@/api/lenses";
import { meQuery } from "@/api/me";
import { Button } from "@/kit/Button";
import { useCommands } from "@/kit/commands";
import { FormDialog } from "@/kit/FormDialog";
import { Select, TextInput } from "@/kit/Input";
import { Badge, Empty, PageHead } from "@/kit/Page";
import { Problem } from "@/kit/Problem";
import { SearchBox } from "@/kit/SearchBox";

export function LensesPage() {
  const { t } = useTranslation();
  const navigate = useNavigate({ from: "/lenses" });
  const filter = useSearch({ from: "/signed-in/lenses" });
  const [making, setMaking] = useState(false);
  const search = useRef<HTMLInputElement>(null);
  const me = useQuery(meQuery);
  const tags = useQuery({ queryKey: ["tags"], queryFn: listTags, staleTime: Number.POSITIVE_INFINITY });
  const owner = filter.from === "everyone" ? undefined : me.data?.id;
  const lenses = useQuery({
    queryKey: ["lenses", filter, owner],
    queryFn: () => searchLenses({ ...filter, owner }),
    enabled: me.data !== undefined,
    placeholderData: (before) => before,
  });
  const filtered = Boolean(filter.q || filter.tag || filter.status);
  const narrow = (part: typeof filter) => navigate({ search: (now) => ({ ...now, ...part }), replace: true });
  useCommands([
    { id: "new-lens", label: t("lenses.new"), shortcut: "n", run: () => setMaking(true) },
    { id: "find", label: t("app.find"), shortcut: "/", run: () => search.current?.focus() },
  ]);

  return (
    <>
      <PageHead title={t("app.lenses")}>
        <Button tone="accent" onClick={() => setMaking(true)}>
          <Plus size={16} aria-hidden className="-ml-1 inline" /> {t("lenses.new")}
        </Button>
      </PageHead>
      <div className="mb-4 grid grid-cols-2 gap-2 sm:flex sm:flex-wrap">
        <SearchBox
          label={t("lenses.search")}
          value={filter.q ?? ""}
          onChange={(words) => narrow({ q: words || undefined })}
          className="col-span-2 grow sm:max-w-sm"
          inputRef={search}
        />
        <Select
          label={t("lenses.whose")}
          quiet
          value={filter.from ?? "mine"}
          onChange={(event) => narrow({ from: event.target.value === "everyone" ? "everyone" : undefined })}
          options={[
            { value: "mine", label: t("lenses.mine") },
            { value: "everyone", label: t("lenses.everyone") },
          ]}
        />
        <Select
          label={t("lenses.status")}
          quiet
          value={filter.status ?? ""}
          onChange={(event) => narrow({ status: event.target.value || undefined })}
          options={["", "draft", "published", "archived"].map((value) => ({
            value,
            label: value ? t(`status.${value}`) : t("lenses.anyStatus"),
          }))}
        />
        <Select
          label={t("lenses.tag")}
          quiet
          value={filter.tag ?? ""}
          onChange={(event) => narrow({ tag: event.target.value || undefined })}
          options={[
            { value: "", label: t("lenses.anyTag") },
            ...(tags.data ?? []).map((tag) => ({ value: tag.slug, label: tag.name })),
          ]}
        />
      </div>
      {lenses.isError && <Problem error={lenses.error} onRetry={() => lenses.refetch()} />}
      {lenses.data?.length === 0 &&
        (filtered ? (
          <Empty text={t("lenses.noneFound")}>
            <Button
              onClick={() => navigate({ search: filter.from ? { from: filter.from } : {}, replace: true })}
            >
              {t("lenses.clear")}
            </Button>
          </Empty>
        ) : (
          <Empty text={t("lenses.empty")}>
            <Button tone="accent" onClick={() => setMaking(true)}>
              {t("lenses.new")}
            </Button>
          </Empty>
        ))}
      {lenses.data && lenses.data.length > 0 && (
        <ul className="grid grid-cols-[repeat(auto-fill,minmax(min(20rem,100%),1fr))] gap-3">
          {lenses.data.map((lens) => (
            <LensCard key={lens.id} lens={lens} />
          ))}
        </ul>
      )}
      {making && <NewLens onClose={() => setMaking(false)} />}
    </>
  );
}

function LensCard({ lens }: { lens: LensRow }) {
  const { t } = useTranslation();
  return (
    <li className="relative flex flex-col gap-2 rounded-xl border border-line bg-panel p-4 focus-within:border-accent hover:border-soft">
      <div className="flex items-start gap-2">
        <Link
          to="/lenses/$lensId"
          params={{ lensId: lens.id }}
          className="grow font-semibold after:absolute after:inset-0 after:rounded-xl"
        >
          {lens.title}
        </Link>
        <LensStatus status={lens.status} />
      </div>
      {lens.description && <p className="line-clamp-2 text-sm text-soft">{lens.description}</p>}
      <div className="mt-auto flex flex-wrap items-center gap-1.5 pt-1 text-xs text-soft">
        <span>@{lens.author_profile.handle}</span>
        {lens.visibility !== "private" && <Badge tone="accent">{t(`visibility.${lens.visibility}`)}</Badge>}
        {lens.outputKind && <Badge>{lens.outputKind}</Badge>}
        {lens.tags.map((tag) => (
          <Badge key={tag.slug}>#{tag.name}</Badge>
        ))}
      </div>
    </li>
  );
}

export function LensStatus({ status }: { status: string }) {
  const { t } = useTranslation();
  return (
    <Badge tone={status === "published" ? "good" : status === "draft" ? "warn" : "plain"}>
      {t(`status.${status}`)}
    </Badge>
  );
}

function NewLens({ onClose }: { onClose(): void }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const make = useMutation({
    mutationFn: (title: string) => createLens(title, t("lenses.firstBody")),
    onSuccess: (id) => navigate({ to: "/lenses/$lensId", params: { lensId: id } }),
  });
  return (
    <FormDialog
      id="new-lens"
      title={t("lenses.new")}
      action={t("lenses.create")}
      disabled={make.isPending}
      error={make.error}
      onSubmit={(form) => make.mutate(String(form.get("title")))}
      onClose={onClose}
    >
      <TextInput
        label={t("lens.title")}
        name="title"
        required
        maxLength={200}
        autoFocus
        help={t("lenses.newHelp")}
      />
    </FormDialog>
  );
}
