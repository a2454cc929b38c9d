import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { listVersions } from "@/api/lenses";
import { Button } from "@/kit/Button";
import { Select } from "@/kit/Input";
import { textLink } from "@/kit/links";
import { Badge } from "@/kit/Page";
import {
  type Choice,
  choicesFor,
  follows,
  type LensUser,
  type Publishing,
  pinnedTo,
} from "@/model/rollForward";

interface Props {
  lensId: string;
  users: readonly LensUser[];
  versions: Publishing;
  /** of the version that is being published */
  number: number;
  choices: ReadonlyMap<string, Choice>;
  disabled: boolean;
  onChoose(choices: ReadonlyMap<string, Choice>): void;
}

/** The workflows that use a lens, where each stands, and whether it goes along with the version that is being published. */
export function LensUsers({ lensId, users, versions, number, choices, disabled, onChoose }: Props) {
  const { t } = useTranslation();
  const known = useQuery({
    queryKey: ["lens-versions", lensId],
    queryFn: () => listVersions(lensId),
    staleTime: 30_000,
  });
  const numberOf = (id: string | null) => known.data?.find((one) => one.id === id)?.version_number ?? "–";
  const movable = users.filter((user) => choicesFor(user, versions).includes("move"));
  const stands = (user: LensUser): string => {
    const pinned = pinnedTo(user);
    if (pinned !== null && !follows(user)) return t("publish.pinned", { number: numberOf(pinned) });
    return t(user.nodes.every((node) => node.version_id === null) ? "publish.follows" : "publish.mixed");
  };
  const leaving = (user: LensUser): string => {
    const pinned = pinnedTo(user);
    if (!follows(user) && pinned !== null) return t("publish.stays", { number: numberOf(pinned) });
    return user.nodes.every((node) => node.version_id === null)
      ? t("publish.movesAlong", { number })
      : t("publish.asIs");
  };
  const words: Record<Choice, (user: LensUser) => string> = {
    leave: leaving,
    move: () => t("publish.move", { number }),
    hold: () => t("publish.hold", { number: numberOf(versions.from) }),
  };
  return (
    <section aria-label={t("publish.users")} className="mt-3 rounded-lg border border-line">
      <header className="flex flex-wrap items-center gap-2 border-b border-line px-3 py-2">
        <h3 className="grow text-sm font-semibold">{t("publish.users")}</h3>
        {movable.length > 1 && (
          <Button
            disabled={disabled}
            onClick={() =>
              onChoose(new Map([...choices, ...movable.map((user) => [user.id, "move"] as const)]))
            }
          >
            {t("publish.moveAll", { number })}
          </Button>
        )}
      </header>
      <ul className="divide-y divide-line">
        {users.map((user) => {
          const offered = choicesFor(user, versions);
          return (
            <li
              key={user.id}
              data-user={user.title}
              className="flex flex-wrap items-center gap-x-3 gap-y-1.5 px-3 py-2 text-sm"
            >
              <Link
                to="/workflows/$workflowId"
                params={{ workflowId: user.id }}
                className={`min-w-0 grow basis-40 truncate ${textLink}`}
              >
                {user.title}
              </Link>
              <Badge tone={follows(user) ? "warn" : "plain"}>{stands(user)}</Badge>
              {offered.length > 1 ? (
                <div className="w-64 max-w-full">
                  <Select
                    quiet
                    label={t("publish.after", { title: user.title })}
                    value={choices.get(user.id) ?? "leave"}
                    disabled={disabled}
                    options={offered.map((choice) => ({ value: choice, label: words[choice](user) }))}
                    onChange={(event) =>
                      onChoose(new Map([...choices, [user.id, event.target.value as Choice]]))
                    }
                  />
                </div>
              ) : (
                <span className="w-64 max-w-full px-2.5 text-soft">{leaving(user)}</span>
              )}
            </li>
          );
        })}
      </ul>
    </section>
  );
}
