import { keepPreviousData, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import { Plus } from "lucide-react";
import { useDeferredValue, useState } from "react";
import { useTranslation } from "react-i18next";
import { listAgents } from "@/api/agents";
import { meQuery } from "@/api/me";
import {
  listMemories,
  listMemoryProfiles,
  type Memory,
  searchMemories,
  summarizeMemory,
  writeMemory,
} from "@/api/memory";
import { Button } from "@/kit/Button";
import { useCommands } from "@/kit/commands";
import { Dialog } from "@/kit/Dialog";
import { Figures } from "@/kit/Figures";
import { Check, Select, TextArea } from "@/kit/Input";
import { accentLink } from "@/kit/links";
import { Badge, Empty, PageHead } from "@/kit/Page";
import { Problem } from "@/kit/Problem";
import { SearchBox } from "@/kit/SearchBox";
import { When } from "@/kit/When";
import { MemoryDialog } from "./MemoryDialog";

const scopes = ["project", "conversation", "global"] as const;

/** What agents remember: by agent and profile, or by words; each entry with its source, its confidence and who read it. */
export function MemoryPage() {
  const { t } = useTranslation();
  const search = useSearch({ from: "/signed-in/memory" });
  const navigate = useNavigate({ from: "/memory" });
  const [open, setOpen] = useState<Memory | null>(null);
  const [writing, setWriting] = useState(false);
  const me = useQuery(meQuery);
  const agents = useQuery({
    queryKey: ["agents", me.data?.id],
    queryFn: () => listAgents(me.data?.id ?? ""),
    enabled: me.data !== undefined,
  });
  const overview = useQuery({
    queryKey: ["memory-profiles-all", (agents.data ?? []).map((one) => one.ai_lenser_id)],
    queryFn: async () =>
      (await Promise.all((agents.data ?? []).map((one) => listMemoryProfiles(one.ai_lenser_id)))).flat(),
    enabled: agents.data !== undefined,
  });
  const nameOf = new Map((agents.data ?? []).map((one) => [one.ai_lenser_id, one]));
  const profiles = (overview.data ?? []).filter(
    (one) => !search.agent || nameOf.get(one.ai_lenser_id)?.handle === search.agent,
  );
  const profile = profiles.find((one) => one.id === search.profile) ?? profiles[0];
  const words = useDeferredValue(search.q ?? "").trim();
  const entries = useQuery({
    queryKey: ["memories", profile?.id, search.scope, search.redacted, words],
    queryFn: () =>
      words
        ? searchMemories(words, search.profile ? (profile?.id ?? null) : null)
        : listMemories(profile?.id ?? "", search.scope ?? null, search.redacted ?? false),
    enabled: profile !== undefined,
    placeholderData: keepPreviousData,
  });
  const summary = useQuery({
    queryKey: ["memory-summary", profile?.id],
    queryFn: () => summarizeMemory(profile?.id ?? ""),
    enabled: profile !== undefined,
  });
  useCommands([
    {
      id: "write",
      label: t("memory.write"),
      shortcut: "n",
      disabled: !profile,
      run: () => setWriting(true),
    },
  ]);
  const put = (patch: Partial<typeof search>) =>
    navigate({
      search: (now) =>
        Object.fromEntries(
          Object.entries({ ...now, ...patch }).filter(
            ([, value]) => value !== "" && value !== undefined && value !== false,
          ),
        ),
      replace: true,
    });

  if (overview.isError) return <Problem error={overview.error} onRetry={() => overview.refetch()} />;
  return (
    <>
      <PageHead title={t("app.memory")}>
        {profile && (
          <Button tone="accent" onClick={() => setWriting(true)}>
            <Plus size={16} aria-hidden className="-ml-1 inline" /> {t("memory.write")}
          </Button>
        )}
      </PageHead>
      {overview.data && !profile && (
        <Empty text={t("memory.noProfile")}>
          <Link to="/agents" className={accentLink}>
            {t("approvals.toAgents")}
          </Link>
        </Empty>
      )}
      {profile && (
        <div className="flex flex-col gap-4">
          <div className="grid items-end gap-3 sm:grid-cols-[1fr_1fr_auto]">
            <SearchBox label={t("memory.search")} value={search.q ?? ""} onChange={(q) => put({ q })} />
            <Select
              label={t("memory.profile")}
              quiet
              value={profile.id}
              onChange={(event) => put({ profile: event.target.value })}
              options={profiles.map((one) => ({
                value: one.id,
                label: `${nameOf.get(one.ai_lenser_id)?.display_name ?? "–"} · ${one.name} (${one.entry_count})`,
              }))}
            />
            <div className="flex flex-wrap items-center gap-3">
              <Select
                label={t("memory.scope")}
                quiet
                value={search.scope ?? ""}
                disabled={words !== ""}
                onChange={(event) => put({ scope: event.target.value })}
                options={[
                  { value: "", label: t("memory.allScopes") },
                  ...scopes.map((one) => ({ value: one, label: t(`choice.${one}`) })),
                ]}
              />
              <Check
                label={t("memory.showRedacted")}
                disabled={words !== ""}
                checked={search.redacted ?? false}
                onChange={(event) => put({ redacted: event.target.checked })}
              />
            </div>
          </div>
          {summary.data && words === "" && (
            <Figures
              items={[
                { label: t("memory.count"), value: summary.data.count },
                ...scopes.map((one) => ({
                  label: t(`choice.${one}`),
                  value: summary.data.scopes[one] ?? 0,
                })),
              ]}
            />
          )}
          {entries.isError && <Problem error={entries.error} onRetry={() => entries.refetch()} />}
          {entries.data?.length === 0 && (
            <Empty text={words ? t("memory.noneFound") : t("memory.empty")}>
              {!words && <Button onClick={() => setWriting(true)}>{t("memory.write")}</Button>}
            </Empty>
          )}
          <ul className="flex flex-col gap-2">
            {(entries.data ?? []).map((entry) => (
              <li
                key={entry.id}
                data-memory={entry.is_redacted ? "redacted" : "kept"}
                className="relative rounded-xl border border-line bg-panel p-3 focus-within:border-accent hover:border-soft"
              >
                <button
                  type="button"
                  onClick={() => setOpen(entry)}
                  className={`line-clamp-4 w-full text-left text-sm break-words whitespace-pre-wrap after:absolute after:inset-0 after:rounded-xl ${entry.is_redacted ? "text-soft italic" : ""}`}
                >
                  {entry.is_redacted ? t("memory.redacted") : entry.content}
                </button>
                <p className="mt-1.5 flex flex-wrap items-center gap-x-3 gap-y-1 text-xs text-soft">
                  <Badge>{t(`choice.${entry.scope}`, entry.scope)}</Badge>
                  <span>{t(`memory.source.${entry.source}`, entry.source)}</span>
                  <span>{t("memory.confidence", { percent: Math.round(entry.confidence * 100) })}</span>
                  <When at={entry.created_at} />
                </p>
              </li>
            ))}
          </ul>
        </div>
      )}
      {open && <MemoryDialog memory={open} onClose={() => setOpen(null)} />}
      {writing && profile && <WriteDialog profileId={profile.id} onClose={() => setWriting(false)} />}
    </>
  );
}

function WriteDialog({ profileId, onClose }: { profileId: string; onClose(): void }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const [content, setContent] = useState("");
  const [scope, setScope] = useState<string>("project");
  const [sure, setSure] = useState("0.8");
  const write = useMutation({
    mutationFn: () => writeMemory(profileId, scope, content, Number(sure)),
    onSuccess: async () => {
      await Promise.all([
        queries.invalidateQueries({ queryKey: ["memories"] }),
        queries.invalidateQueries({ queryKey: ["memory-summary"] }),
        queries.invalidateQueries({ queryKey: ["memory-profiles-all"] }),
      ]);
      onClose();
    },
  });
  return (
    <Dialog
      title={t("memory.write")}
      onClose={onClose}
      footer={
        <Button
          tone="accent"
          disabled={content.trim() === "" || write.isPending}
          onClick={() => write.mutate()}
        >
          {t("app.save")}
        </Button>
      }
    >
      <div className="flex flex-col gap-3">
        <TextArea
          label={t("memory.content")}
          value={content}
          maxLength={20000}
          autoFocus
          onChange={(event) => setContent(event.target.value)}
        />
        <div className="grid gap-3 sm:grid-cols-2">
          <Select
            label={t("memory.scope")}
            value={scope}
            onChange={(event) => setScope(event.target.value)}
            options={scopes.map((one) => ({ value: one, label: t(`choice.${one}`) }))}
          />
          <Select
            label={t("memory.sure")}
            value={sure}
            onChange={(event) => setSure(event.target.value)}
            options={["0.3", "0.5", "0.8", "1"].map((value) => ({
              value,
              label: t("memory.confidence", { percent: Number(value) * 100 }),
            }))}
          />
        </div>
        {write.isError && <Problem error={write.error} />}
      </div>
    </Dialog>
  );
}
