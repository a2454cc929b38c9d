import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Link, useNavigate, useParams } from "@tanstack/react-router";
import { Archive, ArchiveRestore, Copy, Ellipsis, GitFork } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import {
  archiveLens,
  cloneLens,
  getLens,
  getParameters,
  type LensDetail,
  listTools,
  restoreLens,
} from "@/api/lenses";
import { Button } from "@/kit/Button";
import { useCommands } from "@/kit/commands";
import { Dialog } from "@/kit/Dialog";
import { DiffText } from "@/kit/DiffText";
import { Menu } from "@/kit/Menu";
import { Badge, PageHead } from "@/kit/Page";
import { Problem } from "@/kit/Problem";
import { SaveMark } from "@/kit/SaveMark";
import { Tabs } from "@/kit/Tabs";
import { toast } from "@/kit/toast";
import { Waiting } from "@/kit/Waiting";
import { draftProblem } from "@/model/lensDraft";
import type { Parameter, Tool } from "@/model/parameters";
import { ContractsPanel } from "./ContractsPanel";
import { DetailsPanel } from "./DetailsPanel";
import { LensStatus } from "./LensesPage";
import { PublishDialog } from "./PublishDialog";
import { TryPanel } from "./TryPanel";
import { type DraftKeeper, useLensDraft } from "./useLensDraft";
import { VariantGrid } from "./VariantGrid";
import { VersionsPanel } from "./VersionsPanel";
import { WritePanel } from "./WritePanel";

export function LensPage() {
  const { t } = useTranslation();
  const { lensId } = useParams({ from: "/signed-in/lenses/$lensId" });
  const detail = useQuery({
    queryKey: ["lens", lensId],
    queryFn: () => getLens(lensId),
    refetchOnWindowFocus: false,
  });
  const versionId = (detail.data?.draft_version ?? detail.data?.head_version)?.id;
  const [first, setFirst] = useState<string | undefined>();
  if (first === undefined && versionId) setFirst(versionId);
  const parameters = useQuery({
    queryKey: ["lens-parameters", lensId, first],
    queryFn: () => getParameters(first ?? ""),
    enabled: first !== undefined,
    refetchOnWindowFocus: false,
  });
  const tools = useQuery({ queryKey: ["tools"], queryFn: listTools, staleTime: Number.POSITIVE_INFINITY });
  const failed = detail.error ?? parameters.error ?? tools.error;
  if (failed) return <Problem error={failed} onRetry={() => location.reload()} />;
  if (detail.data === null) return <p>{t("lens.notFound")}</p>;
  if (!detail.data || !parameters.data || !tools.data) return <Waiting />;
  return <Lens key={lensId} detail={detail.data} parameters={parameters.data} tools={tools.data} />;
}

type Place = "write" | "contracts" | "versions" | "variants" | "details";

