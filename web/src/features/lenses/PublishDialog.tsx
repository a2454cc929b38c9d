import { useMutation, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { type LensDetail, publishVersion, usersOf } from "@/api/lenses";
import { meQuery } from "@/api/me";
import { pinVersions } from "@/api/workflows";
import { Button } from "@/kit/Button";
import { Dialog } from "@/kit/Dialog";
import { Problem } from "@/kit/Problem";
import { toast } from "@/kit/toast";
import { type Choice, type LensUser, pinsOf } from "@/model/rollForward";
import { LensUsers } from "./LensUsers";
import { VersionDiff } from "./VersionDiff";

interface Props {
  detail: LensDetail;
  draftId: string;
  onClose(): void;
  onDone(): void;
}

/** Shows what publishing changes, lets each workflow that uses the lens be moved along or held, then publishes. */
export function PublishDialog({ detail, draftId, onClose, onDone }: Props) {
  const { t } = useTranslation();
  const me = useQuery(meQuery);
  const users = useQuery({
    queryKey: ["lens-users", detail.lens.id],
    queryFn: () => usersOf(detail.lens.id, me.data?.id ?? ""),
    enabled: me.data !== undefined,
  });
  const published = detail.published_version;
  const number = detail.draft_version?.version_number ?? 0;
  const versions = { from: published?.id ?? null, to: draftId };
  const [choices, setChoices] = useState<ReadonlyMap<string, Choice>>(new Map());
  const chose = (choice: Choice) =>
    (users.data ?? []).filter((user) => (choices.get(user.id) ?? "leave") === choice);

  const publish = useMutation({
    mutationFn: async () => {
      // Whoever is held is held before there is a version to follow.
      for (const user of chose("hold")) await pinVersions(user.id, pinsOf(user, "hold", versions));
      await publishVersion(draftId);
      return moveAll(chose("move"));
    },
    onSuccess: (left) => {
      onDone();
      if (left.length > 0) toast(t("publish.notMoved", { number, titles: left.join(", ") }), "bad");
    },
    onError: () => users.refetch(),
  });

  /** Moves what was chosen; gives the titles of those that could not be moved. */
  async function moveAll(chosen: LensUser[]): Promise<string[]> {
    const left: string[] = [];
    for (const user of chosen)
      await pinVersions(user.id, pinsOf(user, "move", versions)).catch(() => left.push(user.title));
    return left;
  }

  return (
    <Dialog
      title={t("publish.title", { number })}
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
        <LensUsers
          lensId={detail.lens.id}
          users={users.data}
          versions={versions}
          number={number}
          choices={choices}
          disabled={publish.isPending}
          onChoose={setChoices}
        />
      )}
      {users.isError && <Problem error={users.error} onRetry={() => users.refetch()} />}
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
