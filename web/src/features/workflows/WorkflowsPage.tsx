import { useMutation, useQuery } from "@tanstack/react-query";
import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import { Plus } from "lucide-react";
import { useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { meQuery } from "@/api/me";
import { createWorkflow, myWorkflows } from "@/api/workflows";
import { Button } from "@/kit/Button";
import { useCommands } from "@/kit/commands";
import { FormDialog } from "@/kit/FormDialog";
import { TextInput } from "@/kit/Input";
import { Badge, Empty, PageHead } from "@/kit/Page";
import { Problem } from "@/kit/Problem";
import { SearchBox } from "@/kit/SearchBox";

export function WorkflowsPage() {
  const { t } = useTranslation();
  const navigate = useNavigate({ from: "/workflows" });
  const { q } = useSearch({ from: "/signed-in/workflows" });
  const [making, setMaking] = useState(false);
  const search = useRef<HTMLInputElement>(null);
  const me = useQuery(meQuery);
  const owner = me.data?.id;
  const workflows = useQuery({
    queryKey: ["workflows", owner, q],
    queryFn: () => myWorkflows(owner ?? "", { search: q }),
    enabled: owner !== undefined,
    placeholderData: (before) => before,
  });
  useCommands([
    { id: "new-workflow", label: t("workflows.new"), shortcut: "n", run: () => setMaking(true) },
    { id: "find", label: t("app.find"), shortcut: "/", run: () => search.current?.focus() },
  ]);
  const create = (
    <Button tone="accent" onClick={() => setMaking(true)}>
      <Plus size={16} aria-hidden className="-ml-1 inline" /> {t("workflows.new")}
    </Button>
  );
  return (
    <>
      <PageHead title={t("app.workflows")}>{create}</PageHead>
      <SearchBox
        label={t("workflows.search")}
        value={q ?? ""}
        onChange={(words) => navigate({ search: words ? { q: words } : {}, replace: true })}
        className="mb-4 sm:max-w-sm"
        inputRef={search}
      />
      {workflows.isError && <Problem error={workflows.error} onRetry={() => workflows.refetch()} />}
      {workflows.data?.length === 0 && (
        <Empty text={q ? t("workflows.noneFound") : t("workflows.empty")}>{create}</Empty>
      )}
      {workflows.data && workflows.data.length > 0 && (
        <ul className="grid grid-cols-[repeat(auto-fill,minmax(min(20rem,100%),1fr))] gap-3">
          {workflows.data.map((workflow) => (
            <li
              key={workflow.id}
              className="relative flex flex-col gap-2 rounded-xl border border-line bg-panel p-4 focus-within:border-accent hover:border-soft"
            >
              <div className="flex items-start gap-2">
                <Link
                  to="/workflows/$workflowId"
                  params={{ workflowId: workflow.id }}
                  className="grow font-semibold after:absolute after:inset-0 after:rounded-xl"
                >
                  {workflow.title}
                </Link>
                <Badge tone={workflow.status === "published" ? "good" : "warn"}>
                  {t(`status.${workflow.status}`)}
                </Badge>
              </div>
              {workflow.description && (
                <p className="line-clamp-2 text-sm text-soft">{workflow.description}</p>
              )}
              <p className="mt-auto text-xs text-soft">
                {t("workflows.steps", { count: workflow.node_count })} ·{" "}
                <time dateTime={workflow.updated_at}>{new Date(workflow.updated_at).toLocaleString()}</time>
              </p>
            </li>
          ))}
        </ul>
      )}
      {making && <NewWorkflow onClose={() => setMaking(false)} />}
    </>
  );
}

function NewWorkflow({ onClose }: { onClose(): void }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const make = useMutation({
    mutationFn: createWorkflow,
    onSuccess: (id) => navigate({ to: "/workflows/$workflowId", params: { workflowId: id } }),
  });
  return (
    <FormDialog
      id="new-workflow"
      title={t("workflows.new")}
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