function Lens({ detail, parameters, tools }: { detail: LensDetail; parameters: Parameter[]; tools: Tool[] }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const queries = useQueryClient();
  const keeper = useLensDraft(detail, parameters, tools);
  const [place, setPlace] = useState<Place>("write");
  const [values, setValues] = useState<Record<string, unknown>>({});
  const [publishing, setPublishing] = useState(false);
  const mine = detail.is_mine;
  const refresh = () => queries.invalidateQueries({ queryKey: ["lens", detail.lens.id] });
  const fork = useMutation({
    mutationFn: () => cloneLens(detail.lens.id),
    onSuccess: (id) => {
      toast(t("lens.forked"));
      void navigate({ to: "/lenses/$lensId", params: { lensId: id } });
    },
  });
  const shelve = useMutation({
    mutationFn: () =>
      detail.lens.status === "archived" ? restoreLens(detail.lens.id) : archiveLens(detail.lens.id),
    onSuccess: refresh,
  });
  const publishable = mine && detail.draft_version !== null;

  async function publish() {
    if (await keeper.flush()) setPublishing(true);
  }

  useCommands([
    { id: "publish", label: t("lens.publish"), shortcut: "Mod+Shift+p", disabled: !mine, run: publish },
    { id: "save", label: t("lens.saveNow"), shortcut: "Mod+s", always: true, run: () => void keeper.flush() },
    { id: "fork", label: t("lens.fork"), run: () => fork.mutate() },
    ...(["write", "contracts", "versions", "variants", "details"] as const).map((one, index) => ({
      id: `tab-${one}`,
      label: t("palette.goTo", { place: t(`lens.${one}`) }),
      shortcut: `g ${index + 1}`,
      run: () => setPlace(one),
    })),
  ]);

  return (
    <>
      <PageHead
        title={keeper.draft.title || t("lens.untitled")}
        above={
          <Link to="/lenses" className="text-sm text-accent hover:underline">
            ← {t("app.lenses")}
          </Link>
        }
      >
        {mine && <SaveMark state={keeper.state} />}
        <LensStatus status={detail.lens.status} />
        {mine ? (
          <Button tone="accent" onClick={publish} disabled={!publishable && keeper.state === "saved"}>
            {t("lens.publish")}
          </Button>
        ) : (
          <Button tone="accent" onClick={() => fork.mutate()} disabled={fork.isPending}>
            <GitFork size={15} aria-hidden className="mr-1 inline" />
            {t("lens.fork")}
          </Button>
        )}
        <Menu
          label={t("app.more")}
          items={[
            { label: t("lens.fork"), icon: <GitFork size={15} aria-hidden />, run: () => fork.mutate() },
            {
              label: t("lens.copyId"),
              icon: <Copy size={15} aria-hidden />,
              run: () =>
                void navigator.clipboard.writeText(detail.lens.id).then(() => toast(t("app.copied"))),
            },
            ...(mine
              ? [
                  detail.lens.status === "archived"
                    ? {
                        label: t("lens.restore"),
                        icon: <ArchiveRestore size={15} aria-hidden />,
                        run: () => shelve.mutate(),
                      }
                    : {
                        label: t("lens.archive"),
                        icon: <Archive size={15} aria-hidden />,
                        danger: true,
                        run: () => shelve.mutate(),
                      },
                ]
              : []),
          ]}
        >
          <Ellipsis size={16} aria-hidden />
        </Menu>
      </PageHead>
      {detail.fork_of && (
        <p className="-mt-2 mb-3 text-sm text-soft">
          {t("lens.forkOf")}{" "}
          <Link
            to="/lenses/$lensId"
            params={{ lensId: detail.fork_of.lens_id }}
            className="text-accent underline"
          >
            {detail.fork_of.title}
          </Link>
        </p>
      )}
      {(fork.error || shelve.error) && <Problem error={fork.error ?? shelve.error} />}
      <SaveProblem keeper={keeper} />
      <div
        className={`grid items-start gap-5 ${place === "variants" ? "grid-cols-1" : "xl:grid-cols-[minmax(0,1.35fr)_minmax(22rem,1fr)]"}`}
      >
        <Tabs<Place>
          label={t("lens.parts")}
          className="min-w-0"
          tabs={[
            { id: "write", label: t("lens.write") },
            { id: "contracts", label: t("lens.contracts") },
            {
              id: "versions",
              label: (
                <>
                  {t("lens.versions")} <Badge>{detail.versions_count}</Badge>
                </>
              ),
            },
            { id: "variants", label: t("lens.variants") },
            { id: "details", label: t("lens.details") },
          ]}
          chosen={place}
          onChoose={setPlace}
        >
          {place === "write" && <WritePanel keeper={keeper} values={values} tools={tools} readOnly={!mine} />}
          {place === "contracts" && <ContractsPanel keeper={keeper} readOnly={!mine} />}
          {place === "versions" && <VersionsPanel detail={detail} keeper={keeper} tools={tools} />}
          {place === "variants" && (
            <VariantGrid detail={detail} draftId={keeper.versionId} flush={keeper.flush} />
          )}
          {place === "details" && <DetailsPanel detail={detail} keeper={keeper} readOnly={!mine} />}
        </Tabs>
        <div className={place === "variants" ? "hidden" : "min-w-0"}>
          <TryPanel lensId={detail.lens.id} keeper={keeper} values={values} onValues={setValues} />
        </div>
      </div>
      {publishing && detail.draft_version && (
        <PublishDialog
          detail={detail}
          draftId={detail.draft_version.id}
          onClose={() => setPublishing(false)}
          onDone={() => {
            setPublishing(false);
            toast(t("lens.published"));
            void refresh();
          }}
        />
      )}
      {keeper.conflict && (
        <Dialog
          firm
          wide
          title={t("conflict.title")}
          onClose={() => {}}
          footer={
            <>
              <Button onClick={keeper.takeTheirs}>{t("conflict.theirs")}</Button>
              <Button tone="accent" onClick={keeper.keepMine}>
                {t("conflict.mine")}
              </Button>
            </>
          }
        >
          <p className="mb-3 text-sm text-soft">{t("conflict.why")}</p>
          <DiffText from={keeper.conflict.theirs.body} to={keeper.draft.body} />
        </Dialog>
      )}
    </>
  );
}

function SaveProblem({ keeper }: { keeper: DraftKeeper }) {
  const { t } = useTranslation();
  const lacks = draftProblem(keeper.draft);
  if (lacks) return <p className="mb-3 text-sm text-bad">{t(lacks)}</p>;
  if (!keeper.problem) return null;
  return (
    <div className="mb-4">
      <Problem error={keeper.problem} onRetry={() => void keeper.flush()} />
    </div>
  );
}
