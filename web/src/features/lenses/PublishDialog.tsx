import { useMutation, useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { type LensDetail, publishVersion, usersOf } from "@/api/lenses";
import { Button } from "@/kit/Button";
import { Dialog } from "@/kit/Dialog";
import { textLink } from "@/kit/links";
import { Badge } from "@/kit/Page";
import { Problem } from "@/kit/Problem";
import { VersionDiff } from "./VersionDiff";

interface Props {
  detail: LensDetail;
  draftId: string;
  onClose(): void;
  onDone(): void;
}

/** Shows what publishing changes for those who use the lens, then publishes. */
export function PublishDialog({ detail, draftId, onClose, onDone }: Props) {
  const { t } = useTranslation();
  const publish = useMutation({ mutationFn: () => publishVersion(draftId), onSuccess: onDone });
  const users = useQuery({
    queryKey: ["lens-users", detail.lens.id],
    queryFn: () => usersOf(detail.lens.id),
  });
  const published = detail.published_version;
  return (
    <Dialog
      title={t("publish.title", { number: detail.draft_version?.version_number ?? "" })}
      onClose={onClose}
      wide
      footer={
        <>
          <Button onClick={onClose}>{t("app.cancel")}</Button>
          <Button tone="accent" disabled={publish.isPending} onClick={() => publish.mutate()}>
            {t("lens.publish")}
          </Button>
        </>
      }
    >
      <p className="text-sm">
        {t("lens.usedBy", {
          workflows: detail.used_by?.workflows ?? 0,
          agents: detail.used_by?.bindings ?? 0,
          schedules: detail.used_by?.schedules ?? 0,
        })}{" "}
        <span className="text-soft">{t("publish.effect")}</span>
      </p>
      {users.data && users.data.length > 0 && (
        <ul className="mt-2 flex flex-wrap gap-1.5 text-sm" aria-label={t("publish.users")}>
          {users.data.map((user) => (
            <li key={user.id}>
              <Link to="/workflows/$workflowId" params={{ workflowId: user.id }} className={textLink}>
                {user.title}
              </Link>{" "}
              <Badge tone={user.pinned ? "plain" : "warn"}>
                {t(user.pinned ? "publish.pinned" : "publish.follows")}
              </Badge>
            </li>
          ))}
        </ul>
      )}
      {publish.isError && (
        <div className="mt-3">
          <Problem error={publish.error} />
        </div>
      )}
      <div className="mt-4">
        {published ? (
          <VersionDiff from={published.id} to={draftId} />
        ) : (
          <p className="text-sm text-soft">{t("publish.first")}</p>
        )}
      </div>
    </Dialog>
  );
}
